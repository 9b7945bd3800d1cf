// Makes a QR code of a short text (ISO/IEC 18004): bytes, error correction M, versions 1 to 10.
import { correction, inBlocks } from './qr-correction.ts';
import { drawn, type Grid } from './qr-grid.ts';

/** Per version: bytes of data in all blocks together. */
const capacities = [16, 28, 44, 64, 86, 108, 124, 154, 182, 216];

const bits = (value: number, length: number): number[] =>
  Array.from({ length }, (_, i) => (value >>> (length - 1 - i)) & 1);

const bytesOf = (stream: readonly number[]): number[] =>
  Array.from({ length: stream.length / 8 }, (_, i) =>
    stream.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );

/** Mode, length, text, end, and the padding that the standard names. */
function filled(text: Uint8Array, version: number, capacity: number): number[] {
  const stream = [...bits(4, 4), ...bits(text.length, version < 10 ? 8 : 16), ...[...text].flatMap((b) => bits(b, 8))];
  stream.push(...Array.from({ length: Math.min(4, capacity * 8 - stream.length) }, () => 0));
  stream.push(...Array.from({ length: (8 - (stream.length % 8)) % 8 }, () => 0));
  const bytes = bytesOf(stream);
  return Array.from({ length: capacity }, (_, i) => bytes[i] ?? ((i - bytes.length) % 2 === 0 ? 0xec : 0x11));
}

/** Rows of modules, true where dark; a text beyond 213 bytes does not fit and is a mistake of the caller. */
export function qrCode(text: string): Grid {
  const bytes = new TextEncoder().encode(text);
  const version = 1 + capacities.findIndex((capacity, i) => capacity * 8 >= 4 + (i < 9 ? 8 : 16) + bytes.length * 8);
  if (version === 0) throw new RangeError('the text is too long for a QR code of this size');
  const blocks = inBlocks(filled(bytes, version, capacities[version - 1]!), version);
  const checks = blocks.map((block) => correction(block, version));
  const woven = [...weave(blocks), ...weave(checks)];
  return drawn(
    woven.flatMap((byte) => bits(byte, 8)),
    version,
  );
}

const weave = (blocks: readonly (readonly number[])[]): number[] => {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) =>
    blocks.flatMap((block) => (i < block.length ? [block[i]!] : [])),
  ).flat();
};
