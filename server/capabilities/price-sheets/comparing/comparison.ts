// What a staged sheet would change: compared with what is in force, by the job that read it or once more on demand.
import type { World } from '../../../platform/world/world.ts';
import { enter } from '../progress.ts';
import { type Read, Superseded } from '../staging/reading.ts';
import { tablesOf } from '../staging/tables.ts';
import type { Comparison, ImportResult, PriceImport } from '../state.ts';
import * as store from '../store.ts';
import { compareRules, compareSkus } from './offer-matrix.ts';
import { comparePrices } from './prices.ts';

const compareSecondsMax = 600;

/** Fills the tables of differences; what is in force stays as it is. */
export async function compared(world: World, state: PriceImport, read: Read): Promise<ImportResult> {
  const now = world.clock.business();
  const takesEffectAt = state.effectiveFrom && state.effectiveFrom > now ? state.effectiveFrom : now;
  const { sheet, rows, badRows, markets, unknownColumns, refusal } = read;
  const facts = { sheet, rows, badRows, markets, unknownColumns, refusal, takesEffectAt };
  if (refusal !== null || rows === 0) return { ...facts, ...nothingChanged, edition: 0 };
  await enter(world, { id: state.id, attempt: state.attempt! }, 'comparing');
  return { ...facts, ...(await compare(world, state, { read, at: takesEffectAt })) };
}
const nothingChanged: Comparison = {
  ...{ added: 0, changed: 0, ended: 0, unchanged: 0, retroactive: 0 },
  ...{ skusAdded: 0, skusChanged: 0 },
};

type Asked = { read: Read; at: Date };
const compare = (world: World, { id, attempt, list, missing }: PriceImport, { read, at }: Asked) =>
  world.database.transaction(
    async (tx): Promise<Comparison & { edition: number }> => {
      const tables = tablesOf(attempt!);
      // What a bad row meant is unknown, so with bad rows nothing is taken for missing.
      const asked = { tables, list, at, ends: missing === 'end' && read.badRows === 0 };
      const edition = await store.editionOf(tx);
      const found =
        read.sheet === 'matrix'
          ? { ...nothingChanged, ...(await compareRules(tx, asked)), edition }
          : { ...(await comparePrices(tx, asked)), ...(await compareSkus(tx, tables)), edition };
      // Another worker may have been quicker; what it found must not change under somebody's eyes.
      if (!(await store.isComparedNow(tx, { id, attempt }))) throw new Superseded();
      return found;
    },
    { secondsMax: compareSecondsMax },
  );
