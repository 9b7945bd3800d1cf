// Tells from the header which kind of sheet it is, and gives every column its place.
import { decoded } from './column.ts';
import { matrixShape } from './matrix.ts';
import { meterShape } from './meters.ts';
import { priceShape } from './prices.ts';
import type { MatrixRow, MeterRow, PriceRow, SheetKind, SheetRefusal } from './rows.ts';
import type { Shape } from './shape.ts';
import type { RecordSplitter } from './splitter.ts';

export type Recognized = { readonly ok: true; readonly fieldCount: number; readonly unknownColumns: string[] } & (
  | { readonly kind: 'prices'; readonly shape: Shape<PriceRow> }
  | { readonly kind: 'meters'; readonly shape: Shape<MeterRow> }
  | { readonly kind: 'matrix'; readonly shape: Shape<MatrixRow> }
);
type Refused = { readonly ok: false; readonly refusal: SheetRefusal };

const unknownColumnsShown = 20;
const nameShownMax = 60;

/** The splitter stands on the header. */
export function recognize(header: RecordSplitter): Recognized | Refused {
  const written = Array.from({ length: Math.min(header.count, header.starts.length) }, (_, index) =>
    decoded(header.bytes, header.starts[index]!, header.ends[index]!).trim(),
  );
  const candidates = [
    { kind: 'meters', shape: meterShape() } as const,
    { kind: 'matrix', shape: matrixShape() } as const,
    { kind: 'prices', shape: priceShape() } as const,
  ];
  const places = written.map(plain);
  const rated = candidates.map((candidate) => ({ candidate, missing: missingIn(candidate.shape.columns, places) }));
  // A sheet may hold further columns, even another kind's; the order above prefers the narrower kind.
  const best = rated.reduce((one, other) => (other.missing.length < one.missing.length ? other : one));
  const { columns } = best.candidate.shape;
  if (!columns.some(({ name }) => places.includes(plain(name))))
    return refused({ code: 'sheet_unrecognized', details: {} });
  if (best.missing.length > 0) return refused(columnsMissing(best.candidate.kind, best.missing));
  const repeated = columns.find(({ name }) => places.indexOf(plain(name)) !== places.lastIndexOf(plain(name)));
  if (repeated) return refused({ code: 'column_repeated', details: { column: repeated.name } });
  for (const column of columns) column.placeAt(places.indexOf(plain(column.name)));
  const known = new Set(columns.map(({ name }) => plain(name)));
  const unknownColumns = written.filter((_, index) => !known.has(places[index]!));
  return { ok: true, ...best.candidate, fieldCount: header.count, unknownColumns: shownNames(unknownColumns) };
}

/** `ERP Price`, `ERPPrice` and `erp price` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const missingIn = (columns: Shape<unknown>['columns'], places: readonly string[]): string[] =>
  columns.filter(({ name, isRequired }) => isRequired && !places.includes(plain(name))).map(({ name }) => name);

const columnsMissing = (kind: SheetKind, columns: string[]): SheetRefusal => ({
  code: 'columns_missing',
  details: { kind, columns },
});

const refused = (refusal: SheetRefusal): Refused => ({ ok: false, refusal });

const shownNames = (columns: string[]): string[] =>
  columns.slice(0, unknownColumnsShown).map((name) => name.slice(0, nameShownMax));
