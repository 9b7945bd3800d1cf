// The jobs behind a checked sheet: compared once more, put into force; a command begins each, and it outlives a worker.
import { codeOf } from '../../../platform/database/database.ts';
import { alone, perform } from '../../../platform/door/perform.ts';
import { Hopeless } from '../../../platform/work/jobs.ts';
import type { LongKind } from '../../../platform/work/long-work.ts';
import { systemCaller } from '../../../platform/world/caller-roles.ts';
import type { World } from '../../../platform/world/world.ts';
import { checking, enforcing, halting } from '../commands.ts';
import type { Halt } from '../rules.ts';
import { Superseded } from '../staging/reading.ts';
import { tablesOf } from '../staging/tables.ts';
import { stateOf } from '../staging/work.ts';
import { type LaterRequest, laterKinds, type PriceImport } from '../state.ts';
import * as store from '../store.ts';
import { compared } from './comparison.ts';

/** A first import of hundreds of thousands of rows, on a small machine. */
const applySecondsMax = 600;
const told = new Set(['price_import_lost', 'price_import_outdated']);

/** Nothing was changed: the import says why, and its job has failed. */
async function halted(world: World, id: string, refusal: Halt['refusal']): Promise<never> {
  await perform(world, systemCaller, {
    operation: 'priceImport.halt',
    act: alone(halting),
    key: id,
    command: { refusal },
  });
  throw new Hopeless(`price import ${id}: ${refusal.code}`);
}

async function compareAgain(world: World, state: PriceImport): Promise<void> {
  const { id, attempt, result } = state;
  const { rules, prices } = tablesOf(attempt!);
  const table = result!.sheet === 'matrix' ? rules : prices;
  const isHeld = await world.database.read((tx) => store.isHeld(tx, table, result!.rows));
  if (!isHeld) await halted(world, id, { code: 'price_import_lost', details: {} });
  const command = { attempt: attempt!, result: await compared(world, state, result!) };
  const asked = { operation: 'priceImport.check', act: alone(checking), key: id, command };
  const answer = await perform(world, systemCaller, asked);
  // Whatever else is in the way came later and counts.
  if (!answer.ok && answer.because[0].code === 'busy') throw new Error(`price import ${id}: busy`);
}

export const sheetComparing: LongKind = {
  kind: laterKinds.compare,
  run: async ({ world, job, progress }) => {
    const state = await stateOf(world, (job.request as LaterRequest).import);
    // Compared by an earlier attempt that could not say so, or no longer wanted.
    if (state?.status !== 'comparing') return;
    const { rows } = state.result!;
    await progress({ phase: 'comparing', done: 0, total: rows });
    try {
      await compareAgain(world, state);
    } catch (error) {
      if (error instanceof Superseded || codeOf(error) === '42P01') return; // Dropped, or sent anew meanwhile.
      throw error;
    }
    await progress({ phase: 'compared', done: rows, total: rows });
  },
};

export const sheetApplying: LongKind = {
  kind: laterKinds.apply,
  run: async ({ world, job, progress }) => {
    const id = (job.request as LaterRequest).import;
    const state = await stateOf(world, id);
    // Put into force by an earlier attempt that could not say so.
    if (state?.status === 'applied') return;
    if (state?.status !== 'applying') throw new Hopeless(`price import ${id} is not to be put into force any more`);
    const { rows } = state.result!;
    await progress({ phase: 'applying', done: 0, total: rows });
    const asked = { operation: 'priceImport.enforce', act: alone(enforcing), key: id, command: {} };
    const answer = await perform(world, systemCaller, { ...asked, secondsMax: applySecondsMax });
    if (!answer.ok) {
      const [{ code, details = {} }] = answer.because;
      if (told.has(code)) await halted(world, id, { code, details });
      throw new Error(`price import ${id}: ${code}`);
    }
    await progress({ phase: 'applied', done: rows, total: rows });
  },
};
