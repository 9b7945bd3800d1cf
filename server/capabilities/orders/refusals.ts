// What may stand in the way of carts, orders and purchase wishes; the texts are in messages/.
import type { Refusals } from '../../kernel/decision.ts';

export const refusals = {
  orders_via_provider: { kind: 'forbidden', rule: 'SUB-011' },
  customers_cannot_buy: { kind: 'forbidden', rule: 'SUB-012' },
  cart_empty: { kind: 'invalid', rule: 'ORD-001' },
  cart_changed: { kind: 'stale' },
  line_repeated: { kind: 'invalid', rule: 'ORD-001' },

  location_required: { kind: 'conflict', rule: 'ACT-063' },
  relationship_required: { kind: 'conflict', rule: 'REL-044' },
  customer_agreement_missing: { kind: 'conflict', rule: 'ORD-020' },
  customer_records_incomplete: { kind: 'conflict', rule: 'SUB-010' },
  selling_tenant_not_allowed: { kind: 'limit', rule: 'ORD-005' },
  base_required: { kind: 'limit', rule: 'SUB-050' },
  offer_limit_reached: { kind: 'limit', rule: 'SUB-043' },
  sku_unknown: { kind: 'limit', rule: 'ORD-072' },
  usage_plan_exists: { kind: 'limit', rule: 'CHN-032' },

  wish_needs_provider: { kind: 'limit', rule: 'SUB-011' },
  wish_for_own_customers: { kind: 'limit', rule: 'SUB-011' },
} as const satisfies Refusals;
