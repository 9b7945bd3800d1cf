// The job that reads a sheet which was sent: staged, compared and checked, from the beginning after an interruption.
import { Readable } from 'node:stream';
import { codeOf } from '../../../platform/database/database.ts';
import { alone, perform } from '../../../platform/door/perform.ts';
import { load } from '../../../platform/record/history.ts';
import type { LongKind } from '../../../platform/work/long-work.ts';
import { systemCaller } from '../../../platform/world/caller-roles.ts';
import type { World } from '../../../platform/world/world.ts';
import { checking } from '../commands.ts';
import { compared } from '../comparing/comparison.ts';
import { beginning, enter, type Reading } from '../progress.ts';
import type { RowError } from '../sheets/rows.ts';
import { type PriceImport, type SheetRequest, sheetKind } from '../state.ts';
import { imports } from '../thing.ts';
import { type Into, readInto, Superseded } from './reading.ts';
import { creating, dropping, forgettingParts, partsOf, tablesOf } from './tables.ts';

const tellEveryMs = 500;

export const stateOf = (world: World, id: string): Promise<PriceImport | undefined> =>
  world.database.read((tx) => load(tx, imports, { id }));

/** What an earlier attempt had staged is dropped: nobody knows how far it was, and the sheet is still here. */
const begin = (world: World, reading: Reading): Promise<void> =>
  world.database.transaction(async (tx) => {
    const tables = tablesOf(reading.attempt);
    tx.write(dropping(tables));
    for (const one of creating(tables)) tx.write(one);
    const at = world.clock.wall();
    for (const one of beginning(reading, { phase: 'reading', bytes: 0, at })) tx.write(one);
  });

const inWords = ({ line, column, code, value, otherLine }: RowError) => ({
  ...{ row: line, code, key: `sheet.error.${code}.says` },
  values: { line, column, value, otherLine },
});

type Progress = Parameters<LongKind['run']>[0]['progress'];
/** Told now and then, with all the errors since. */
function telling(progress: Progress) {
  let [errors, toldAt]: [RowError[], number] = [[], 0];
  const tell = (phase: string, done: number, total?: number) => {
    const told = errors.map(inWords);
    [errors, toldAt] = [[], performance.now()];
    return progress({ phase, done, total, errors: told });
  };
  const told: Into['told'] = async (done, more) => {
    errors.push(...more);
    if (performance.now() - toldAt >= tellEveryMs) await tell('reading', done);
  };
  return { told, tell };
}

export const sheetReading: LongKind = {
  kind: sheetKind,
  run: async ({ world, job, signal, progress }) => {
    const { import: id, attempt } = job.request as SheetRequest;
    const reading = { id, attempt };
    const state = await stateOf(world, id);
    // Another sheet was sent since, or an earlier attempt at this one could not say that it was done.
    if (state?.attempt !== attempt || state.status !== 'uploading') return;
    try {
      await begin(world, reading);
      const { told, tell } = telling(progress);
      const sheet = Readable.from(partsOf(world.database, attempt));
      const read = await readInto({ world, reading, list: state.list, told }, sheet);
      await tell('comparing', read.rows, read.rows);
      const command = { attempt, result: await compared(world, state, read) };
      const asked = { operation: 'priceImport.check', act: alone(checking), key: id, command };
      await perform(world, systemCaller, asked);
      await world.database.transaction(async (tx) => tx.write(forgettingParts(attempt)));
      await tell('compared', read.rows, read.rows);
    } catch (error) {
      if (error instanceof Superseded || codeOf(error) === '42P01') return;
      if (!signal.aborted) await enter(world, reading, 'broken');
      throw error;
    }
  },
};
