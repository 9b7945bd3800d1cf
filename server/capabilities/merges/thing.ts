// The account merge put together: table, life cycle, sides, and how it is shown.
import sql from 'sql-template-tag';
import * as contract from '../../../contract/merges.ts';
import { instantOrNull } from '../../platform/world/shown.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const accountMerges: Thing<state.AccountMerge, typeof state.lifecycle> = {
  name: 'accountMerge',
  table: 'account_merges',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.AccountMerge,
  ...rows,
  show: ({ id, version, status, initiator, invitee, reason, ...merge }, { party }) =>
    ({
      ...{ id, version, status, reason },
      initiator: party(initiator),
      invitee: party(invitee),
      initiatorGlobalId: String(merge.initiatorNumber),
      globalId: String(merge.inviteeNumber),
      invitedAt: merge.invitedAt.toISOString(),
      expiresAt: merge.expiresAt.toISOString(),
      answeredAt: instantOrNull(merge.answeredAt),
      confirmedAt: instantOrNull(merge.confirmedAt),
      invitedBy: merge.invitedBy,
      answeredBy: merge.answeredBy,
      confirmedBy: merge.confirmedBy,
    }) satisfies contract.AccountMerge,
  listing: {
    sort: { invitedAt: '-invited_at' },
    filters: {
      status: 'status',
      waitsFor: (_you, { organization }) =>
        sql`((t.status = 'invited' and t.invitee_id = ${organization})
          or (t.status = 'accepted' and t.initiator_id = ${organization}))`,
    },
  },
};
