// What the wire makes of requests that are nearly right: nothing that looks like a preview, a guard or a limit is lost.
import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { joinOutbox, makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import { routes } from '../../rooms.ts';
import { DatabaseBusy } from '../database/database.ts';
import { writeCursor } from '../door/cursor.ts';
import { no } from '../world/refusals.ts';
import { exported, paged } from './export.ts';

const invitations = '/api/v1/partnership-invitations';
const absent = `${invitations}/pin_${'0'.repeat(32)}`;

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  const invite = async (more = {}) => (await outbox.call('saebyeok', `POST ${invitations}`, more)).body;
  const invited = async () => {
    const { body, headers } = await outbox.call('saebyeok', `POST ${invitations}`);
    return { id: body.id as string, token: String(headers.consistency) };
  };
  const count = async () => {
    const [row] = await outbox.world.database.read((tx) =>
      tx.query<{ n: number }>(sql`select count(*) as n from partnership_invitations`),
    );
    return row!.n;
  };

  describe('A wish for a preview', () => {
    it.each(['True', 'TRUE', '1', 'yes', '', 'true&preview=true', 'false&preview=true'])(
      'that is written as preview=%s is refused and never done',
      async (written) => {
        const before = await count();
        const answer = await outbox.call('saebyeok', `POST ${invitations}?preview=${written}`);
        expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/preview']);
        expect(await count()).toBe(before);
      },
    );
    it('is refused where nothing can be previewed', async () => {
      const ended = await outbox.call('miru', 'POST /api/v1/sign-out?preview=true');
      expect(ended.body.code).toBe('not_previewable');
      const list = await outbox.call('saebyeok', `GET ${invitations}?preview=true`);
      expect([list.status, list.body.errors[0].pointer]).toEqual([400, '/preview']);
    });
  });

  describe('The version that was read', () => {
    const revoke = (id: string, more: object, by = 'saebyeok') =>
      outbox.call(by, `POST ${invitations}/${id}/revoke`, more);
    it.each(['banana', '"one"', '"1", "2"', '-1'])('is not skipped when If-Match is %s', async (written) => {
      const { id } = await invite();
      const answer = await revoke(id, { headers: { 'if-match': written } });
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/headers/if-match']);
    });
    it('may be weak, or any', async () => {
      const [one, two] = [await invite(), await invite()];
      expect((await revoke(one.id, { headers: { 'if-match': 'W/"1"' } })).status).toBe(200);
      expect((await revoke(two.id, { headers: { 'if-match': '*' } })).status).toBe(200);
    });
    it('may stand in the body, and the answer says which one is current', async () => {
      const { id } = await invite();
      const stale = await revoke(id, { body: { version: 7 } });
      expect([stale.status, stale.body.code, stale.body.details.current]).toEqual([412, 'stale_version', 1]);
      expect((await revoke(id, { body: { version: '1' } })).body.errors[0].pointer).toBe('/version');
      expect((await revoke(id, { body: { version: 1 } })).status).toBe(200);
    });
    it('is told only to who may act on the thing', async () => {
      const { id } = await invite();
      const answer = await revoke(id, { headers: { 'if-match': '"7"' } }, 'miru');
      expect([answer.status, answer.body.code, answer.body.details]).toEqual([404, 'not_found', {}]);
    });
  });

  describe('A request that no database could read', () => {
    it.each([
      [`GET ${invitations}/%00`],
      [`GET ${invitations}?status=%00`],
      [`GET /api/v1/relationships?search=%00`],
      [`GET ${invitations}?asOf=2016-12-31T23:59:60Z`],
      [`GET /api/v1/activity?from=2016-12-31T23:59:60Z`],
      [`GET ${invitations}?after=W10`],
    ] as const)('is refused: %s', async (asked) => {
      expect((await outbox.call('saebyeok', asked)).status).toBe(400);
    });
    it('is refused with a problem even when the address itself is broken', async () => {
      const answer = await outbox.call('saebyeok', 'GET /api/v1/relationships/%zz');
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });
    it('is refused when a text holds half a character', async () => {
      const answer = await outbox.app.inject({
        method: 'POST',
        url: '/api/v1/sign-ups',
        headers: { host: 'localhost:4800', 'content-type': 'application/json' },
        payload: JSON.stringify({
          ...{ mail: 'a@b.example', domain: 'b.example', country: 'KR', language: 'ko', displayName: 'A' },
          organizationName: 'half \ud800 of it',
        }),
      });
      expect([answer.statusCode, answer.json().errors[0].detail]).toEqual([400, 'Holds signs that no text may hold.']);
    });
  });

  describe('A list', () => {
    it('refuses to search where it cannot, instead of showing everything', async () => {
      const answer = await outbox.call('saebyeok', `GET ${invitations}?search=zzz`);
      expect(answer.body.code).toBe('not_searchable');
    });
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
    it('is followed from page to page where it is a feed, to where the feed ends for now', async () => {
      const asked: unknown[] = [];
      const feed = routes.find(({ operation }) => operation.name === 'event.list')!;
      const { listed } = paged({
        ...feed,
        answer: async ({ query }) => {
          asked.push([query.after, query.limit]);
          const more = asked.length < 3;
          return { ok: true, body: { items: [{ id: `${asked.length}` }], next: `c${asked.length}`, more } };
        },
      });
      const call = { query: { limit: 1 }, world: outbox.world } as never;
      const whole = await exported({ call, listed: listed!, format: 'ndjson' });
      const chunks: string[] = [];
      for await (const chunk of (whole as { from: AsyncIterable<string> }).from) chunks.push(chunk);
      expect(chunks.map((line) => JSON.parse(line).id)).toEqual(['1', '2', '3']);
      expect(asked.map((one) => (one as unknown[])[0])).toEqual([undefined, 'c1', 'c2']);
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
      const { id, token } = await invited();
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
      const inner = Buffer.from(`${id}.2`).toString('base64url');
      const foreign = `${inner}.${outbox.world.secrets.sign('another purpose')}`;
      for (const made of [`${id}.1`, `${token}x`, foreign])
        expect(await nameOn(other, { consistency: made })).toBe('saebyeok');
      expect(token).not.toContain(id);
      expect(await nameOn(other, { consistency: token })).toBe('Dawn');
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
      expect(answer.body.detail).toContain(begins);
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

  describe('A link that nobody was given', () => {
    it('does not make the house look at a password', async () => {
      const url = `POST /api/v1/sign-up-links/${'x'.repeat(43)}/complete` as const;
      const answer = await outbox.call(undefined, url, { body: { password: 'password' } });
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
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
