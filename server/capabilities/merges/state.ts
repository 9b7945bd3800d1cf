// One company invites another to merge accounts; once both agreed, the other's global account is a location (ACT-020).
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type AccountMerge = {
  id: Id<'mrg'>;
  version: number;
  status: 'invited' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'lapsed' | 'confirmed';
  initiator: string;
  invitee: string;
  /** The global ids of both as they were when one invited the other. */
  initiatorNumber: number;
  inviteeNumber: number;
  reason: string | null;
  invitedBy: string;
  invitedAt: Date;
  answeredBy: string | null;
  answeredAt: Date | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  expiresAt: Date;
};

export const sides = { initiator: 'initiator_id', invitee: 'invitee_id' } as const;

/** Until it is confirmed each side may step back; then nothing takes it back. */
export const lifecycle = {
  invite: { from: ['nothing'], to: ['invited'], emits: ['accountMerge.invited'] },
  accept: { from: ['invited'], to: ['accepted'], emits: ['accountMerge.accepted'] },
  decline: { from: ['invited', 'accepted'], to: ['declined'], emits: ['accountMerge.declined'] },
  withdraw: { from: ['invited', 'accepted'], to: ['withdrawn'], emits: ['accountMerge.withdrawn'] },
  confirm: { from: ['accepted'], to: ['confirmed'], emits: ['accountMerge.confirmed'] },
  expire: { from: ['invited', 'accepted'], to: ['expired'], emits: ['accountMerge.expired'] },
  lapse: { from: ['invited', 'accepted'], to: ['lapsed'], emits: ['accountMerge.lapsed'] },
} as const satisfies Lifecycle<AccountMerge>;

export const refusals = {
  merge_needs_global_account: { kind: 'conflict', rule: 'ACT-020' },
  merge_while_suspended: { kind: 'limit', rule: 'ACT-040' },
  global_id_unknown: { kind: 'invalid', rule: 'ACT-020' },
  location_id_not_allowed: { kind: 'invalid', rule: 'ACT-020' },
  merge_with_oneself: { kind: 'invalid', rule: 'ACT-020' },
  merge_already_open: { kind: 'conflict', rule: 'ACT-020' },
  merge_expired: { kind: 'conflict', rule: 'ACT-020' },
  merge_accepted_elsewhere: { kind: 'conflict', rule: 'ACT-020' },
  merge_other_not_ready: { kind: 'conflict', rule: 'ACT-020' },
  merge_not_confirmed: { kind: 'invalid', rule: 'ACT-020' },
  merge_reason_missing: { kind: 'invalid', rule: 'ACT-020' },
} as const satisfies Refusals;
