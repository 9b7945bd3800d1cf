// Who may do what with subscriptions (matrix rows 23, 24, 29, 44; SUB-012: customers only look).
import type { Rows } from '../grant.ts';

export const subscriptions = {
  'subscription.start': ['globalAdmin@partner', 'adminAgent@partner', 'salesAgent@partner'],
  'subscription.confirm': ['operatorAdmin@operator', 'system'],
  'subscription.fail': ['operatorAdmin@operator', 'system'],
  // SUB-033
  'subscription.increaseQuantity': [
    'globalAdmin@partner',
    'adminAgent@partner',
    'salesAgent@partner',
    'helpdeskAgent@partner if helpdeskManagesSubscriptions',
  ],
  'subscription.setReseller': ['globalAdmin@partner', 'userAdmin@partner', 'adminAgent@partner', 'salesAgent@partner'],
  'reseller.see': ['globalAdmin@seller', 'userAdmin@seller', 'adminAgent@seller', 'salesAgent@seller'],
  // Matrix row 14.
  'subscription.export': ['globalAdmin@organization', 'adminAgent@organization', 'operatorAdmin@organization'],
  // REL-117: of several partners each sees what it sold.
  'subscription.see': [
    'globalAdmin@partner',
    'userAdmin@partner',
    'billingAdmin@partner',
    'adminAgent@partner',
    'salesAgent@partner',
    'helpdeskAgent@partner',
    'globalAdmin@reseller',
    'userAdmin@reseller',
    'billingAdmin@reseller',
    'adminAgent@reseller',
    'salesAgent@reseller',
    'helpdeskAgent@reseller',
    'globalAdmin@customer',
    'billingAdmin@customer',
    'operatorAdmin@operator',
    'operatorSupport@operator',
    'operatorBilling@operator',
  ],
  'subscription.seeCharges': [
    'globalAdmin@partner',
    'billingAdmin@partner',
    'adminAgent@partner',
    'operatorAdmin@operator',
    'operatorBilling@operator',
  ],
} as const satisfies Rows;
