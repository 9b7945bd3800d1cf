// What may stand in the way of invitations, consents and relationships; the texts are in messages/.
import type { Refusals } from '../../kernel/decision.ts';

export const refusals = {
  no_new_customers: { kind: 'limit', rule: 'CLD-003' },
  provider_makes_invitations: { kind: 'limit', rule: 'REL-032' },
  provider_not_chosen: { kind: 'invalid', rule: 'REL-031' },
  partnership_required: { kind: 'conflict', rule: 'REL-031' },
  expiry_in_past: { kind: 'invalid', rule: 'REL-047' },
  no_resellers_to_share_with: { kind: 'invalid', rule: 'REL-032' },

  invitation_not_here: { kind: 'not_found', rule: 'REL-040' },
  invitation_expired: { kind: 'conflict', rule: 'REL-047' },
  tenant_not_yours: { kind: 'invalid', rule: 'REL-038' },
  global_admin_required: { kind: 'forbidden', rule: 'REL-038' },
  inviter_unavailable: { kind: 'conflict', rule: 'REL-031' },
  self_resale: { kind: 'limit', rule: 'CHN-036' },
  sold_through_provider: { kind: 'limit', rule: 'ACT-039' },
  selling_tenant_not_allowed: { kind: 'limit', rule: 'ORD-005' },
  same_provider_purchase: { kind: 'limit', rule: 'ORD-006' },
  customer_region_mismatch: { kind: 'limit', rule: 'REL-037' },
  one_partner_only: { kind: 'limit', rule: 'CLD-010' },
  relationship_not_ticked: { kind: 'invalid', rule: 'REL-039' },
  agreement_not_ticked: { kind: 'invalid', rule: 'REL-039' },

  not_a_direct_customer: { kind: 'limit', rule: 'REL-046' },
  only_former_direct_partners_extend: { kind: 'limit', rule: 'REL-046' },
  customer_consent_missing: { kind: 'invalid', rule: 'REL-046' },

  reseller_cannot_create: { kind: 'limit', rule: 'REL-045' },
  reseller_not_available: { kind: 'conflict', rule: 'REL-052' },
  customer_in_other_region: { kind: 'limit', rule: 'ACT-060' },
  customer_exists: { kind: 'conflict', rule: 'REL-030' },
  not_a_legal_name: { kind: 'invalid', rule: 'REL-051' },
  legal_name_not_confirmed: { kind: 'invalid', rule: 'REL-051' },
} as const satisfies Refusals;
