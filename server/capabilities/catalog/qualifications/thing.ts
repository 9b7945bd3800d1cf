// The qualification put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/catalog/qualifications.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const qualifications: Thing<state.Qualification, typeof state.lifecycle> = {
  name: 'qualification',
  table: 'qualifications',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Qualification,
  ...rows,
  show: (one, { party, partyOrNull }) =>
    ({
      id: one.id,
      status: one.status,
      version: one.version,
      kind: one.kind,
      customer: party(one.customer),
      partner: partyOrNull(one.partner),
      note: one.note,
      appliedAt: one.appliedAt.toISOString(),
      decidedAt: instantOrNull(one.decidedAt),
      evidence: one.evidence,
      appliedBy: one.appliedBy,
    }) satisfies contract.Qualification,
  listing: {
    sort: { appliedAt: '-applied_at' },
    filters: { status: 'status', kind: 'kind', customer: 'customer_id' },
  },
};
