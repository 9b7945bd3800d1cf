// Long work put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/jobs.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from '../state.ts';
import { rows } from './store.ts';

export const jobs: Thing<state.LongJob, typeof state.jobLifecycle> = {
  name: 'job',
  table: 'long_jobs',
  lifecycle: state.jobLifecycle,
  sides: state.jobSides,
  contract: contract.Job,
  ...rows,
  show: ({ id, status, version, organization, kind, createdAt, finishedAt, createdBy }, { party }) =>
    ({
      ...{ id, status, version, kind, createdBy },
      organization: party(organization),
      createdAt: createdAt.toISOString(),
      finishedAt: instantOrNull(finishedAt),
    }) satisfies contract.Job,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', kind: 'kind' } },
};
