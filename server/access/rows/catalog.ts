// Who may do what with the catalogue (matrix rows 23 and 42, ORD-012 to ORD-014, ORD-071).
// `seller` is the transacting partner whose price list it is; `reseller` is who resells and sees no price.
import type { Rows } from '../grant.ts';

const operators = ['operatorAdmin@operator', 'operatorSupport@operator', 'operatorBilling@operator'] as const;
const browsers = [
  'globalAdmin@seller',
  'userAdmin@seller',
  'billingAdmin@seller',
  'networkAdmin@seller',
  'adminAgent@seller',
  'salesAgent@seller',
  'globalAdmin@reseller',
  'userAdmin@reseller',
  'billingAdmin@reseller',
  'networkAdmin@reseller',
  'adminAgent@reseller',
  'salesAgent@reseller',
  ...operators,
] as const;
const sellers = ['globalAdmin@partner', 'adminAgent@partner', 'salesAgent@partner'] as const;

export const catalog = {
  'product.see': browsers,
  'sku.see': browsers,
  'price.see': [
    'globalAdmin@seller',
    'userAdmin@seller',
    'billingAdmin@seller',
    'networkAdmin@seller',
    'adminAgent@seller',
    'salesAgent@seller if salesAgentSeesPrices',
    ...operators,
  ],
  'availability.see': ['globalAdmin@seller', 'adminAgent@seller', 'salesAgent@seller'],
  // ORD-009: whoever sells chooses what stands on top; whoever reads the catalogue finds it there.
  'pinnedOffers.pin': sellers,
  'pinnedOffers.see': sellers,
  'priceImport.create': ['operatorAdmin@operator'],
  'priceImport.upload': ['operatorAdmin@operator'],
  'priceImport.receive': ['operatorAdmin@operator'],
  'priceImport.check': ['system'],
  'priceImport.compare': ['operatorAdmin@operator'],
  'priceImport.apply': ['operatorAdmin@operator'],
  'priceImport.enforce': ['system'],
  'priceImport.halt': ['system'],
  'priceImport.discard': ['operatorAdmin@operator'],
  'priceImport.clear': ['system'],
  'priceImport.see': operators,
  'qualification.apply': sellers,
  'qualification.declare': sellers,
  'qualification.decide': ['operatorAdmin@operator'],
  'qualification.record': ['operatorAdmin@operator'],
  'qualification.see': [...sellers, 'globalAdmin@customer', 'operatorAdmin@operator', 'operatorSupport@operator'],
} as const satisfies Rows;
