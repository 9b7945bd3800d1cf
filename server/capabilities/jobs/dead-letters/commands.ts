// How work that gave up is laid before the operator, and tried again.
import * as contract from '../../../../contract/jobs.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, perform } from '../../../platform/door/perform.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { takeOut } from '../../../platform/work/queue.ts';
import { systemCaller } from '../../../platform/world/caller-roles.ts';
import type { World } from '../../../platform/world/world.ts';
import * as rules from './rules.ts';
import { deadLetters } from './thing.ts';

const burying = change({
  thing: deadLetters,
  command: 'create',
  find: 'new',
  given: async ({ tx, now, world }, _state, { id }: rules.Bury & { id: string }): Promise<rules.BuryGiven> => {
    const found = await takeOut(tx, id);
    const sealed = world.secrets.seal(JSON.stringify(found?.payload ?? {}));
    return { now, newId: newId('ded'), job: found && { ...found, sealed } };
  },
  rule: rules.bury,
});
const rerunning = change({
  thing: deadLetters,
  command: 'rerun',
  given: ({ world }, { sealed }) => ({ payload: JSON.parse(world.secrets.unseal(sealed)) as Record<string, unknown> }),
  rule: rules.rerun,
  jobs: ({ kind, job }, { now, given: { payload } }) => [{ id: job, kind, payload, runAt: now }],
});

/** Takes a job that gave up out of the queue and lays it before the operator. */
export const bury = async (world: World, letter: { id: string; error: string }): Promise<boolean> => {
  const asked = { operation: 'deadLetter.create', act: alone(burying), key: letter.id, command: letter };
  return (await perform(world, systemCaller, asked)).ok;
};

export const commands: readonly Route[] = [doing(contract.rerunDeadLetter, alone(rerunning))];
