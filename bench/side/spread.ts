// How a heap of durations is told in a few numbers.
export type Spread = { count: number; perSecond: number; p50: number; p90: number; p99: number };

/** Milliseconds in; the heap is sorted in place. */
export function spreadOf(took: number[], seconds: number): Spread {
  took.sort((one, other) => one - other);
  const at = (part: number) => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return { count: took.length, perSecond: took.length / seconds, p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

export const medianOf = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
