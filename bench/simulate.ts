// `npm run simulate [moves] [seed]`: random commands until something breaks; then the shortest way there.
import { migrate } from '../server/platform/database/migrate.ts';
import { migrationsIn } from '../server/platform/database/migration-files.ts';
import { openPostgres } from '../server/platform/database/postgres.ts';
import { freshDatabase, startPostgres } from '../tests/postgres.ts';
import { chance, seedOf } from '../tests/seeded.ts';
import { drawn, type Move } from '../tests/simulation/moves.ts';
import { type Played, play, shortest } from '../tests/simulation/play.ts';
import { keep } from './report.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const by = chance(seedOf(process.argv[3]));
/** A world gets slow when it grows old; each is played for so long. */
const movesEach = 400;
const floor = 100_000;

const server = await startPostgres();
const fresh = async (moves: readonly Move[]): Promise<Played> => {
  const { url, drop } = await freshDatabase(server.url);
  const engine = await openPostgres({ url, guarded: false });
  const database = engine.schema('simulated');
  await migrate({ database, schema: 'simulated', migrations: migrationsIn('migrations') });
  try {
    return await play(database, moves);
  } finally {
    await engine.close();
    await drop();
  }
};

console.info(`seed ${by.seed}`);
const started = performance.now();
const total = { moves: 0, done: 0, refused: 0 };
let failing: { what: string; moves: Move[] } | undefined;
while (total.moves < wanted && !failing) {
  const moves = drawn(by, Math.min(movesEach, wanted - total.moves));
  const { done, refused, failure } = await fresh(moves);
  total.moves += moves.length;
  total.done += done;
  total.refused += refused;
  if (failure) {
    console.error(`after ${failure.at + 1} moves: ${failure.what}`);
    const fails = async (some: readonly Move[]) => (await fresh(some)).failure !== undefined;
    failing = { what: failure.what, moves: await shortest(moves.slice(0, failure.at + 1), fails) };
    console.error(`the shortest way there: ${JSON.stringify(failing.moves)}`);
  }
  if (total.moves % 4_000 < movesEach)
    console.info(`${total.moves} moves, ${total.done} done, ${total.refused} refused`);
}
const seconds = Math.round((performance.now() - started) / 1000);
keep({
  ...{ id: 'R4', what: 'simulated commands with every invariant' },
  ...{ floor: '100,000 without a fault', goal: '1,000,000 without a fault' },
  figure: `${total.moves.toLocaleString('en')} commands, ${failing ? 'something broke' : 'every invariant held'}`,
  isAtFloor: !failing && total.moves >= floor,
  isAtGoal: !failing && total.moves >= 10 * floor,
  rows: [{ ...total, seconds, 'per second': total.moves / Math.max(1, seconds) }],
  notes: [`seed ${by.seed}`, ...(failing ? [failing.what, JSON.stringify(failing.moves)] : [])],
});
console.info(`${total.moves} moves in ${seconds} s: ${failing ? 'something broke' : 'all held'}`);
await server.stop();
process.exitCode = failing ? 1 : 0;
