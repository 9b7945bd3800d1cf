// What the wire and the doors themselves refuse, through HTTP, whatever the room.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopIn } from '../../tests/buying.ts';
import { organizationOf } from '../../tests/customers.ts';
import { forEachEngine } from '../../tests/engines.ts';
<<<<<<< HEAD
import { routes } from '../rooms.ts';
import type { Route } from './http.ts';
import { makeLog } from './log.ts';
import { serve } from './serve.ts';
import type { Caller, World } from './thing.ts';
=======
import { joinOutbox, makeOutbox, type Outbox, organizations } from '../../tests/outbox-world.ts';
import { writeCursor } from './cursor.ts';
import { DatabaseBusy } from './database.ts';
import { exported } from './export.ts';
import { no } from './refusals.ts';
>>>>>>> main

type Sent = { method?: 'GET' | 'POST'; payload?: string; headers?: Record<string, string> };

forEachEngine(
  (engine) => {
    let shop: Shop;
    let relationship: string;
    const lines: string[] = [];
    beforeAll(async () => {
      shop = await shopIn(await engine.fresh());
      relationship = await shop.relate('yuna', { by: 'haneul', name: 'daram' });
    });
    const as = (id: string, organization: string): Caller => ({ kind: 'person', id, organization, secondFactor: true });
    const hyun = as('hyun', organizationOf('miru'));
    type Served = { world?: World; caller?: Caller; served?: readonly Route[] };
    const asked = async (
      url: string,
      sent: Sent = {},
      { world = shop.world, caller = hyun, served = routes }: Served = {},
    ) => {
      const log = makeLog('error', { write: (line) => lines.push(line) });
      const app = serve(
        { worlds: [world], routes: served, authenticate: async () => caller, log },
        { bodyLimit: 2_000 },
      );
      const { headers, ...rest } = sent;
      const json = rest.payload === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await app.inject({ url, ...rest, headers: { host: 'localhost:4800', ...json, ...headers } });
      await app.close();
      return { status: answer.statusCode, body: answer.json() };
    };
    const posted = (url: string, body: object, more: Sent['headers'] = {}, served: Served = {}) =>
      asked(url, { method: 'POST', payload: JSON.stringify(body), headers: more }, served);

    describe('The wire', () => {
      it('refuses a body that is too large, of a type it does not take, or no JSON at all', async () => {
        const large = await posted('/api/v1/invitations', { note: 'x'.repeat(3_000) });
        expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
        const xml = { method: 'POST', payload: '<a/>', headers: { 'content-type': 'application/xml' } } as const;
        const foreign = await asked('/api/v1/invitations', xml);
        expect([foreign.status, foreign.body.code]).toEqual([415, 'unsupported_media_type']);
        const broken = await asked('/api/v1/invitations', { method: 'POST', payload: '{' });
        expect([broken.status, broken.body.code]).toEqual([400, 'invalid_request']);
      });
      it('knows no other path and no other host', async () => {
        expect((await asked('/api/v1/nothing')).body).toMatchObject({ status: 404, code: 'no_such_path' });
        const elsewhere = await asked('/api/v1/me', { headers: { host: 'evil.example' } });
        expect(elsewhere.body).toMatchObject({ status: 404, code: 'no_such_path' });
      });
      it('takes only a UUID for an idempotency key', async () => {
        const { status, body } = await posted('/api/v1/invitations', {}, { 'idempotency-key': 'again' });
        expect([status, body.code]).toEqual([400, 'idempotency_key_invalid']);
      });
      it('sorts only by what a list sorts by, and takes no cursor that is not its own', async () => {
        for (const sort of ['__proto__', 'constructor', 'password']) {
          expect((await asked(`/api/v1/members?sort=${sort}`)).body.code).toBe('invalid_sort');
        }
        const forged = Buffer.from(JSON.stringify(['createdAt', 'yesterday', 'mem_1'])).toString('base64url');
        expect((await asked(`/api/v1/members?sort=createdAt&after=${forged}`)).body.code).toBe('invalid_cursor');
      });
      it('tells of a fault of ours nothing but the number of the request, and the log the rest', async () => {
        const fault = async () => {
          throw new Error('a secret of the house');
        };
        const served = routes.map((route) => ({ ...route, answer: fault }));
        const { status, body } = await asked('/api/v1/members', { headers: { 'request-id': 'the-one' } }, { served });
        expect([status, body.code, body.requestId]).toEqual([500, 'internal', 'the-one']);
        expect(JSON.stringify(body)).not.toContain('secret of the house');
        expect(lines.join('')).toContain('secret of the house');
      });
    });

    describe('The door', () => {
      const rename = (name: string) => ({ customerName: name });
      const yuna = as('yuna', organizationOf('lumenfold'));
      it('does not carry out what would now have another outcome than was foretold', async () => {
        const path = `/api/v1/relationships/${relationship}/rename`;
        const body = JSON.stringify(rename('Daram Bank'));
        const named = { caller: yuna };
        const foretold = await posted(`${path}?preview=true`, JSON.parse(body), {}, named);
        expect(foretold.status, JSON.stringify(foretold.body)).toBe(200);
        await posted(path, rename('Daram Insurance'), {}, named);
        const late = await posted(path, JSON.parse(body), { 'preview-token': foretold.body.token }, named);
        expect([late.status, late.body.code]).toEqual([409, 'preview_outdated']);
      });
      it('does not let a preview wait for long', async () => {
        const lock = sql`select pg_advisory_xact_lock(hashtextextended(
          current_schema() || ${`:relationship:${relationship}`}, 0))`;
        let isLocked: () => void = () => {};
        let release: () => void = () => {};
        const locked = new Promise<void>((resolve) => (isLocked = resolve));
        const holding = shop.world.database.transaction(async (tx) => {
          await tx.query(lock);
          isLocked();
          await new Promise<void>((resolve) => (release = resolve));
        });
        await locked;
        const path = `/api/v1/relationships/${relationship}/rename?preview=true`;
        const held = await posted(path, rename('X'), {}, { caller: yuna });
        release();
        await holding;
        expect([held.status, held.body.code]).toEqual([503, 'busy']);
      });
      it('refuses a command from which too much would follow at once', async () => {
        const world = { ...shop.world, limits: { ...shop.world.limits, reactionsMax: 0 } };
        const path = `/api/v1/organizations/${organizationOf('miru')}/rename`;
        const { status, body } = await posted(path, { name: 'Miru Systems' }, {}, { world });
        expect([status, body.code]).toEqual([422, 'too_many_consequences']);
      });
    });
<<<<<<< HEAD
  },
  ['postgresql'],
);
=======
    it('takes no cursor that it has not written, nor one of another order', async () => {
      const asked = async (after: string, sort = '') =>
        (await outbox.call('saebyeok', `GET ${invitations}?after=${after}${sort}`)).body.code;
      const forged = Buffer.from(JSON.stringify(['createdAt', 'notadate', 'x'])).toString('base64url');
      expect(await asked(forged)).toBe('invalid_cursor');
      await invite();
      await invite();
      const { next } = (await outbox.call('saebyeok', `GET ${invitations}?limit=1`)).body;
      expect(await asked(next)).toBeUndefined();
      expect(await asked(next, '&sort=createdAt')).toBe('invalid_cursor');
      expect(await asked(writeCursor(outbox.world, 'another list', ['x', 'y']))).toBe('invalid_cursor');
    });
    it('is not what it will be', async () => {
      const answer = await outbox.call('saebyeok', `GET ${invitations}?asOf=2099-01-01T00:00:00Z`);
      expect(answer.body.code).toBe('not_past');
      const one = await outbox.call('saebyeok', `GET ${absent}?asOf=2099-01-01T00:00:00Z`);
      expect(one.body.code).toBe('not_past');
    });
    it('breaks off where a page is refused, so that nobody takes a part for the whole', async () => {
      const pages = [{ ok: true as const, items: [{ id: 'one' }], next: 'more' }];
      const listed = {
        fields: ['id'],
        pages: () => async () => pages.shift() ?? { ok: false as const, because: [no('not_permitted')] as const },
      };
      const whole = await exported({ call: { query: {} } as never, listed, format: 'csv' });
      const read = async () => {
        for await (const _chunk of (whole as { from: AsyncIterable<string> }).from);
      };
      await expect(read()).rejects.toThrow('ended early: not_permitted');
    });
    it('comes as JSON when JSON is wanted more', async () => {
      const accept = 'text/csv;q=0.1, application/json';
      const answer = await outbox.call('saebyeok', `GET ${invitations}`, { headers: { accept } });
      expect(answer.headers['content-type']).toContain('application/json');
    });
  });

  describe('What keeps no history', () => {
    it('says so, and does not answer with today', async () => {
      const answer = await outbox.call('saebyeok', 'GET /api/v1/regions?asOf=2026-01-01T00:00:00Z');
      expect([answer.status, answer.body.code]).toEqual([400, 'no_history']);
    });
  });

  describe('A database that is away', () => {
    it('is a 503 that says when to come back', async () => {
      const { database } = outbox.world;
      outbox.world.database = { ...database, read: () => Promise.reject(new DatabaseBusy('no connection')) };
      const answer = await outbox.call('saebyeok', `GET ${invitations}`);
      outbox.world.database = database;
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'overloaded', '2']);
    });
  });

  describe('A change that a caller has seen', () => {
    it('is seen on every other server, too, by its token', async () => {
      const { id } = await invite();
      const { database } = outbox.world;
      const other = joinOutbox(database);
      const nameOn = async (on: Outbox, headers = {}) =>
        (await on.call('saebyeok', `GET ${invitations}/${id}`, { headers })).body.provider.name;
      expect(await nameOn(other)).toBe('saebyeok');
      const rename = (name: string) =>
        database.transaction(async (tx) =>
          tx.write(sql`update organizations set name = ${name} where id = ${organizations.saebyeok}`),
        );
      await rename('Dawn');
      expect(await nameOn(other, { consistency: `${organizations.saebyeok}.2` })).toBe('Dawn');
      await rename('saebyeok');
    });
  });

  describe('The language of a refusal', () => {
    it.each([
      ['en;q=0.2, ko;q=0.9', '그런'],
      ['fr, zh-TW;q=0.5, en;q=0.4', '没有'],
      ['ko;q=0, en', 'There'],
    ])('is the one that is liked best: %s', async (accept, begins) => {
      const answer = await outbox.call('saebyeok', `GET ${absent}`, { headers: { 'accept-language': accept } });
      expect(answer.body.title).toContain(begins);
    });
  });

  describe('A command that says nothing', () => {
    it('may name JSON and send none', async () => {
      const { id } = await invite();
      const answer = await outbox.app.inject({
        ...{ method: 'POST', url: `${invitations}/${id}/revoke`, payload: '' },
        headers: { host: 'localhost:4800', 'x-by': 'saebyeok', 'content-type': 'application/json' },
      });
      expect([answer.statusCode, answer.json().status]).toEqual([200, 'revoked']);
    });
  });

  describe('A key', () => {
    it('is each caller’s own', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const url = `POST ${invitations}` as const;
      const mine = await outbox.call('saebyeok', url, { headers });
      const theirs = await outbox.call('miru', url, { headers });
      expect([mine.status, theirs.body.code]).toEqual([201, 'not_a_provider']);
    });
    it('is the same in capitals', async () => {
      const once = randomUUID();
      const [one, two] = [
        await invite({ headers: { 'idempotency-key': once } }),
        await invite({ headers: { 'idempotency-key': once.toUpperCase() } }),
      ];
      expect(two.id).toBe(one.id);
      expect(one.provider.id).toBe(organizations.saebyeok);
    });
  });
});
>>>>>>> main
