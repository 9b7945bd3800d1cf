// The doors as a whole, through HTTP, on both engines: gates in order, preview, replay, versions, history, chains.
import { randomUUID } from 'node:crypto';
import sql, { raw } from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { worldwide } from '../../clouds/worldwide.ts';
import { routes } from '../../rooms.ts';
import { makeWorld } from '../../world.ts';
import type { Database } from '../database/database.ts';
import { hashed, unsealWith } from '../settings/secrets.ts';
import { serve } from '../wire/server.ts';
import type { Caller } from '../world/world.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
const orgs = { saebyeok: `org_${'1'.repeat(32)}`, miru: `org_${'2'.repeat(32)}`, nordhavn: `org_${'3'.repeat(32)}` };
type Name = keyof typeof orgs;

async function seed(database: Database) {
  const rows: [Name, string, string, string][] = [
    ['saebyeok', 'KR', 'provider', 'salesAgent'],
    ['miru', 'KR', 'reseller', 'globalAdmin'],
    ['nordhavn', 'DK', 'provider', 'salesAgent'],
  ];
  await database.transaction(async (tx) => {
    for (const [name, country, kind, role] of rows) {
      tx.write(
        sql`insert into organizations (id, version, status, name, country)
          values (${orgs[name]}, 1, 'active', ${name}, ${country})`,
      );
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
        values (${`enr_${name}`}, 1, 'active', ${kind}, ${orgs[name]}, '2019-09')`);
      tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles)
        values (${`mem_${name}`}, 1, 'active', ${orgs[name]}, ${name}, ${[role]})`);
    }
  });
}

