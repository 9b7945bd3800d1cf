// Every obstacle that the catalogue puts in the way; the texts stand in messages/.
import type { Refusals } from '../../kernel/decision.ts';

export const refusals = {
  effective_date_passed: { kind: 'limit', rule: 'ORD-070' },
  upload_superseded: { kind: 'conflict' },
  upload_interrupted: { kind: 'conflict' },
  price_import_outdated: { kind: 'conflict', rule: 'ORD-070' },
  price_import_has_bad_rows: { kind: 'limit' },
  price_import_lost: { kind: 'conflict' },
  list_does_not_fit: { kind: 'limit', rule: 'ORD-070' },
  catalogue_not_yours: { kind: 'limit', rule: 'ORD-009' },
  too_many_pinned: { kind: 'limit', rule: 'ORD-009' },
  sku_unknown: { kind: 'limit', rule: 'ORD-072' },
  not_in_offer_matrix: { kind: 'limit', rule: 'ORD-072' },
  no_price_in_force: { kind: 'limit', rule: 'ORD-070' },
  offer_not_available: { kind: 'limit', rule: 'ORD-008' },
  segment_not_allowed: { kind: 'limit', rule: 'ORD-010' },
  government_only: { kind: 'limit', rule: 'ORD-011' },
  education_not_qualified: { kind: 'limit', rule: 'ORD-012' },
  partner_not_approved_for_government: { kind: 'limit', rule: 'ORD-013' },
  quantity_out_of_range: { kind: 'limit', rule: 'SUB-030' },
  offer_limit_reached: { kind: 'limit', rule: 'SUB-043' },
  base_required: { kind: 'limit', rule: 'SUB-050' },
  suspended_one_exists: { kind: 'limit', rule: 'ORD-002' },
  relationship_required: { kind: 'conflict', rule: 'REL-044' },
  not_a_transacting_partner: { kind: 'limit', rule: 'ORD-013' },
  evidence_incomplete: { kind: 'invalid', rule: 'ORD-012' },
} as const satisfies Refusals;
