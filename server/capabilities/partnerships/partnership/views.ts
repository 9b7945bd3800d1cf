// What both sides find of their partnerships.
import * as contract from '../../../../contract/partnerships.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { partnerships } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listPartnerships, { thing: partnerships, action: 'partnership.see' }),
  seeing(contract.seePartnership, { thing: partnerships, action: 'partnership.see' }),
];
