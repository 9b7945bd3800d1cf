// Looks at bytes four at a time: several times faster than one by one, which is what reading a sheet mostly does.
const ones = 0x01010101;
const highBits = 0x80808080;
const quotes = 0x22222222;
const commas = 0x2c2c2c2c;
const spaces = 0x20202020;

/** Bytes with a view on them, so that four of them can be read as one number at any place. */
export type QuickBytes = { readonly bytes: Buffer; readonly view: DataView };

export function quickBytes(size: number): QuickBytes {
  const bytes = Buffer.alloc(size);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, size) };
}

/**
 * Passes over bytes that are neither quotes nor control characters, in steps of four; the last three before `end`
 * are left to the caller. In (word - ones) & ~word the lowest high bit that stays set tells the first byte of zero.
 */
export function passQuoted({ view }: QuickBytes, start: number, end: number): number {
  let position = start;
  while (position + 4 <= end) {
    const word = view.getInt32(position, true);
    const toQuote = word ^ quotes;
    const special = (((toQuote - ones) & ~toQuote) | ((word - spaces) & ~word)) & highBits;
    if (special !== 0) return position + firstByteOf(special);
    position += 4;
  }
  return position;
}

/** The same, and commas stop it, too. */
export function passPlain({ view }: QuickBytes, start: number, end: number): number {
  let position = start;
  while (position + 4 <= end) {
    const word = view.getInt32(position, true);
    const toQuote = word ^ quotes;
    const toComma = word ^ commas;
    const marks = ((toQuote - ones) & ~toQuote) | ((toComma - ones) & ~toComma) | ((word - spaces) & ~word);
    const special = marks & highBits;
    if (special !== 0) return position + firstByteOf(special);
    position += 4;
  }
  return position;
}

const firstByteOf = (marks: number): number => (31 - Math.clz32(marks & -marks)) >> 3;

/** Equal stretches give equal numbers; `length` takes part, so that zeros differ from nothing. */
export function hashOf({ bytes, view }: QuickBytes, start: number, length: number): number {
  let hash = length;
  if (length < 4) {
    for (let index = start; index < start + length; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
    return hash ^ (hash >>> 15);
  }
  // The last four may overlap those before: cheaper than a rest of one to three.
  const last = start + length - 4;
  for (let position = start; position < last; position += 4) {
    hash = Math.imul(hash ^ view.getInt32(position, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ view.getInt32(last, true), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
