// Starts a PostgreSQL server for tests in a process of its own, so that a test can kill that process.
import { startPostgres } from '../postgres.ts';

const server = await startPostgres();
process.stdout.write(`${server.url}\n`);
setInterval(() => undefined, 1000);
