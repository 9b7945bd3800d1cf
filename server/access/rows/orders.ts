// Who may do what with carts, orders and purchase wishes (matrix row 23; SUB-011, SUB-012).
import type { Rows } from '../grant.ts';

const buyers = ['globalAdmin@partner', 'adminAgent@partner', 'salesAgent@partner'] as const;
const watchers = ['operatorAdmin@operator', 'operatorSupport@operator'] as const;
const senders = ['globalAdmin@reseller', 'adminAgent@reseller', 'salesAgent@reseller'] as const;
const receivers = ['globalAdmin@provider', 'adminAgent@provider', 'salesAgent@provider'] as const;

export const orders = {
  'cart.create': buyers,
  'cart.see': [...buyers, ...watchers],
  'cart.review': buyers,
  'cart.change': buyers,
  'cart.cancel': buyers,
  'cart.place': buyers,
  'order.place': buyers,
  'order.see': [
    ...buyers,
    'userAdmin@partner',
    'billingAdmin@partner',
    'helpdeskAgent@partner',
    ...senders,
    'billingAdmin@reseller',
    'helpdeskAgent@reseller',
    'globalAdmin@customer',
    'billingAdmin@customer',
    ...watchers,
    'operatorBilling@operator',
  ],
  'wish.send': senders,
  'wish.withdraw': senders,
  'wish.fulfil': receivers,
  'wish.decline': receivers,
  'wish.see': [...senders, 'helpdeskAgent@reseller', ...receivers, 'helpdeskAgent@provider', ...watchers],
} as const satisfies Rows;
