// The stage of a story: a cloud with those who play in it, each signed in with password and second factor for real.
import type { FastifyInstance } from 'fastify';
import sql, { raw } from 'sql-template-tag';
import { type Client, connect, type Given, Refused } from '../../contract/client.ts';
import { createApiClient } from '../../contract/identity/api-clients.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Problem } from '../../contract/problem.ts';
import { findOperator } from '../../server/capabilities/organizations/offers.ts';
import type { DatedCloud } from '../../server/clouds/cloud.ts';
import { worldwide } from '../../server/clouds/worldwide.ts';
import { hashPassword } from '../../server/identity/credentials.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { readSettings } from '../../server/platform/settings/config.ts';
import { workOff } from '../../server/platform/work/worker.ts';
import type { Mail, World } from '../../server/platform/world/world.ts';
import { jobKinds, routes } from '../../server/rooms.ts';
import { demoPassword } from '../../server/workbench/build.ts';
import type { Builder } from '../../server/workbench/builder.ts';
import { casts, type Player } from '../../server/workbench/cast.ts';
import { bringIn, found } from '../../server/workbench/founding.ts';
import { stock } from '../../server/workbench/stocking.ts';
import { makeWorld } from '../../server/world.ts';
import { type Browser, browser, type Clock, enrol, enter, serveIdentity, turnable } from '../identity.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
const origin = 'http://localhost:4800';

/** Of the cast: `sena@saebyeok`. */
export type Name = `${string}@${string}`;
/** What somebody of the story does and reads; what is refused them is a value. */
export type Voice = Client & {
  /** Its status, code and rule; fails when it was not refused. */
  refused<O extends Operation>(operation: O, given: Given<O>): Promise<Problem>;
};
export type Stage = {
  world: World;
  app: FastifyInstance;
  clock: Clock;
  database: Database;
  /** Signed in when they first speak, in their own language. */
  person(name: Name): Voice;
  /** Whoever opens a link without an account. */
  nobody: Voice;
  /** A program of somebody's organization. */
  program(by: Name, roles: string[]): Promise<Voice>;
  organization(slug: string): Promise<string>;
  /** How many mails were put into the outbox so far. */
  mails(): Promise<Mail[]>;
  /** As many rows as these tables have now: what must not change is compared. */
  count(...tables: string[]): Promise<number[]>;
};
type Playing = {
  database: Database;
  cloud?: DatedCloud;
  /** Who is there when the story begins, by slug; the operator always is. */
  players: readonly string[];
  /** Who is in no cast: another partner where a cloud has only one. */
  more?: readonly Player[];
  /** Whether the vendor's sheets are needed. */
  sells?: boolean;
};

/** The players come in through the door as in life: founded, enrolled, checked, their agreements signed. */
export async function stageOf({
  database,
  cloud = worldwide,
  players,
  more = [],
  sells = false,
}: Playing): Promise<Stage> {
  const clock = turnable();
  const known: { operator?: string | undefined } = {};
  const times = { business: () => clock.now, wall: () => clock.now };
  const making = { cloud, database, clock: times, origin, secret: 'test', limits };
  const world = makeWorld({ ...making, operator: () => known.operator });
  const cast = casts[cloud.id]!;
  const operator = cast[0]!;
  const byName = new Map(routes.map((route) => [route.operation.name as string, route]));
  const passwordHash = (await hashPassword(demoPassword)) as string;
  const work = () => workOff({ world, settings: readSettings({}), kinds: jobKinds }, 'long');
  const builder: Builder = { world, routes: byName, passwordHash, people: new Map(), say: () => undefined, work };
  const { admin } = await found(builder, operator);
  known.operator = await database.read(findOperator);
  for (const player of cast.filter(({ slug }) => players.includes(slug))) await bringIn(builder, player, admin);
  for (const player of more) await bringIn(builder, player, admin);
  if (sells) await stock(builder, operator.people[0]!.name);
  return speaking(world, clock, serveIdentity([world]));
}

function speaking(world: World, clock: Clock, app: FastifyInstance): Stage {
  const voices = new Map<string, Voice>();
  const { database } = world;
  const person = (name: Name): Voice => {
    const spoken = voices.get(name) ?? voiceOf(browsing(app, { clock, name: `${name}.example`, at: voices.size + 1 }));
    voices.set(name, spoken);
    return spoken;
  };
  return {
    ...{ world, app, clock, database, person },
    nobody: voiceOf(() => Promise.resolve({ one: browser(app, { from: '10.0.0.1' }) })),
    program: async (by, roles) => {
      const { id, revealed } = await person(by).call(createApiClient, { body: { name: 'A program', roles } });
      return voiceOf(() => asProgram(app, { id, secret: revealed!.secret }));
    },
    organization: async (slug) => {
      const { name } = casts[world.cloud.id]!.find((one) => one.slug === slug)!;
      const found = await database.read((tx) =>
        tx.query<{ id: string }>(sql`select id from organizations where name = ${name}`),
      );
      return found[0]!.id;
    },
    mails: async () => {
      const jobs = await database.read((tx) =>
        tx.query<{ payload: Mail }>(sql`select payload from jobs where kind = 'mail' order by created_at, id`),
      );
      return jobs.map(({ payload }) => payload);
    },
    count: (...tables) =>
      database.read((tx) =>
        Promise.all(
          tables.map(async (table) => {
            const [row] = await tx.query<{ n: number }>(sql`select count(*)::int as n from ${raw(table)}`);
            return row!.n;
          }),
        ),
      ),
  };
}

type Opened = { one: Browser; headers?: Record<string, string> };
function voiceOf(opening: () => Promise<Opened>): Voice {
  let opened: Promise<Opened> | undefined;
  const send = async (url: string, { method, headers, body }: RequestInit): Promise<Response> => {
    opened ??= opening();
    const { one, headers: more } = await opened;
    const all = { ...(headers as object), ...more };
    const answer = method === 'POST' ? await one.post(url, JSON.parse(String(body)), all) : await one.get(url, all);
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status });
  };
  const client = connect({ origin: '', fetch: send as typeof fetch });
  return {
    ...client,
    refused: async (operation, given) => {
      const answer: unknown = await client.call(operation, given).catch((error: unknown) => error);
      if (answer instanceof Refused) return answer.problem;
      throw answer instanceof Error ? answer : new Error(`${operation.name} was not refused`);
    },
  };
}

type Browsing = { clock: Clock; name: string; at: number };
const browsing =
  (app: FastifyInstance, { clock, name, at }: Browsing) =>
  async (): Promise<Opened> => {
    const one = browser(app, { from: `10.1.${at}.7` });
    const entered = await enter(one, name, demoPassword);
    if (entered.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(entered.body)}`);
    await enrol(one, clock);
    return { one };
  };

async function asProgram(app: FastifyInstance, { id, secret }: { id: string; secret: string }): Promise<Opened> {
  const answer = await app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: {
      host: new URL(origin).host,
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'grant_type=client_credentials&scope=api',
  });
  return { one: browser(app), headers: { authorization: `Bearer ${answer.json().access_token}` } };
}

/** Code and rule of a refusal, as the stories name them. */
export const named = ({ status, code, rule }: Problem) => [status, code, rule ?? null];
