// What resellers and their providers find of purchase wishes: all of them, and one by its id.
import * as contract from '../../../../contract/orders.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { wishes } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listWishes, { thing: wishes, action: 'wish.see' }),
  seeing(contract.seeWish, { thing: wishes, action: 'wish.see' }),
];
