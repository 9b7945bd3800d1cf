// A QR code reads back: its text is recovered from the picture alone, by the rules of the standard.
import { describe, expect, it } from 'vitest';
import { qrCode } from './qr-code.ts';
import type { Grid } from './qr-grid.ts';

const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
const rowsOf = (grid: Grid) => grid.map((row) => row.map(Number).join(''));
const address = (length: number) =>
  `otpauth://totp/Kontor:jiwoo@miru.example?secret=${'ABCDEFGH'.repeat(30)}`.slice(0, length);

/** The fifteen bits beside the upper left corner, without the mask of the standard. */
const formatOf = (grid: Grid) => {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => grid[y]![8]).concat([7, 5, 4, 3, 2, 1, 0].map((x) => grid[8]![x]));
  return places.reduce((word, isDark, i) => word | (Number(isDark) << i), 0) ^ 0x5412;
};
/** What is left of a word that its own guard divides; nothing when it is whole. */
const remainder = (word: number, divisor: number) => {
  let rest = word;
  for (let at = 31 - Math.clz32(divisor); rest >= 1 << at; ) rest ^= divisor << (31 - Math.clz32(rest) - at);
  return rest;
};

const readByOthers =
  'juwlb a5qo1 elaal ejxwd el2l9 a7r5t jvfy7 1ssg ev0xo eqjgq 18sl7 10q7l ' +
  'alwbj cxg96 beleb egklu cnldi 2gpc jujir a766p ekhkl ekgkz ek07d a61z5 jv34v';

describe('A QR code', () => {
  it.each([
    [10, 21],
    [14, 21],
    [15, 25],
    [106, 41],
    [107, 45],
    [213, 57],
  ])('of %i bytes is a square of %i', (length, size) => {
    const grid = qrCode(address(length));
    expect([grid.length, ...new Set(grid.map((row) => row.length))]).toEqual([size, size]);
  });
  it('has its three corners', () => {
    const rows = rowsOf(qrCode(address(90)));
    const size = rows.length;
    const corner = (y: number, x: number) => rows.slice(y, y + 7).map((row) => row.slice(x, x + 7));
    expect([corner(0, 0), corner(0, size - 7), corner(size - 7, 0)]).toEqual([finder, finder, finder]);
  });
  it('says that it corrects at level M, in a word that its guard divides', () => {
    for (const length of [1, 40, 90, 150, 213]) {
      const format = formatOf(qrCode(address(length)));
      expect([format >> 13, remainder(format, 0x537)]).toEqual([0, 0]);
    }
  });
  it('is the one that an independent reader has read', () => {
    // This picture was read back by jsQR 1.4.0, as were texts of every length from 1 to 213 bytes.
    const rows = rowsOf(qrCode('otpauth://totp/K')).map((row) => Number.parseInt(row, 2).toString(36));
    expect(rows.join(' ')).toBe(readByOthers);
  });
  it('does not hold more than fits', () => expect(() => qrCode(address(214))).toThrow(RangeError));
});
