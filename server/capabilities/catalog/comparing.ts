// What a staged sheet would change: compared with what is in force, by the job that read it or once more on demand.
import { obstacles, type Refusal, refuse } from '../../kernel/decision.ts';
import { Undo } from '../../platform/database.ts';
import type { Call } from '../../platform/http.ts';
import { lookAt } from '../../platform/look.ts';
import type { World } from '../../platform/thing.ts';
import { comparePrices } from './compare-prices.ts';
import { compareRules, compareSkus } from './compare-rules.ts';
import { imports } from './imports.ts';
import { entering, type Phase, type Reading } from './progress.ts';
import type { Read } from './reading.ts';
import { refusals } from './refusals.ts';
import type { Check } from './rules/imports.ts';
import { tablesOf } from './staging.ts';
import type { Comparison, ImportResult, PriceImport } from './state.ts';
import * as store from './store.ts';

const no = obstacles(refusals);
const compareSecondsMax = 600;

/** The staged sheet beside what is in force by now, for the command `compare`. */
export async function comparedAgain({
  world,
  caller,
  path,
  preview,
}: Call): Promise<{ ok: true; command: Check } | Refusal> {
  const seen = await lookAt(world, caller, { thing: imports, action: 'priceImport.compare', id: path.id! });
  if (!seen.ok) return seen;
  const { state } = seen;
  const { attempt, result, status } = state;
  // The door will say what stands in the way; here is nothing to compare.
  if (!attempt || !result || status !== 'checked') return { ok: true, command: { attempt: '', result: result! } };
  const table = tablesOf(attempt)[result.sheet === 'matrix' ? 'rules' : 'prices'];
  const isHeld = await world.database.read((tx) => store.isHeld(tx, table, result.rows));
  if (!isHeld) return refuse(no('price_import_lost'));
  return { ok: true, command: { attempt, result: await compared(world, state, { read: result, preview }) } };
}

type Comparing = { read: Read; preview?: boolean };
/** A preview leaves nothing behind: neither how far it got nor the differences that it found. */
export async function compared(
  world: World,
  state: PriceImport,
  { read, preview = false }: Comparing,
): Promise<ImportResult> {
  const now = world.clock.business();
  const takesEffectAt = state.effectiveFrom && state.effectiveFrom > now ? state.effectiveFrom : now;
  const reading = { id: state.id, attempt: state.attempt! };
  const { sheet, rows, badRows, markets, unknownColumns, refusal } = read;
  const facts = { sheet, rows, badRows, markets, unknownColumns, refusal, takesEffectAt };
  const isEmpty = refusal !== null || rows === 0;
  const told = (phase: Phase) => (preview ? undefined : enter(world, reading, phase));
  if (!isEmpty) await told('comparing');
  const comparison = isEmpty
    ? { ...nothingChanged, edition: 0 }
    : await compare(world, state, { read, at: takesEffectAt, preview });
  await told('done');
  return { ...facts, ...comparison };
}
const nothingChanged: Comparison = {
  ...{ added: 0, changed: 0, ended: 0, unchanged: 0, retroactive: 0 },
  ...{ skusAdded: 0, skusChanged: 0 },
};

type Asked = { read: Read; at: Date; preview: boolean };
const compare = (world: World, { attempt, list, missing }: PriceImport, { read, at, preview }: Asked) =>
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
      if (preview) throw new Undo(found);
      return found;
    },
    { secondsMax: compareSecondsMax },
  );

export const enter = (world: World, reading: Reading, phase: Phase) =>
  world.database.transaction(async (tx) => tx.write(entering(reading, { phase, at: world.clock.wall() })));
