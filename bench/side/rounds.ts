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

const best = (turns: readonly Turn[]): Turn =>
  turns.reduce((one, other) => (other.perSecond > one.perSecond ? other : one));

/** The best round of each: what disturbs a round only ever makes it slower. */
export const ratioOfBest = (turns: Turns, ours: string, base: string): number =>
  best(turns.get(ours)!).perSecond / best(turns.get(base)!).perSecond;
export const ratioOfMedians = (turns: Turns, ours: string, base: string): number =>
  medianOf(turns.get(ours)!.map(({ perSecond }) => perSecond)) /
  medianOf(turns.get(base)!.map(({ perSecond }) => perSecond));

export const rowsOf = (turns: Turns): Row[] =>
  [...turns].map(([side, all]) => {
    const rates = all.map(({ perSecond }) => perSecond);
    const top = best(all);
    return {
      side,
      'best /s': top.perSecond,
      'median /s': medianOf(rates),
      'lowest /s': Math.min(...rates),
      'p50 ms': top.p50,
      'p99 ms': top.p99,
      'process µs': medianOf(all.map(({ processMicros }) => processMicros)),
      'database µs': medianOf(all.map(({ databaseMicros }) => databaseMicros)),
      bytes: top.bytes,
      rounds: all.length,
    };
  });
