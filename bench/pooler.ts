// A demo world is built and asked through PgBouncer in transaction mode, with named statements or without: `yes`, `no`.
import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { start } from '../server/app.ts';
import { script } from '../server/platform/database/database.ts';
import { openPostgres } from '../server/platform/database/postgres.ts';
import { verifyChains } from '../server/platform/record/audit.ts';
import { readSettings } from '../server/platform/settings/config.ts';
import { databaseOn, freshDatabase, startPostgres } from '../tests/postgres.ts';
import { say } from './report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cloud = 'usgov';
const port = 6543;
/** Where Debian puts it. */
const program = process.env.PGBOUNCER ?? '/usr/sbin/pgbouncer';
const nobody = 65534;

/** Sessions of the server are lent for one transaction each; fewer of them than Kontor holds connections. */
async function pooler(folder: string, socket: string) {
  const file = join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${socket} port=5432`,
    '[pgbouncer]',
    ...['listen_addr = 127.0.0.1', `listen_port = ${port}`, 'unix_socket_dir =', 'pool_mode = transaction'],
    ...['default_pool_size = 3', 'max_client_conn = 200', 'auth_type = trust', 'auth_file = users.txt'],
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'users.txt'), `"kontor_${cloud}" ""\n`);
  const child = spawn(program, ['-q', file], { cwd: folder, uid: nobody, gid: nobody, stdio: 'inherit' });
  for (let tries = 0; tries < 50; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.unref();
    });
    if (isThere) break;
    await pause(100);
  }
  return child;
}

const server = await startPostgres();
const { url, drop } = await freshDatabase(server.url);
const name = new URL(url).pathname.slice(1);
const admin = await openPostgres({ url });
for (const text of [`create role kontor_${cloud} login`, `create schema ${cloud} authorization kontor_${cloud}`]) {
  await admin.schema('public').read((tx) => tx.query(script(text)));
}
const folder = mkdtempSync(join(tmpdir(), 'kontor-pooler-'));
chownSync(folder, nobody, nobody);
const child = await pooler(folder, decodeURIComponent(new URL(url).hostname));
const direct = new URL(databaseOn(server.url, name));
direct.username = 'kontor_CLOUD';
const running = await start(
  readSettings({
    KONTOR_DATABASE_URL: `postgresql://kontor_{cloud}@127.0.0.1:${port}/${name}`,
    KONTOR_DATABASE_DIRECT_URL: direct.href.replace('CLOUD', '{cloud}'),
    KONTOR_DATABASE_PREPARED: process.argv[2] ?? 'no',
    KONTOR_CLOUDS: cloud,
    KONTOR_DATA: folder,
    KONTOR_PORT: '0',
    KONTOR_LOG_LEVEL: 'error',
  }),
  { root, say },
);
const asked = await Promise.all(Array.from({ length: 200 }, () => fetch(`${running.origin}/health/ready`)));
const statuses = new Set(asked.map(({ status }) => status));
const { events, broken } = await verifyChains(running.worlds[0]!.database);
say(`ready: ${[...statuses]}, events: ${events}, broken: ${JSON.stringify(broken)}`);
await running.close();
child.kill('SIGTERM');
await admin.close();
await drop();
await server.stop();
rmSync(folder, { recursive: true, force: true });
process.exit(broken === null && statuses.size === 1 && statuses.has(200) ? 0 : 1);
