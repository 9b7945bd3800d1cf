// How dead letters lie in their table.
import { rowsOf } from '../../../platform/record/columns.ts';
import type { DeadLetter } from '../state.ts';

export const rows = rowsOf<DeadLetter>({
  kind: 'kind',
  job: 'job_id',
  sealed: 'sealed',
  error: 'error',
  attempts: 'attempts',
  diedAt: 'died_at',
});
