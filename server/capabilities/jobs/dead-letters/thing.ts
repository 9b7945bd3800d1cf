// Dead letters put together: table, life cycle, and how they are shown to who runs the cloud.
import * as contract from '../../../../contract/jobs.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from '../state.ts';
import { rows } from './store.ts';

export const deadLetters: Thing<state.DeadLetter, typeof state.deadLetterLifecycle> = {
  name: 'deadLetter',
  table: 'dead_letters',
  lifecycle: state.deadLetterLifecycle,
  sides: {},
  contract: contract.DeadLetter,
  ...rows,
  show: ({ id, status, version, kind, job, attempts, diedAt, error }) =>
    ({
      ...{ id, status, version, kind, job, attempts, error, diedAt: diedAt.toISOString() },
    }) satisfies contract.DeadLetter,
  listing: { sort: { diedAt: '-died_at' }, filters: { status: 'status', kind: 'kind' } },
};
