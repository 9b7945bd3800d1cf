// What is found of orders, from whichever side: all of them, and one by its id.
import * as contract from '../../../../contract/orders.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { orders } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listOrders, { thing: orders, action: 'order.see' }),
  seeing(contract.seeOrder, { thing: orders, action: 'order.see' }),
];
