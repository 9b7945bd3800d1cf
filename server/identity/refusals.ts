// The obstacles on the way to being known here.
import { obstacles, type Refusals } from '../kernel/decision.ts';

/** @public Read by the house tests and by `npm run generate`, which look for this name in every room. */
export const refusals = {
  sign_in_refused: { kind: 'unauthenticated' },
  temporary_password_expired: { kind: 'unauthenticated', rule: 'ROL-005' },
  user_suspended: { kind: 'forbidden' },
  too_many_tries: { kind: 'throttled' },
  password_change_required: { kind: 'forbidden', rule: 'ROL-005' },
  password_wrong: { kind: 'invalid' },
  password_unchanged: { kind: 'invalid' },
  reset_link_invalid: { kind: 'conflict' },
  code_wrong: { kind: 'invalid', rule: 'SEC-001' },
  second_factor_missing: { kind: 'conflict' },
  second_factor_registered: { kind: 'conflict' },
  fresh_proof_required: { kind: 'forbidden' },
  token_invalid: { kind: 'unauthenticated' },
  csrf_token_missing: { kind: 'forbidden' },
  foreign_origin: { kind: 'forbidden' },
  network_not_allowed: { kind: 'forbidden' },
  interaction_elsewhere: { kind: 'conflict' },
  personas_only_in_demo: { kind: 'not_found' },
} as const satisfies Refusals;

export const no = obstacles(refusals);
