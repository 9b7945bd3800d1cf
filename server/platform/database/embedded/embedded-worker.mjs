// The thread in which the embedded PostgreSQL lives: bytes of its protocol in, bytes out. Plain JavaScript on purpose:
// it is started by its path, from the sources and from dist/ alike, so the build only copies it beside the bundle.
// Started as a process with a folder, it makes a new database there and ends.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const folder = isMainThread ? process.argv[2] : workerData.folder;
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

const startParams = [
  ...PGlite.defaultStartParams,
  ...['shared_buffers=16MB', 'wal_buffers=1MB', 'max_wal_size=64MB', 'jit=off'].flatMap((setting) => ['-c', setting]),
];

const database = await PGlite.create({ dataDir: folder, startParams });
if (isMainThread) {
  await database.close();
} else {
  port.on('message', async (message) => {
    if (message === 'close') {
      await database.close();
      port.postMessage('closed');
      port.close();
      return;
    }
    const answer = database.execProtocolRawSync(message);
    port.postMessage(answer, [/** @type {ArrayBuffer} */ (answer.buffer)]);
  });
  port.postMessage('ready');
}
