// Chance that can be repeated: the same seed makes the same choices.
export type Chance = {
  seed: number;
  /** From 0 up to, but not including, 1. */
  number(): number;
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  is(probability: number): boolean;
};

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(number() * limit);
  return {
    seed,
    number,
    below,
    pick: (from) => from[below(from.length)]!,
    is: (probability) => number() < probability,
  };
}

/** As is wished, else another one each time: for runs that search. */
export const seedOf = (given: string | undefined): number => Number(given) || Date.now() % 2 ** 31;
/** As is wished, else always the same: a test that passed passes again. */
export const steadySeed = (): number => Number(process.env.KONTOR_TEST_SEED) || 20_260_302;
