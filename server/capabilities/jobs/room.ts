// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { commands as rerunning } from './dead-letters/commands.ts';
import { deadLetters } from './dead-letters/thing.ts';
import { views as buried } from './dead-letters/views.ts';
import { commands } from './long-jobs/commands.ts';
import { jobs } from './long-jobs/thing.ts';
import { views } from './long-jobs/views.ts';
import { retention } from './retention.ts';

export const room: Room = {
  name: 'jobs',
  routes: [...views, ...commands, ...buried, ...rerunning],
  things: [deadLetters, jobs],
  jobKinds: [retention],
  tables: ['long_jobs', 'job_progress', 'job_results', 'dead_letters'],
  joins: {
    jobs: 'what the queue has finished is swept away with its results',
    idempotency_keys: 'answers that nobody can ask for again are swept away in the same round',
  },
};
