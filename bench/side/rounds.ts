// Sides measured in turns, round after round, so that whatever else the machine does meets all of them.
import type { Row } from '../report.ts';
import { usedBy, usedByServer } from './processor.ts';
import { medianOf, type Spread } from './spread.ts';

/** Fewer are quicker and say less. */
export const rounds = Number(process.env.KONTOR_BENCH_ROUNDS ?? 5);

export type Side = {
  name: string;
  /** The process that answers. */
  pid: number;
  run(round: number): Promise<Spread & { bytes?: number }>;
  /** Made ready before the clock runs. */
  prepare?(round: number): Promise<void>;
};
export type Turn = Spread & { processMicros: number; databaseMicros: number; bytes?: number };
export type Turns = ReadonlyMap<string, readonly Turn[]>;
type Rounds = { sides: readonly Side[]; server: string; warming?: number };

async function turnOf({ pid, run, prepare }: Side, server: string, round: number): Promise<Turn> {
  await prepare?.(round);
  const before = [usedBy(pid), usedByServer(server)] as const;
  const found = await run(round);
  const micros = (seconds: number) => (seconds * 1e6) / Math.max(1, found.count);
  return {
    ...found,
    processMicros: micros(usedBy(pid) - before[0]),
    databaseMicros: micros(usedByServer(server) - before[1]),
  };
}

export async function inTurns({ sides, server, warming = 1 }: Rounds): Promise<Turns> {
  const turns = new Map<string, Turn[]>(sides.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds + warming; round += 1) {
    const order = round % 2 === 0 ? sides : [...sides].reverse();
    for (const side of order) {
      const turn = await turnOf(side, server, round);
      if (round >= warming) turns.get(side.name)!.push(turn);
    }
  }
  return turns;
}

/** How much faster one side was, round by round: each round is a pair that met the same disturbances. */
export type Ratio = { median: number; best: number; worst: number };
export function ratioOf(turns: Turns, ours: string, base: string): Ratio {
  const rates = (side: string) => turns.get(side)!.map(({ perSecond }) => perSecond);
  const theirs = rates(base);
  return spreadOfRatios(rates(ours).map((rate, round) => rate / theirs[round]!));
}
export const spreadOfRatios = (ratios: readonly number[]): Ratio => ({
  ...{ median: medianOf(ratios), best: Math.max(...ratios), worst: Math.min(...ratios) },
});

/** As a headline: the median, with best and worst beside it. */
export const told = ({ median, best, worst }: Ratio, beside: string): string =>
  `${median.toFixed(2)} × ${beside} (best ${best.toFixed(2)}, worst ${worst.toFixed(2)})`;

export const rowsOf = (turns: Turns): Row[] =>
  [...turns].map(([side, all]) => {
    const rates = all.map(({ perSecond }) => perSecond);
    return {
      side,
      'median /s': medianOf(rates),
      'best /s': Math.max(...rates),
      'lowest /s': Math.min(...rates),
      'p50 ms': medianOf(all.map(({ p50 }) => p50)),
      'p99 ms': medianOf(all.map(({ p99 }) => p99)),
      'process µs': medianOf(all.map(({ processMicros }) => processMicros)),
      'database µs': medianOf(all.map(({ databaseMicros }) => databaseMicros)),
      bytes: all[0]!.bytes,
      rounds: all.length,
    };
  });
