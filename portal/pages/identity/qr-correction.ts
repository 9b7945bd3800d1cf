// The error correction of a QR code: Reed-Solomon over the bytes of each block, level M.

/** Per version: bytes of correction in a block, and how many blocks there are. */
const corrections = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

const exponents = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i += 1) {
  exponents[i] = value;
  exponents[i + 255] = value;
  logarithms[value] = i;
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : exponents[logarithms[a]! + logarithms[b]!]!);

/** The product of (x - 2^i), highest power first. */
function generator(degree: number): number[] {
  let product = [1];
  for (let i = 0; i < degree; i += 1) {
    const next = [...product, 0];
    for (const [at, factor] of product.entries()) next[at + 1]! ^= times(factor, exponents[i]!);
    product = next;
  }
  return product;
}

export function correction(block: readonly number[], version: number): number[] {
  const divisor = generator(corrections[version - 1]!);
  const rest = [...block, ...Array.from({ length: divisor.length - 1 }, () => 0)];
  for (let i = 0; i < block.length; i += 1) {
    const lead = rest[i]!;
    for (const [at, factor] of divisor.entries()) rest[i + at]! ^= times(factor, lead);
  }
  return rest.slice(block.length);
}

/** Shorter blocks come first, as the standard wants. */
export function inBlocks(bytes: readonly number[], version: number): number[][] {
  const count = blockCounts[version - 1]!;
  const short = Math.floor(bytes.length / count);
  const longer = bytes.length % count;
  let from = 0;
  return Array.from({ length: count }, (_, i) => {
    const length = i < count - longer ? short : short + 1;
    from += length;
    return bytes.slice(from - length, from);
  });
}
