// From the bytes of a sheet to an import that can be looked at: read, staged, compared; nothing is in force yet.
import type { Readable } from 'node:stream';
import { obstacles, type Refusal, refuse } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import { codeOf, Undo } from '../../platform/database.ts';
import { load } from '../../platform/history.ts';
import type { Call, Reply } from '../../platform/http.ts';
import { lookAt } from '../../platform/look.ts';
import { alone, perform } from '../../platform/perform.ts';
import type { World } from '../../platform/thing.ts';
import { comparePrices } from './compare-prices.ts';
import { compareRules, compareSkus } from './compare-rules.ts';
import { checking, imports, uploading } from './imports.ts';
import { entering, type Phase, type Reading } from './progress.ts';
import { type Read, readInto, Superseded } from './reading.ts';
import { refusals } from './refusals.ts';
import type { Check } from './rules/imports.ts';
import { tablesOf } from './staging.ts';
import type { Comparison, ImportResult, PriceImport } from './state.ts';
import * as store from './store.ts';

const no = obstacles(refusals);
const compareSecondsMax = 600;

/** Ends with the import `checked` or `failed`. Refuses `upload_superseded` and `upload_interrupted`. */
export async function takeSheet(call: Call, file: Readable): Promise<Reply> {
  const { world, language } = call;
  const caller = { ...call.caller, ...(language && { language }) };
  const key = call.path.id!;
  const attempt = newId('upl');
  const begun = await perform(world, caller, {
    operation: 'priceImport.upload',
    act: alone(uploading(attempt)),
    key,
    command: {},
  });
  if (!begun.ok) return begun;
  const state = { ...(await stateOf(world, key)), attempt };
  try {
    const read = await readInto({ world, reading: { id: key, attempt }, list: state.list }, file);
    const result = await compared(world, state, { read });
    const command = { attempt, result };
    const answer = await perform(world, caller, { operation: 'priceImport.check', act: alone(checking), key, command });
    if (answer.ok) return { ok: true, body: answer.states[0]!.shown };
    const isStillOurs = (await stateOf(world, key)).attempt === attempt;
    return isStillOurs ? answer : refuse(no('upload_superseded'));
  } catch (error) {
    return broken(world, { id: key, attempt }, error);
  }
}

const stateOf = async (world: World, id: string): Promise<PriceImport> =>
  (await world.database.read((tx) => load(tx, imports as never, { id }))) as PriceImport;

async function broken(world: World, reading: Reading, error: unknown): Promise<Refusal> {
  if (error instanceof Superseded || codeOf(error) === '42P01') return refuse(no('upload_superseded'));
  await enter(world, reading, 'broken');
  if (['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(codeOf(error))) return refuse(no('upload_interrupted'));
  throw error;
}

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
async function compared(world: World, state: PriceImport, { read, preview = false }: Comparing): Promise<ImportResult> {
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

const enter = (world: World, reading: Reading, phase: Phase) =>
  world.database.transaction(async (tx) => tx.write(entering(reading, { phase, at: world.clock.wall() })));
