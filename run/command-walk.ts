// `npm run walk:commands`: writes docs/walk-of-a-command.md – two commands as they really run, traced: every statement,
// in which flight it travels, from where it is asked, and which files of the server the command enters.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database, Statement, Tx } from '../server/platform/database/database.ts';
import { openEmbedded } from '../server/platform/database/embedded/engine.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { migrationsIn } from '../server/platform/database/migration-files.ts';
import { type Counter, counterIn, line, type Shop, shopIn, skus } from '../tests/buying.ts';
import { organizationOf, tenantOf, tokenOf } from '../tests/customers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = 'docs/walk-of-a-command.md';

type Sent = { flight: number; from: string; text: string };
type Named = { title: string; path: string };
type Walk = Named & { sent: Sent[]; files: string[] };

/** What a database was asked while somebody watched; statements of one turn travel in one flight. */
class Watch {
  sent: Sent[] = [];
  #flight = 0;
  #isOpen = false;

  over(database: Database): Database {
    return {
      ...{ engine: database.engine, close: () => database.close(), stream: (...of) => database.stream(...of) },
      ...{ listen: (...of) => database.listen(...of) },
      read: (work, options) => database.read((tx) => work(this.#watched(tx)), options),
      transaction: (work, options) => database.transaction((tx) => work(this.#watched(tx)), options),
    } as Database;
  }

  begin(): void {
    this.sent = [];
    this.#flight = 0;
  }

  #watched(tx: Tx): Tx {
    return {
      query: (statement) => {
        this.#note(statement);
        return tx.query(statement);
      },
      write: (statement) => {
        this.#note(statement);
        tx.write(statement);
      },
    };
  }

  #note({ text }: Statement): void {
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#flight += 1;
      process.nextTick(() => {
        this.#isOpen = false;
      });
    }
    const words = text.replace(/\s+/g, ' ').trim();
    this.sent.push({ flight: this.#flight, from: callerIn(new Error().stack ?? ''), text: words });
  }
}

/** The nearest file that is no part of the database, by its path from the root. */
function callerIn(stack: string): string {
  const places = stack.split('\n').flatMap((at) => /file:\/\/(\/[^:]+):/.exec(at)?.[1] ?? []);
  const inside = places.map((path) => path.replace(root, '')).filter((path) => path.startsWith('server/'));
  return inside.find((path) => !path.startsWith('server/platform/database/')) ?? '';
}

/** Files of the server in which at least one function ran meanwhile. */
async function filesEnteredBy(work: () => Promise<void>): Promise<string[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  const entered = result.filter(({ functions }) => functions.some(({ ranges: [whole] }) => (whole?.count ?? 0) > 0));
  const paths = entered.map(({ url }) => url.replace('file://', '').replace(root, ''));
  return paths.filter((path) => path.startsWith('server/')).sort();
}

type Answered = { status: number; body: unknown };
async function walked(watch: Watch, { title, path }: Named, work: () => Promise<Answered>): Promise<Walk> {
  const files = await filesEnteredBy(async () => {
    watch.begin();
    const { status, body } = await work();
    if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  });
  return { title, path, files, sent: [...watch.sent] };
}
const headers = () => ({ 'idempotency-key': crypto.randomUUID() });

async function accepting(shop: Shop, watch: Watch): Promise<Walk> {
  const { body: made } = await shop.post('jiwoo', '/invitations', { body: { providerId: organizationOf('saebyeok') } });
  const tenantId = tenantOf('pinegate', 'customer');
  const body = { acceptsRelationship: true, acceptsAgreement: '2020-02', tenantId };
  const path = 'POST /invitation-links/{token}/accept';
  const accept = () =>
    shop.post('somi', `/invitation-links/${tokenOf(made.link)}/accept`, { body, headers: headers() });
  return walked(watch, { title: 'A customer accepts an invitation', path }, accept);
}

/** The second cart: the first one brings what a process knows after its first order. */
async function placing(counter: Counter, watch: Watch): Promise<Walk> {
  const lines = [line(skus.suite, 5), line(skus.suite, 3, { term: 'P1M' })];
  const filled = async () => (await counter.fill(lines)).body.id as string;
  await counter.place(await filled(), {}, headers());
  const cart = await filled();
  const named = { title: 'A partner places a cart of two lines', path: 'POST /carts/{id}/place' };
  return walked(watch, named, () => counter.place(cart, {}, headers()));
}

async function walks(): Promise<Walk[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor walk '));
  const engine = await openEmbedded({ folder });
  try {
    const database = engine.schema('walk');
    await migrate({ database, schema: 'walk', migrations: migrationsIn(join(root, 'migrations')) });
    const watch = new Watch();
    const shop = await shopIn(watch.over(database));
    const counter = await counterIn(shop);
    return [await accepting(shop, watch), await placing(counter, watch)];
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const shortened = (text: string): string =>
  (text.length > 110 ? `${text.slice(0, 109)}…` : text).replaceAll('|', '\\|');

function written({ title, path, sent, files }: Walk): string {
  const flights = new Set(sent.map(({ flight }) => flight)).size;
  const rows = sent.map(
    ({ flight, from, text }) => `| ${flight} | ${from.replace('server/', '')} | \`${shortened(text)}\` |`,
  );
  const folders = [...new Set(files.map((file) => dirname(file)))];
  const lists = folders.map((folder) => {
    const names = files.filter((file) => dirname(file) === folder).map((file) => basename(file));
    return `- \`${folder.replace('server/', '')}\`: ${names.join(' · ')}`;
  });
  return [
    `## ${title}`,
    '',
    `\`${path}\`: ${sent.length} statements in ${flights} flights, ${files.length} files entered.`,
    '',
    '| flight | asked by | statement |',
    '|---|---|---|',
    ...rows,
    '',
    'Files in which something ran:',
    '',
    ...lists,
    '',
  ].join('\n');
}

const found = await walks();
const head = `# The walk of a command

Made by \`npm run walk:commands\` from a traced run on the embedded database; begin and commit travel with the first
and the last statement. A flight is what leaves together: statements nobody waits for in between.

`;
writeFileSync(join(root, page), head + found.map(written).join('\n'));
for (const { title, sent, files } of found) console.log(`${title}: ${sent.length} statements, ${files.length} files`);
