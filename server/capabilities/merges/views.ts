// Account merges, listed and one by one.
import * as contract from '../../../contract/merges.ts';
import { listing, type Route, seeing } from '../../platform/wire/operations.ts';
import { accountMerges } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listAccountMerges, { thing: accountMerges, action: 'accountMerge.see' }),
  seeing(contract.seeAccountMerge, { thing: accountMerges, action: 'accountMerge.see' }),
];
