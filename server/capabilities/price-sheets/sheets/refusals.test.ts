// A sheet that cannot be read as a whole is refused with a reason; nothing is left behind.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { readSheet } from './read.ts';
import { csvOf, meter, offer, outcomeOf, price } from './sample-sheets.ts';
import { zipOf } from './zip-writer.ts';

const csv = Buffer.from(csvOf([price]));
const packed = { name: 'prices.csv', content: csv };

describe('A sheet is refused', () => {
  it.each(['', '\ufeff', '\r\n\r\n', 'PK'])('as empty or unrecognized when it is %j', async (content) =>
    expect((await outcomeOf(content)).refusal?.code).toBe(content === 'PK' ? 'sheet_unrecognized' : 'sheet_empty'),
  );
  it('as unrecognized when no column is known', async () =>
    expect((await outcomeOf('name,age\na,1\n')).refusal).toEqual({ code: 'sheet_unrecognized', details: {} }));
  it.each([
    ['prices', price, 'Segment'],
    ['meters', meter, 'MeterType'],
    ['matrix', offer, 'AllowedCountries'],
  ])('when a column of its kind is missing: %s', async (kind, cells, column) => {
    const { [column]: _gone, ...rest } = cells;
    expect((await outcomeOf(csvOf([rest]))).refusal).toEqual({
      code: 'columns_missing',
      details: { kind, columns: [column] },
    });
  });
  it('when a column comes twice', async () =>
    expect((await outcomeOf(csvOf([{ ...price, 'market ': 'US' }]))).refusal).toEqual({
      code: 'column_repeated',
      details: { column: 'Market' },
    }));
  it('when it is UTF-16', async () =>
    expect((await outcomeOf(Buffer.from(`\ufeff${csv}`, 'utf16le'))).refusal?.code).toBe('encoding_unsupported'));
  it('when it is too large', async () =>
    expect((await outcomeOf(csv, { sheetBytesMax: csv.length - 1 })).refusal?.code).toBe('sheet_too_large'));
  it('but not when it just fits', async () =>
    expect((await outcomeOf(csv, { sheetBytesMax: csv.length })).rows).toHaveLength(1));
  it('when a record is too long, in the header or after it, closed or not', async () => {
    const long = csvOf([price, { ...price, SkuDescription: 'x'.repeat(3000) }]);
    const refusal = { code: 'record_too_long', details: { line: 3, bytesMax: 2000 } };
    expect((await outcomeOf(long, { recordBytesMax: 2000 })).refusal).toEqual(refusal);
    const endless = `${csv}"${'x'.repeat(1_000_000)}`;
    expect((await outcomeOf(endless, { recordBytesMax: 2000 })).refusal).toEqual(refusal);
    expect((await outcomeOf('x'.repeat(1_000_000))).refusal?.details).toMatchObject({ line: 1 });
  });
  it('when a quote is never closed', async () =>
    expect((await outcomeOf(`${csv}"abc,\n`)).refusal).toEqual({ code: 'quote_unclosed', details: { line: 3 } }));
  it('when it has too many errors, of which the first are told', async () => {
    const rows = Array.from({ length: 9 }, () => ({ ...price, Market: '?' }));
    const { errors, refusal } = await outcomeOf(csvOf(rows), { errorsMax: 4 });
    expect(refusal).toEqual({ code: 'too_many_errors', details: { errorsMax: 4, line: 6 } });
    expect(errors.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('A ZIP', () => {
  const refusalOf = async (...zip: Parameters<typeof zipOf>) => (await outcomeOf(zipOf(...zip))).refusal?.code;
  it('with one CSV is read, whatever archivers add', async () => {
    const { rows } = await outcomeOf(zipOf({ name: '__MACOSX/._prices.csv', content: csv }, packed));
    expect(rows).toEqual((await outcomeOf(csv)).rows);
  });
  it('with two files is refused', async () => expect(await refusalOf(packed, packed)).toBe('zip_several_files'));
  it('without a CSV is refused', async () => {
    expect(await refusalOf({ name: 'prices.txt', content: csv })).toBe('zip_without_sheet');
    expect(await refusalOf()).toBe('zip_without_sheet');
  });
  it('that is encrypted is refused', async () =>
    expect(await refusalOf({ ...packed, flags: 1 })).toBe('zip_encrypted'));
  it('that is cut off or no ZIP is refused', async () => {
    expect((await outcomeOf(zipOf(packed).subarray(0, 200))).refusal?.code).toBe('zip_unreadable');
    expect((await outcomeOf('PK\u0003\u0004 and so on')).refusal?.code).toBe('zip_unreadable');
  });
  it('whose checksum or size is wrong is refused at its end', async () => {
    expect(await refusalOf({ ...packed, checksum: 1 })).toBe('zip_unreadable');
    expect(await refusalOf({ ...packed, declaredBytes: csv.length - 1 })).toBe('zip_unreadable');
  });
  it('that says or turns out to hold too much is refused', async () => {
    const bomb = zipOf({ name: 'a.csv', content: Buffer.concat([csv, Buffer.alloc(4_000_000, 10)]) });
    const limits = { sheetBytesMax: 1_000_000 };
    expect((await outcomeOf(bomb, limits)).refusal?.code).toBe('sheet_too_large');
    expect((await outcomeOf(zipOf(packed), { zipBytesMax: 100 })).refusal?.code).toBe('sheet_too_large');
  });
  it('leaves no file behind, even when nobody reads on', async () => {
    // A place of its own: where all put their files, somebody else's sheet may be on its way.
    const folder = mkdtempSync(join(tmpdir(), 'kontor-own-'));
    vi.stubEnv('TMPDIR', folder);
    try {
      const sheet = await readSheet(Readable.from([zipOf(packed)]));
      if (!sheet.ok) throw new Error(sheet.refusal.code);
      expect(readdirSync(folder)).toEqual([]);
      await sheet.close();
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('A source that fails', () => {
  it('is the caller’s to hear, at the header and later', async () => {
    const failing = async function* (first: Buffer[]) {
      yield* first;
      throw new Error('connection lost');
    };
    await expect(readSheet(Readable.from(failing([])))).rejects.toThrow('connection lost');
    await expect(readSheet(Readable.from(failing([zipOf(packed)])))).rejects.toThrow('connection lost');
  });
});
