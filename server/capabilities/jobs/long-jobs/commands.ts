// How long work is stopped and resumed by people, and how the worker says what became of it.
import * as contract from '../../../../contract/jobs.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, perform } from '../../../platform/door/perform.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { systemCaller } from '../../../platform/world/caller-roles.ts';
import type { World } from '../../../platform/world/world.ts';
import { queued } from '../offers.ts';
import type { LongJob } from '../state.ts';
import * as rules from './rules.ts';
import { jobs } from './thing.ts';

const atNow = ({ now }: { now: Date }) => ({ now });
const starting = change({ thing: jobs, command: 'start', given: () => ({}), rule: rules.start });
const finishing = change({ thing: jobs, command: 'finish', given: atNow, rule: rules.finish });
const failing = change({ thing: jobs, command: 'fail', given: atNow, rule: rules.fail });
const cancelling = change({ thing: jobs, command: 'cancel', given: atNow, rule: rules.cancel });
const resuming = change({
  thing: jobs,
  command: 'resume',
  given: () => ({}),
  rule: rules.resume,
  jobs: (job: LongJob, { now }) => queued(job, now),
});
const acts = { start: alone(starting), finish: alone(finishing), fail: alone(failing) } as const;

/** What the worker says of a job; refused once somebody has cancelled it. */
export const tell = (world: World, id: string, command: keyof typeof acts) =>
  perform(world, systemCaller, { operation: `job.${command}`, act: acts[command], key: id, command: {} });

export const commands: readonly Route[] = [
  doing(contract.cancelJob, alone(cancelling)),
  doing(contract.resumeJob, alone(resuming)),
];
