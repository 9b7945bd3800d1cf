// Reads a sheet into its staging tables, batch after batch, while the next one is cut; says how far it is.
import { Readable } from 'node:stream';
import type { Tx } from '../../../platform/database/database.ts';
import type { World } from '../../../platform/world/world.ts';
import { type List, skuIdOf } from '../../catalog/state.ts';
import { advancing, noting, type Reading } from '../progress.ts';
import { readSheet } from '../sheets/read.ts';
import type { Batch, MatrixRow, MeterRow, PriceRow, RowError, Sheet } from '../sheets/rows.ts';
import type { ImportResult, SheetKind } from '../state.ts';
import { fillingPrices, fillingRules, fillingSkus, stagedRule, stagedSku, type Tables, tablesOf } from './tables.ts';

const batchRows = 1_000;

export type Read = {
  sheet: SheetKind | null;
  rows: number;
  badRows: number;
  markets: readonly string[];
  unknownColumns: readonly string[];
  refusal: ImportResult['refusal'];
};
/** `told` hears of each batch as it is kept; it throws when the reading is no longer wanted. */
export type Into = {
  world: World;
  reading: Reading;
  list: List;
  told(rows: number, errors: readonly RowError[]): Promise<void>;
};

/** Another reading of the same import has begun, and this one's tables are gone. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

export async function readInto(into: Into, file: Readable): Promise<Read> {
  const counted = { bytes: 0 };
  const sheet = await readSheet(Readable.from(chunksOf(file, counted)), { batchRows });
  if (!sheet.ok) return unread(null, sheet.refusal);
  if (!fits(sheet.kind, into.list)) {
    await sheet.close();
    return unread(sheet.kind, { code: 'list_does_not_fit', details: { sheet: sheet.kind, list: into.list } });
  }
  const stager = new Stager(into, counted);
  try {
    for await (const batch of sheet.batches as AsyncIterable<Batch<PriceRow | MeterRow | MatrixRow>>) {
      await stager.take(batch);
    }
    await stager.settled();
  } finally {
    await sheet.close();
  }
  return { ...stager.told(), sheet: sheet.kind, unknownColumns: sheet.unknownColumns };
}

const unread = (sheet: SheetKind | null, refusal: ImportResult['refusal']): Read => ({
  ...{ sheet, rows: 0, badRows: 0, markets: [], unknownColumns: [], refusal },
});
/** Meters are priced by usage, everything else is not; a matrix may be about any list. */
const fits = (kind: Sheet['kind'], list: List): boolean =>
  kind === 'matrix' || (kind === 'meters') === (list === 'usage');

async function* chunksOf(file: Readable, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of file) {
    counted.bytes += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
}
class Stager {
  private readonly into: Into;
  private readonly counted: { readonly bytes: number };
  private readonly tables: Tables;
  private readonly skus = new Set<string>();
  private readonly markets = new Set<string>();
  private rows = 0;
  private badRows = 0;
  private refusal: ImportResult['refusal'] = null;
  private saving: Promise<unknown> = Promise.resolve();

  constructor(into: Into, counted: { readonly bytes: number }) {
    this.into = into;
    this.counted = counted;
    this.tables = tablesOf(into.reading.attempt);
  }

  /** One batch is on its way to the database while the next one is cut. */
  async take({ rows, errors, refusal }: Batch<PriceRow | MeterRow | MatrixRow>): Promise<void> {
    const { reading } = this.into;
    const noted = errors.length > 0 ? [noting(reading, errors, this.badRows)] : [];
    const filled = rows.length > 0 ? this.filling(rows) : [];
    this.rows += rows.length;
    this.badRows += errors.length;
    this.refusal = refusal;
    await this.saving;
    await this.into.told(this.rows, errors);
    this.saving = this.save((tx) => {
      for (const one of [...filled, ...noted]) tx.write(one);
    });
    this.saving.catch(() => undefined); // It comes out of the next batch or of `settled`.
  }

  async settled(): Promise<void> {
    await this.saving;
  }

  told(): Omit<Read, 'sheet' | 'unknownColumns'> {
    const { rows, badRows, markets, refusal } = this;
    return { rows, badRows, markets: [...markets].sort(), refusal };
  }

  private filling(rows: readonly (PriceRow | MeterRow | MatrixRow)[]) {
    if ('licencesMin' in rows[0]!) return [fillingRules(this.tables, (rows as MatrixRow[]).map(stagedRule))];
    const priced = rows as readonly (PriceRow | MeterRow)[];
    const news = priced.filter((row) => {
      this.markets.add(row.market);
      const id = skuIdOf(row);
      return !this.skus.has(id) && this.skus.add(id);
    });
    const skus = news.length > 0 ? [fillingSkus(this.tables, news.map(stagedSku))] : [];
    return [fillingPrices(this.tables, priced), ...skus];
  }

  private save(work: (tx: Tx) => void): Promise<void> {
    const { world, reading } = this.into;
    const { rows, badRows } = this;
    const { bytes } = this.counted;
    return world.database.transaction(async (tx) => {
      work(tx);
      const at = world.clock.wall();
      const known = await tx.query(advancing(reading, { rows, badRows, bytes, at }));
      if (known.length === 0) throw new Superseded();
    });
  }
}