forEachEngine((engine) => {
  let database: Database;
  let clock: Date;
  let call: (
    ...request: [by: Name | undefined, method: 'GET' | 'POST', url: string, more?: { body?: object; headers?: object }]
  ) => Promise<{ status: number; body: any; headers: any }>;
  beforeAll(async () => {
    database = await engine.fresh();
    await seed(database);
    clock = new Date('2026-03-01T09:00:00Z');
    const world = makeWorld({
      cloud: worldwide,
      database,
      clock: { business: () => clock, wall: () => new Date() },
      origin: 'http://localhost:4800',
      secret: 'test',
      limits,
      operator: () => undefined,
    });
    const app = serve({
      worlds: [world],
      routes,
      authenticate: async (_world, { headers }): Promise<Caller> => {
        const by = headers['x-by'] as Name | undefined;
        return by
          ? { kind: 'person', id: by, organization: orgs[by], secondFactor: true }
          : { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };
      },
    });
    call = async (...[by, method, url, { body, headers } = {}]) => {
      const answer = await app.inject({
        method,
        url,
        ...(body && { payload: body }),
        headers: { host: 'localhost:4800', ...(by && { 'x-by': by }), ...headers },
      });
      return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, headers: answer.headers };
    };
  });

  const everything = async () => {
    const tables = [
      'partnerships',
      'partnerships_versions',
      'partnership_invitations',
      'events',
      'chain_heads',
      'idempotency_keys',
    ];
    return database.read((tx) =>
      Promise.all(
        tables.map(
          async (table) => (await tx.query<{ n: number }>(sql`select count(*) as n from ${raw(table)}`))[0]!.n,
        ),
      ),
    );
  };
  const invite = (by: Name = 'saebyeok', headers = {}, body = {}) =>
    call(by, 'POST', '/api/v1/partnership-invitations', { body, headers });
  const tokenOf = (link: string) => link.split('/').at(-1)!;

  describe('A command', () => {
    it('is answered with the new thing, its link and what may be done with it', async () => {
      const made = await invite();
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({ status: 'open', version: 1, provider: { name: 'saebyeok' }, uses: 0 });
      expect(made.body.link).toMatch(/^http:\/\/localhost:4800\/partnership-links\/.{43}$/);
      expect(made.body.commands.revoke).toEqual({ allowed: true, why: 'salesAgent@provider' });
    });
    it('needs somebody who may, and says who that is', async () => {
      expect((await call(undefined, 'POST', '/api/v1/partnership-invitations', { body: {} })).status).toBe(401);
      const refused = await invite('miru');
      expect([refused.status, refused.body.code]).toEqual([422, 'not_a_provider']);
    });
    it('does not exist for whom may not see it', async () => {
      const made = await invite();
      expect((await call('miru', 'GET', `/api/v1/partnership-invitations/${made.body.id}`)).status).toBe(404);
    });
    it('is refused when it does not fit the contract, and says which field', async () => {
      const refused = await invite('saebyeok', {}, { reusable: 'perhaps' });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/reusable']);
    });
    it('previews without a trace and without a secret, and is as the preview said', async () => {
      const made = await invite('saebyeok', {}, { reusable: true });
      const before = await everything();
      const url = `/api/v1/partnership-links/${tokenOf(made.body.link)}/approve`;
      const body = { confirmsPartnership: true };
      const preview = await call('miru', 'POST', `${url}?preview=true`, { body });
      expect(preview.body.would.events.map(({ type }: { type: string }) => type)).toEqual([
        'partnershipInvitation.used',
        'partnership.established',
      ]);
      expect(preview.body.would.unchanged).toHaveLength(2);
      expect(await everything()).toEqual(before);
      const other = await call('miru', 'POST', url, {
        body: { confirmsPartnership: false },
        headers: { 'preview-token': preview.body.token },
      });
      expect(other.body.code).toBe('preview_token_invalid');
      const done = await call('miru', 'POST', url, { body, headers: { 'preview-token': preview.body.token } });
      expect([done.status, done.body.status, done.body.reseller.name]).toEqual([200, 'active', 'miru']);
    });
    it('is kept in the form in which versions before kept it, so that an upgrade forgets no answer', async () => {
      const key = randomUUID();
      const made = await invite('saebyeok', { 'idempotency-key': key });
      const [row] = await database.read((tx) =>
        tx.query<{ answer: string }>(sql`select answer from idempotency_keys where key = ${hashed(key)}`),
      );
      const kept = JSON.parse(unsealWith(key, row!.answer)) as Record<string, unknown>;
      expect(Object.keys(kept)).toEqual(['answer', 'sides']);
      expect(kept.answer).toMatchObject({ ok: true, states: [{ id: made.body.id }] });
    });
    it('happens once for one key, and not at all for another request under it', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const [one, two] = await Promise.all([invite('saebyeok', headers), invite('saebyeok', headers)]);
      expect(one.body).toEqual(two.body);
      expect((await invite('saebyeok', headers, { reusable: true })).body.code).toBe('idempotency_key_reused');
    });
    it('is refused for a version that is no longer the last', async () => {
      const { body } = await invite();
      const revoke = (version: number) =>
        call('saebyeok', 'POST', `/api/v1/partnership-invitations/${body.id}/revoke`, {
          body: {},
          headers: { 'if-match': `"${version}"` },
        });
      expect([(await revoke(7)).status, (await revoke(1)).body.status, (await revoke(2)).body.code]).toEqual([
        412,
        'revoked',
        'wrong_status',
      ]);
    });
  });

  describe('What was true then', () => {
    it('is answered by asOf, without commands', async () => {
      const { body } = await invite();
      const then = new Date(clock.getTime() + 1);
      clock = new Date(clock.getTime() + 1000);
      await call('saebyeok', 'POST', `/api/v1/partnership-invitations/${body.id}/revoke`, { body: {} });
      const url = `/api/v1/partnership-invitations/${body.id}`;
      const past = await call('saebyeok', 'GET', `${url}?asOf=${then.toISOString()}`);
      expect([past.body.status, past.body.commands, (await call('saebyeok', 'GET', url)).body.status]).toEqual([
        'open',
        undefined,
        'revoked',
      ]);
      const list = await call(
        'saebyeok',
        'GET',
        `/api/v1/partnership-invitations?asOf=${then.toISOString()}&status=open&limit=500`,
      );
      expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(body.id);
    });
  });

  describe('A list', () => {
    it('comes in pages that miss nothing and repeat nothing', async () => {
      for (let i = 0; i < 7; i += 1) await invite('nordhavn');
      const ids: string[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const { body } = await call(
          'nordhavn',
          'GET',
          `/api/v1/partnership-invitations?limit=3${after && `&after=${after}`}&count=exact`,
        );
        expect(body.total).toBe(7);
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        after = body.next;
      }
      expect(new Set(ids).size).toBe(7);
    });
  });
});
