// How carts, orders and purchase wishes are listed, shown and commanded.
import { MessageSquareHeart, Receipt, ShoppingCart } from 'lucide-react';
import * as contract from '../../../contract/orders.ts';
import type { Capability, Item, Making } from '../../capability.ts';

const nameIn = (party: unknown): string => (party as { name: string }).name;
const countOf = (item: Item): number => (item.lines as readonly unknown[]).length;
const lineCount = { name: 'lineCount', like: 'version', value: countOf };

/** SUB-011: who does not buy from the vendor sends a wish instead. */
const ordering: Making = {
  operation: contract.createCart,
  path: '/orders/new',
  isOffered: ({ sides }) => sides.includes('seller'),
};

export const orders: Capability = {
  nouns: [
    {
      name: 'order',
      group: 'sales',
      prefix: 'ord',
      path: '/orders',
      icon: Receipt,
      of: contract.Order,
      list: contract.listOrders,
      see: contract.seeOrder,
      title: ({ number }) => String(number),
      columns: ['customer', 'partner', 'reseller', lineCount, 'totals', 'placedAt'],
      facts: ['number', 'customer', 'partner', 'reseller', 'resellerId', 'totals', 'placedAt', 'placedBy'],
      filters: ['number'],
      sorts: ['placedAt'],
      create: ordering,
      below: { lines: () => import('./order-lines.tsx') },
    },
    {
      name: 'cart',
      group: 'sales',
      prefix: 'crt',
      path: '/carts',
      sides: ['seller', 'operator'],
      icon: ShoppingCart,
      of: contract.Cart,
      list: contract.listCarts,
      see: contract.seeCart,
      title: ({ customer }) => nameIn(customer),
      columns: [lineCount, 'resellerPartnerId', 'createdAt'],
      facts: ['customer', 'partner', 'resellerPartnerId', lineCount, 'createdAt', 'createdBy'],
      filters: ['status'],
      sorts: ['createdAt'],
      commands: { cancel: { operation: contract.cancelCart } },
      create: ordering,
      waiting: { status: 'draft' },
      waitsFor: contract.placeCart,
      below: { content: () => import('./cart-content.tsx') },
    },
    {
      name: 'wish',
      group: 'sales',
      prefix: 'wsh',
      path: '/wishes',
      icon: MessageSquareHeart,
      of: contract.Wish,
      list: contract.listWishes,
      see: contract.seeWish,
      title: ({ skuTitle, customer }, { say }) =>
        say('orders.wish.title', { sku: String(skuTitle), customer: nameIn(customer) }),
      columns: ['customer', 'reseller', 'provider', 'quantity', 'sentAt'],
      facts: [
        'customer',
        'productTitle',
        'skuTitle',
        'quantity',
        'note',
        'answer',
        'reseller',
        'provider',
        'sentAt',
        'sentBy',
      ],
      filters: ['status'],
      sorts: ['sentAt'],
      commands: {
        fulfil: {
          operation: contract.fulfilWish,
          leaves: ['resellerPartnerId'],
          start: () => ({ segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly' }),
          leadsTo: ({ id }) => ({ to: '/orders/new', search: { cart: id, step: 'lines' } }),
        },
        decline: { operation: contract.declineWish },
        withdraw: { operation: contract.withdrawWish },
      },
      create: { operation: contract.sendWish, path: '/wishes/new' },
      waiting: ({ organization }) => ({ status: 'open', providerId: organization ?? '' }),
      waitsFor: contract.fulfilWish,
      below: { next: () => import('./wish-next.tsx') },
    },
  ],
  pages: {
    '/orders/new': () => import('./new-order.tsx'),
    '/wishes/new': () => import('./new-wish.tsx'),
  },
};
