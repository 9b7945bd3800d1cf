// What may stand in the way of changing a subscription; the texts are in messages/.
import type { Refusals } from '../../kernel/decision.ts';

export const refusals = {
  not_transacting_partner: { kind: 'forbidden', rule: 'SUB-033' },
  quantity_not_increased: { kind: 'limit', rule: 'SUB-031' },
  quantity_out_of_range: { kind: 'limit', rule: 'SUB-030' },
  quantity_locked: { kind: 'limit', rule: 'ORD-074' },
  quantity_is_metered: { kind: 'limit', rule: 'SUB-030' },
  customer_agreement_missing: { kind: 'conflict', rule: 'ORD-020' },
  reseller_only_for_providers: { kind: 'limit', rule: 'ACT-005' },
  reseller_validation_failed: { kind: 'limit', rule: 'CHN-033' },
  reseller_location_not_enrolled: { kind: 'limit', rule: 'CHN-030' },
  usage_plan_exists: { kind: 'limit', rule: 'CHN-032' },
  reseller_stays: { kind: 'limit', rule: 'CHN-032' },
} as const satisfies Refusals;
