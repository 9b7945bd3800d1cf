// A served world with one person and one organization, for tests of who is calling.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import sql from 'sql-template-tag';
import type { DatedCloud } from '../server/clouds/cloud.ts';
import { worldwide } from '../server/clouds/worldwide.ts';
import { authenticate } from '../server/identity/authenticate.ts';
import { addUser, hashPassword } from '../server/identity/credentials.ts';
import { mountIdentity } from '../server/identity/mount.ts';
import type { Database } from '../server/platform/database/database.ts';
import { type Served, serve } from '../server/platform/wire/server.ts';
import type { World } from '../server/platform/world/world.ts';
import { routes } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
export const password = 'violet anchor drifts slowly';
export const miru = `org_${'2'.repeat(32)}`;
export const oaktrail = `org_${'4'.repeat(32)}`;

export type Clock = { now: Date; add(seconds: number): void };
export const turnable = (): Clock => {
  const clock = {
    now: new Date(),
    add: (seconds: number) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
  };
  return clock;
};

type Making = {
  database: Database;
  clock: Clock;
  origin: string;
  cloud?: DatedCloud;
  isRelaxed?: boolean;
  operator?: string | undefined;
};
export const worldFor = ({ database, clock, origin, cloud = worldwide, isRelaxed = false, operator }: Making): World =>
  makeWorld({
    cloud,
    database,
    clock: { business: () => clock.now, wall: () => clock.now },
    origin,
    secret: 'test',
    limits,
    operator: () => operator,
    relaxed: isRelaxed,
  });

export async function addPerson(
  world: World,
  { name, organizations = [miru], isPersona = false }: { name: string; organizations?: string[]; isPersona?: boolean },
): Promise<string> {
  const passwordHash = (await hashPassword(password)) as string;
  return world.database.transaction(async (tx) => {
    const added = await addUser(tx, {
      name,
      displayName: name.split('@')[0]!,
      language: 'en',
      now: world.clock.wall(),
      passwordHash,
      isPersona,
    });
    if (!added.ok) throw new Error('the name is taken');
    for (const organization of organizations) {
      tx.write(sql`insert into organizations (id, version, status, name, country)
        values (${organization}, 1, 'active', 'Miru', 'KR') on conflict do nothing`);
      tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles)
        values (${`mem_${added.id}${organization}`}, 1, 'active', ${organization}, ${added.id},
          ${['globalAdmin', 'adminAgent']})`);
    }
    return added.id;
  });
}

type Serving = Pick<Served, 'ration' | 'log'> & { demo?: boolean };
export const serveIdentity = (worlds: readonly World[], { demo = false, ...more }: Serving = {}): FastifyInstance => {
  const app = serve({ worlds, routes, authenticate, ...more });
  mountIdentity(app, { worlds, isDemo: demo });
  return app;
};

/** For an app that must know its port before it is made: held from the beginning, so that nobody else gets it. */
export async function heldPort(): Promise<{ port: number; giveTo(app: FastifyInstance): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    giveTo: async (app) => {
      app.addHook('onClose', (_app, done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await app.ready();
      server.on('request', app.routing);
    },
  };
}

type Asked = { method: 'GET' | 'POST'; payload?: object; headers: object };
type Answer = { status: number; body: any; headers: Record<string, any> };
export type Browser = {
  cookies: Map<string, string>;
  csrf: string;
  get(url: string, headers?: object): Promise<Answer>;
  post(url: string, body?: object, headers?: object): Promise<Answer>;
};
/** Keeps cookies as a browser does, and the CSRF token as the portal does. */
export function browser(app: FastifyInstance, { host = 'localhost:4800', from = '127.0.0.1' } = {}): Browser {
  const one: Browser = {
    cookies: new Map(),
    csrf: '',
    get: (url, headers = {}) => call(url, { method: 'GET', headers }),
    post: (url, body = {}, headers = {}) => call(url, { method: 'POST', payload: body, headers }),
  };
  const call = async (url: string, { headers, ...asked }: Asked): Promise<Answer> => {
    const cookies = [...one.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.inject({
      ...asked,
      url,
      remoteAddress: from,
      headers: { host, ...(cookies && { cookie: cookies }), ...(one.csrf && { 'csrf-token': one.csrf }), ...headers },
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') one.cookies.delete(name);
      else one.cookies.set(name, value);
    }
    const parsed =
      answer.body && answer.headers['content-type']?.toString().includes('json') ? answer.json() : undefined;
    if (parsed?.me?.csrfToken) one.csrf = parsed.me.csrfToken;
    return { status: answer.statusCode, body: parsed, headers: answer.headers };
  };
  return one;
}

export const codeAt = (secret: string, now: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

export const enter = (one: Browser, name: string, typed = password): Promise<Answer> =>
  one.post('/api/v1/sign-in', { name, password: typed });

/** Registers an authenticator for whoever is signed in there. */
export async function enrol(one: Browser, clock: Clock): Promise<{ secret: string; confirmed: Answer }> {
  const { body } = await one.post('/api/v1/me/second-factor/enrol');
  const confirmed = await one.post('/api/v1/me/second-factor/confirm', { code: codeAt(body.secret, clock.now) });
  return { secret: body.secret as string, confirmed };
}

export type Place = {
  world: World;
  clock: Clock;
  app: FastifyInstance;
  /** Somebody new. */
  someone(given?: { organizations?: string[]; isPersona?: boolean }): Promise<{ name: string; id: string }>;
  /** A browser at the address of whoever came last, or at another. */
  here(address?: string): Browser;
};
/** One world without a socket, and people in it. */
export function placeOn(database: Database, { operator }: { operator?: string } = {}): Place {
  const clock = turnable();
  const world = worldFor({ database, clock, origin: 'http://localhost:4800', operator });
  const app = serveIdentity([world]);
  let count = 0;
  return {
    world,
    clock,
    app,
    someone: async (given = {}) => {
      count += 1;
      const name = `person${count}@miru.example`;
      return { name, id: await addPerson(world, { name, ...given }) };
    },
    here: (address = `10.${Math.floor(count / 200)}.${count % 200}.7`) => browser(app, { from: address }),
  };
}
