// How fast the whole log verifies, and in how much memory (P11): `tsx bench/audit.ts [events]`.

import { migrate } from '../server/platform/database/migrate.ts';
import { migrationsIn } from '../server/platform/database/migration-files.ts';
import { openPostgres } from '../server/platform/database/postgres.ts';
import { verifyChains } from '../server/platform/record/audit.ts';
import { growLog } from '../tests/grown-log.ts';
import { makeOutbox } from '../tests/outbox-world.ts';
import { freshDatabase, startPostgres } from '../tests/postgres.ts';

const events = Number(process.argv[2] ?? 100_000);
const server = await startPostgres();
const { url, drop } = await freshDatabase(server.url);
const engine = await openPostgres({ url, guarded: false });
const database = engine.schema('bench');
await migrate({ database, schema: 'bench', migrations: migrationsIn('migrations') });
const { world } = await makeOutbox(database);
const started = performance.now();
await growLog(world, events, 500);
console.info(`${events} events written in ${((performance.now() - started) / 1000).toFixed(1)} s`);

for (let run = 1; run <= 3; run += 1) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const spent = process.cpuUsage();
  const report = await verifyChains(database, {
    progressed: () => {
      most = Math.max(most, process.memoryUsage().rss);
    },
  });
  if (report.broken) throw new Error(JSON.stringify(report.broken));
  const seconds = report.tookMs / 1000;
  const rate = (count: number) => Math.round(count / seconds).toLocaleString('en');
  const { user, system } = process.cpuUsage(spent);
  const own = ((user + system) / report.entries).toFixed(2);
  const megabytes = Math.round((most - before) / 2 ** 20);
  console.info(`${report.entries} entries, ${report.events} events in ${seconds.toFixed(2)} s`);
  console.info(`  ${rate(report.entries)} entries/s (${rate(report.events)} events/s)`);
  console.info(`  ${own} µs of this process per entry, ${megabytes} MB more`);
}
await engine.close();
await drop();
await server.stop();
