// What a caller finds of an import: how far it is, its errors, and what it would change.
import type { Static } from 'typebox';
import * as contract from '../../../contract/price-sheets.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Cursor } from '../../platform/door/cursor.ts';
import { lookAt } from '../../platform/door/look.ts';
import { browsing } from '../../platform/wire/browsing.ts';
import { listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { say } from '../../platform/world/problem.ts';
import { no } from '../../platform/world/refusals.ts';
import { instantOrNull } from '../../platform/world/shown.ts';
import type { Door } from '../../platform/world/world.ts';
import { shownDifference } from '../catalog/offers.ts';
import { type ChangeRow, changesOf } from './comparing/changes.ts';
import { errorsOf, type Noted, progressOf } from './progress.ts';
import { type PriceImport, refusals, sides } from './state.ts';
import { imports } from './thing.ts';

const watching = telling(contract.seePriceImportProgress, async ({ world, caller, path, language }) => {
  const seen = await lookAt(world, caller, { thing: imports, action: 'priceImport.see', id: path.id! });
  if (!seen.ok) return seen;
  const progress = await world.database.read((tx) => progressOf(tx, seen.state.id));
  const spoken = languageOf(language);
  const refusal = seen.state.result?.refusal;
  const words = refusal && refusal.code in refusals ? 'refusal' : 'sheet.refusal';
  const told = (part: string) => say(spoken, `${words}.${refusal!.code}.${part}`, refusal!.details);
  const body: Static<typeof contract.PriceImportProgress> = {
    phase: progress?.phase ?? 'waiting',
    rows: progress?.rows ?? 0,
    badRows: progress?.bad_rows ?? 0,
    bytes: progress?.bytes ?? 0,
    rowsPerSecond: progress ? rateOf(progress) : 0,
    startedAt: instantOrNull(progress?.started_at ?? null),
    refusal: refusal ? { code: refusal.code, says: told('says'), mend: told('mend') } : null,
  };
  return { ok: true, body };
});

function rateOf({ rows, started_at, updated_at }: { rows: number; started_at: Date; updated_at: Date }): number {
  const milliseconds = updated_at.getTime() - started_at.getTime();
  return milliseconds > 0 ? Math.round((rows * 1000) / milliseconds) : 0;
}

const shownError = ({ line, column_name, value, code, other_line }: Noted, language: string | undefined) => {
  const spoken = languageOf(language);
  const values = { line, column: column_name, value, otherLine: other_line };
  const told = (part: string) => say(spoken, `sheet.error.${code}.${part}`, values);
  return { line, column: column_name, value, code, says: told('says'), mend: told('mend') };
};

type Placed = { held: Pick<PriceImport, 'attempt'>; from: number };
/** The import, and behind which line to go on; refuses `not_found` and `invalid_cursor`. */
async function placed(
  { tx }: Door,
  { path, after }: { path: { id?: string }; after: Cursor },
): Promise<Placed | Refusal> {
  const [held] = await tx.query<Pick<PriceImport, 'attempt'>>({
    text: 'select attempt from price_imports where id = $1',
    values: [path.id],
  });
  if (!held) return refuse(no('not_found'));
  const from = after[0] ?? 0;
  return typeof from === 'number' && Number.isInteger(from) && Math.abs(from) <= lineMax
    ? { held, from }
    : refuse(no('invalid_cursor'));
}
const lineMax = 2_147_483_647;

/** Only who runs the cloud sees imports; the door adds that side. */
const operatorOnly = () => sides;

const listingErrors = browsing(contract.listPriceImportErrors, {
  action: 'priceImport.see',
  sidesFor: operatorOnly,
  of: contract.PriceImportError,
  cursorParts: 1,
  rows: async ({ door, path, after, limit }) => {
    const place = await placed(door, { path, after });
    return 'because' in place ? place : errorsOf(door.tx, { id: path.id!, after: place.from, limit });
  },
  cursorOf: ({ no }) => [no],
  show: (row, { language }) => shownError(row, language),
});

const shownChange = (row: ChangeRow) => {
  const { meter: _meter, ...same } = shownDifference(row);
  return {
    ...same,
    ...(row.market === '' && { before: null, after: null }),
    fields: row.fields,
    validFrom: instantOrNull(row.valid_from),
    validUntil: instantOrNull(row.valid_until),
    retroactive: row.retroactive,
  };
};
const priced = (value: unknown) => (value as { unitPrice?: { amount: string } } | null)?.unitPrice?.amount ?? null;

const listingChanges = browsing(contract.listPriceImportChanges, {
  action: 'priceImport.see',
  sidesFor: operatorOnly,
  of: contract.PriceImportChange,
  cursorParts: 1,
  rows: async ({ door, path, query: { kind }, after, limit }) => {
    const place = await placed(door, { path, after });
    if ('because' in place) return place;
    const { attempt } = place.held;
    return attempt ? changesOf(door.tx, { attempt, kind, after: [place.from], limit }) : [];
  },
  cursorOf: ({ no }) => [no],
  show: shownChange,
  cells: (row) => ({ ...row, before: priced(row.before), after: priced(row.after) }),
});

export const views: readonly Route[] = [
  listing(contract.listPriceImports, { thing: imports, action: 'priceImport.see' }),
  seeing(contract.seePriceImport, { thing: imports, action: 'priceImport.see' }),
  watching,
  listingErrors,
  listingChanges,
];
