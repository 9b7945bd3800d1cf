// Views of support, listed and one by one.
import * as contract from '../../../contract/identity/support-views.ts';
import { listing, type Route, seeing } from '../../platform/wire/operations.ts';
import { supportViews } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listSupportViews, { thing: supportViews, action: 'supportView.see' }),
  seeing(contract.seeSupportView, { thing: supportViews, action: 'supportView.see' }),
];
