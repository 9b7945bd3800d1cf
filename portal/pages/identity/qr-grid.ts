// Lays the bits of a QR code into its square: the fixed patterns, the zigzag, and the mask that reads best.

export type Grid = readonly (readonly boolean[])[];
type Cells = (boolean | undefined)[][];

const centres = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const masks: readonly ((y: number, x: number) => boolean)[] = [
  (y, x) => (y + x) % 2 === 0,
  (y) => y % 2 === 0,
  (_y, x) => x % 3 === 0,
  (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0,
  (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

function square(cells: Cells, [y, x]: readonly [number, number], radius: number): void {
  for (let dy = -radius; dy <= radius; dy += 1) {
    for (let dx = -radius; dx <= radius; dx += 1) {
      const away = Math.max(Math.abs(dy), Math.abs(dx));
      const row = cells[y + dy];
      if (row && x + dx >= 0 && x + dx < cells.length)
        row[x + dx] = radius === 4 ? away !== 2 && away !== 4 : away !== 1;
    }
  }
}

/** The remainder that protects format and version, as the standard reckons it. */
function guarded(value: number, length: number, divisor: number): number {
  const degree = 31 - Math.clz32(divisor);
  let rest = value << degree;
  for (let at = length + degree - 1; at >= degree; at -= 1) if ((rest >>> at) & 1) rest ^= divisor << (at - degree);
  return (value << degree) | rest;
}

function drawFormat(cells: Cells, mask: number): void {
  const size = cells.length;
  const word = guarded(mask, 5, 0x537) ^ 0x5412; // Level M is 00, so the mask alone is the value.
  for (let i = 0; i < 15; i += 1) {
    const isDark = ((word >>> i) & 1) === 1;
    cells[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i]![8] = isDark;
    cells[8]![i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i] = isDark;
  }
  cells[size - 8]![8] = true;
}

function drawVersion(cells: Cells, version: number): void {
  if (version < 7) return;
  const word = guarded(version, 6, 0x1f25);
  for (let i = 0; i < 18; i += 1) {
    const isDark = ((word >>> i) & 1) === 1;
    const [near, far] = [Math.floor(i / 3), cells.length - 11 + (i % 3)];
    cells[near]![far] = isDark;
    cells[far]![near] = isDark;
  }
}

function patterns(version: number): Cells {
  const size = version * 4 + 17;
  const cells: Cells = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined));
  for (let i = 0; i < size; i += 1) {
    cells[6]![i] = i % 2 === 0;
    cells[i]![6] = i % 2 === 0;
  }
  const [first, last] = [6, size - 7];
  for (const y of centres[version - 1]!) {
    for (const x of centres[version - 1]!) {
      const isCorner = (y === first && (x === first || x === last)) || (y === last && x === first);
      if (!isCorner) square(cells, [y, x], 2);
    }
  }
  for (const corner of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    square(cells, corner, 4);
  drawFormat(cells, 0);
  drawVersion(cells, version);
  return cells;
}

/** Two columns at a time, from the right, up and down in turn; the column of the timing pattern is left out. */
function path(cells: Cells): [number, number][] {
  const size = cells.length;
  const found: [number, number][] = [];
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i += 1) {
      const y = isUp ? size - 1 - i : i;
      for (const x of [right, right - 1]) if (cells[y]![x] === undefined) found.push([y, x]);
    }
  }
  return found;
}

const finderLike = /(?=10111010000|00001011101)/g;
/** How hard it would be to read: runs, blocks, what looks like a corner, and an uneven share of dark. */
function penalty(grid: Grid): number {
  const rows = grid.map((row) => row.map(Number).join(''));
  const columns = grid.map((_, x) => grid.map((row) => Number(row[x])).join(''));
  const lines = [...rows, ...columns];
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const corners = lines.reduce((sum, line) => sum + 40 * [...line.matchAll(finderLike)].length, 0);
  let blocks = 0;
  for (let y = 1; y < grid.length; y += 1) {
    for (let x = 1; x < grid.length; x += 1) {
      const own = grid[y]![x];
      if (own === grid[y]![x - 1] && own === grid[y - 1]![x] && own === grid[y - 1]![x - 1]) blocks += 3;
    }
  }
  const dark = rows.join('').replaceAll('0', '').length / grid.length ** 2;
  return runs + corners + blocks + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

export function drawn(bits: readonly number[], version: number): Grid {
  const fixed = patterns(version);
  const way = path(fixed);
  const candidates = masks.map((isFlipped, mask): Grid => {
    const cells = fixed.map((row) => [...row]);
    for (const [i, [y, x]] of way.entries()) cells[y]![x] = (bits[i] === 1) !== isFlipped(y, x);
    drawFormat(cells, mask);
    return cells as boolean[][];
  });
  const marks = candidates.map(penalty);
  return candidates[marks.indexOf(Math.min(...marks))]!;
}
