// How subscriptions are listed, shown and commanded: who sold them, who is paid, who is on record, who supports.
import { Layers } from 'lucide-react';
import type { Answer } from '../../../contract/operation.ts';
import * as contract from '../../../contract/subscriptions.ts';
import { type Capability, type Choices, type Item, type Reckoned, shapedAs } from '../../capability.ts';

const of = (item: Item) => shapedAs(contract.Subscription, item);
/** BIL-001: the vendor invoices the partner, the partner its reseller, the reseller the customer. */
const invoiced: Reckoned = { name: 'invoiced', like: 'partner', value: (item) => of(item).partner };
const payee: Reckoned = { name: 'payee', like: 'partner', value: (item) => of(item).reseller ?? of(item).partner };

const resellers: Choices = {
  operation: contract.listResellers,
  isForWhoMay: true,
  query: () => ({ limit: '200' }),
  of: ({ items }: Answer<typeof contract.listResellers>) =>
    items.map(({ reseller }) => ({ value: reseller.id, label: reseller.name })),
};

export const subscriptions: Capability = {
  nouns: [
    {
      name: 'subscription',
      group: 'sales',
      prefix: 'sub',
      path: '/subscriptions',
      icon: Layers,
      of: contract.Subscription,
      list: contract.listSubscriptions,
      see: contract.seeSubscription,
      title: (item) => of(item).nickname,
      columns: [
        'customer',
        'quantity',
        'term',
        'endsAt',
        'partner',
        'reseller',
        payee,
        'supportContact',
        'productTitle',
      ],
      facts: [
        ...['customer', 'productTitle', 'skuTitle', 'quantity', 'term', 'billingPlan', 'segment', 'unitPrice'],
        ...['startsAt', 'endsAt', 'committedUntil', 'autoRenews', 'partner'],
        ...[invoiced, payee, 'reseller', 'resellerId', 'resellerIdSince', 'supportContact', 'origin', 'entitlementId'],
      ],
      filters: ['status', 'resellerId', 'skuId', 'entitlementId'],
      filterChoices: { resellerId: resellers },
      sorts: ['startsAt'],
      commands: {
        increaseQuantity: {
          operation: contract.increaseQuantity,
          start: (item) => ({ quantity: of(item).quantity }),
        },
        setReseller: {
          operation: contract.setReseller,
          start: (item) => ({ resellerPartnerId: of(item).reseller ? of(item).resellerId : null }),
          questions: { resellerPartnerId: () => import('./reseller-choice.tsx') },
        },
      },
      below: {
        standing: () => import('./standing.tsx'),
        charges: () => import('./charges.tsx'),
      },
    },
  ],
};
