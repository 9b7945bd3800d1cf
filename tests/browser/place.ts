// A server with the demo world in a database of its own, so that what one file of browser tests does no other sees.
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { type Client, connect } from '../../contract/client.ts';
import { listPersonas, type Me, signInAsPersona } from '../../contract/identity.ts';
import { databaseOn } from '../postgres.ts';
import { builtServer } from '../processes/built.ts';
import { startProgram } from '../processes/start.ts';
import { type Eyes, openPage } from './chromium.ts';
import { localFetch } from './local-fetch.ts';

export type Cloud = 'worldwide' | 'usgov' | 'china' | 'germany';

/** Somebody of the demo who is signed in: the calls of the client, and what a browser needs to be the same person. */
export type Somebody = Client & { me: Me; cookie: string };
export type Place = {
  /** Where a cloud answers; each has its own host. */
  origin(cloud?: Cloud): string;
  /** Signs in as a person of the demo, by the name that is shown. */
  as(name: string, cloud?: Cloud): Promise<Somebody>;
  /** A page of one's own; with a name somebody of the demo is signed in on it. */
  page(browser: Browser, by: string | undefined, eyes?: Eyes & { cloud?: Cloud }): Promise<Page>;
  /** Makes an open page somebody else's, or nobody's; answers where the cloud is. */
  hand(page: Page, by: string | undefined, cloud?: Cloud): Promise<string>;
  close(): Promise<void>;
};

/** Made once for all files: whoever comes first builds the demo world, the others wait and copy it. */
const template = 'demo_world';
const lockNumber = 4_800_001;

async function withAdmin<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const environment = (databaseUrl: string): Record<string, string> => ({
  KONTOR_DATABASE_URL: databaseUrl,
  KONTOR_SECRET: 'browser tests share one secret, so that copies of the demo world can be opened',
  KONTOR_PORT: '0',
  // Those of the stories that people play in a browser.
  KONTOR_CLOUDS: 'worldwide,china',
  KONTOR_LOG_LEVEL: 'error',
  // A busy machine makes tests slow, and nothing else.
  KONTOR_LOOP_DELAY_MS_MAX: '60000',
  KONTOR_RATE_PER_MINUTE: '0',
  KONTOR_POOL_SIZE: '4',
});

async function started(databaseUrl: string) {
  const program = startProgram([builtServer(['server', 'portal'])], environment(databaseUrl));
  const line = await program.line((text) => text.startsWith('Kontor answers on '));
  return { program, origin: line.slice('Kontor answers on '.length) };
}

const exists = async (client: pg.Client): Promise<boolean> =>
  (await client.query('select 1 from pg_database where datname = $1', [template])).rowCount === 1;

/** The database of the finished demo world, copied under a new name. */
async function copied(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  return withAdmin(server, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    if (!(await exists(client))) {
      const aside = `${template}_unfinished`;
      await client.query(`drop database if exists ${aside} with (force)`);
      await client.query(`create database ${aside} template template0 encoding 'UTF8'`);
      const { program } = await started(databaseOn(server, aside));
      await program.end();
      await client.query(`alter database ${aside} rename to ${template}`);
    }
    const name = `place_${process.pid}_${Date.now()}`;
    await client.query(`create database ${name} template ${template}`);
    const drop = async () => void (await withAdmin(server, (own) => own.query(`drop database ${name} with (force)`)));
    return { url: databaseOn(server, name), drop };
  });
}

/** Keeps the cookie and the token that the portal would keep. */
async function enter(origin: string, name: string): Promise<Somebody> {
  let cookie = '';
  let csrf = '';
  const send: typeof fetch = async (address, given) => {
    const answer = await localFetch(address, given);
    const set = answer.headers.getSetCookie().map((one) => one.split(';')[0]!);
    if (set.length > 0) cookie = set.join('; ');
    return answer;
  };
  const headers = (): Record<string, string> => ({ ...(cookie && { cookie }), ...(csrf && { 'csrf-token': csrf }) });
  const client = connect({ origin, fetch: send, headers });
  const { items } = await client.call(listPersonas, {});
  const persona = items.find(({ displayName }) => displayName === name);
  if (!persona) throw new Error(`There is no ${name} in the demo; there are ${items.map((one) => one.displayName)}`);
  const { me } = await client.call(signInAsPersona, { path: { id: persona.id }, body: {} });
  csrf = me.csrfToken ?? '';
  return { ...client, me, cookie };
}

/** From now on the browser of this page is somebody's, or nobody's, and remembers nothing of whoever was there. */
async function become(page: Page, { by, origin }: { by: Somebody | undefined; origin: string }): Promise<void> {
  if (page.url().startsWith('http'))
    await page.evaluate(() => [localStorage, sessionStorage].map((one) => one.clear()));
  await page.context().clearCookies();
  const cookies = by?.cookie.split('; ').map((one) => {
    const at = one.indexOf('=');
    return { name: one.slice(0, at), value: one.slice(at + 1), url: origin };
  });
  if (cookies) await page.context().addCookies(cookies);
}

/** Opens a demo world on the PostgreSQL server of the tests; ready in about a second. */
export async function openPlace(server: string): Promise<Place> {
  const { url, drop } = await copied(server);
  const { program, origin } = await started(url);
  const told = await fetch(`${origin}/workbench/world`);
  const { clouds } = (await told.json()) as { clouds: { id: Cloud; origin: string }[] };
  const originOf = (cloud?: Cloud) => clouds.find(({ id }) => id === (cloud ?? clouds[0]!.id))!.origin;
  const as = (name: string, cloud?: Cloud) => enter(originOf(cloud), name);
  const known = new Map<string, Promise<Somebody>>();
  const again = (name: string, cloud?: Cloud) => {
    const key = `${name} ${cloud}`;
    const entered = known.get(key) ?? as(name, cloud);
    known.set(key, entered);
    return entered;
  };
  return {
    origin: originOf,
    as,
    page: async (browser, by, { cloud, ...eyes } = {}) => {
      const somebody = by === undefined ? undefined : await as(by, cloud);
      const language = eyes.language ?? somebody?.me.language ?? 'en';
      const page = await openPage(browser, { ...eyes, language, origin: originOf(cloud) });
      await become(page, { by: somebody, origin: originOf(cloud) });
      return page;
    },
    hand: async (page, by, cloud) => {
      const origin = originOf(cloud);
      await become(page, { by: by === undefined ? undefined : await again(by, cloud), origin });
      return origin;
    },
    close: async () => {
      await program.end();
      await drop();
    },
  };
}
