// The obstacles that the doors and the wire itself put in the way, whatever the room.
import { obstacles } from '../../kernel/decision.ts';

/** @public Read by the house tests and by `npm run generate`, which look for this name in every room. */
export const refusals = {
  not_found: { kind: 'not_found' },
  not_permitted: { kind: 'forbidden', rule: 'ROL-002' },
  wrong_status: { kind: 'conflict' },
  stale_version: { kind: 'stale' },
  busy: { kind: 'unavailable' },
  idempotency_key_reused: { kind: 'conflict', rule: 'ORD-076' },
  idempotency_key_invalid: { kind: 'invalid' },
  preview_outdated: { kind: 'conflict' },
  preview_token_invalid: { kind: 'invalid' },
  too_many_consequences: { kind: 'limit' },
  unauthenticated: { kind: 'unauthenticated' },
  second_factor_required: { kind: 'unauthenticated', rule: 'SEC-004' },
  fresh_proof_required: { kind: 'forbidden' },
  wrong_caller: { kind: 'forbidden', rule: 'SEC-006' },
  no_organization: { kind: 'forbidden', rule: 'ACT-022' },
  invalid_request: { kind: 'invalid' },
  invalid_cursor: { kind: 'invalid' },
  invalid_sort: { kind: 'invalid' },
  not_searchable: { kind: 'invalid' },
  not_previewable: { kind: 'invalid' },
  not_past: { kind: 'invalid' },
  no_history: { kind: 'invalid' },
  unsupported_media_type: { kind: 'unsupported' },
  body_too_large: { kind: 'too_large' },
  no_such_path: { kind: 'not_found' },
  throttled: { kind: 'throttled', rule: 'ORD-075' },
  overloaded: { kind: 'unavailable' },
  disk_full: { kind: 'unavailable' },
  internal: { kind: 'internal' },
  feature_off_in_cloud: { kind: 'limit', rule: 'CLD-010' },
} as const;

export const no = obstacles(refusals);
