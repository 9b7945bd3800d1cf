// SEC-014: what lets somebody in stands neither in the log nor in the database, by whatever way it came.
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import sql, { raw } from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/platform/database/database.ts';
import { makeLog } from '../../server/platform/settings/log.ts';
import type { Mail } from '../../server/platform/world/world.ts';
import { delivered } from '../calls.ts';
import { forEachEngine } from '../engines.ts';
import {
  type Browser,
  browser,
  codeAt,
  enrol,
  enter,
  type Place,
  password,
  placeOn,
  serveIdentity,
} from '../identity.ts';

/** Every row of every table as text. */
const everything = (database: Database): Promise<string> =>
  database.read(async (tx) => {
    const tables = await tx.query<{ name: string }>(
      sql`select tablename as name from pg_tables where schemaname = current_schema()`,
    );
    const textOf = (name: string) =>
      tx.query<{ all: string }>(sql`select string_agg(t::text, ' ') as all from ${raw(name)} t`);
    const texts = await Promise.all(tables.map(({ name }) => textOf(name)));
    return texts.map(([row]) => row?.all ?? '').join('\n');
  });

forEachEngine(
  (engine) => {
    let place: Place;
    let app: FastifyInstance;
    const lines: string[] = [];
    const secrets = new Map<string, string>();
    const keep = (what: string, secret: string) => {
      expect(secret, what).toMatch(/.{6}/);
      secrets.set(what, secret);
    };
    const mailed = async (key: string): Promise<string> => {
      const rows = await place.world.database.read((tx) =>
        tx.query<{ payload: Mail }>(sql`select payload from jobs where kind = 'mail' and payload->>'key' = ${key}`),
      );
      return String(delivered(place.world, rows.at(-1)!.payload).values.link)
        .split(/[#/]/)
        .at(-1)!;
    };
    const somebody = () => browser(app, { from: `10.7.0.${secrets.size}` });

    beforeAll(async () => {
      place = placeOn(await engine.fresh());
      const log = makeLog('trace', { write: (line) => lines.push(line) });
      app = serveIdentity([place.world], { log });
      await app.ready();
    });
    afterAll(() => app.close());

    async function asAPerson(): Promise<{ one: Browser; totp: string; name: string }> {
      const { name } = await place.someone();
      const one = somebody();
      keep('a wrong password', 'a wrong password that was nearly right');
      await enter(one, name, secrets.get('a wrong password'));
      keep('a password', password);
      await enter(one, name);
      const { secret: totp, confirmed } = await enrol(one, place.clock);
      keep('a secret of an authenticator', totp);
      keep('a recovery code', confirmed.body.recoveryCodes[0]);
      await one.post('/api/v1/sign-in/recovery-code', { code: confirmed.body.recoveryCodes[1] });
      keep('a used recovery code', confirmed.body.recoveryCodes[1]);
      for (const [cookie, value] of one.cookies) keep(`the cookie ${cookie}`, value);
      keep('a CSRF token', one.csrf);
      return { one, totp, name };
    }
    async function byMail(name: string): Promise<void> {
      await somebody().post('/api/v1/password/forgot', { name });
      const token = await mailed('mail.passwordReset');
      keep('a link for a new password', token);
      await somebody().post('/api/v1/password/reset', { token: `${token}x`, password: 'seven lamps over water' });
      const form = { organizationName: 'Lumenfold', country: 'KR', domain: 'lumenfold.example', language: 'en' };
      const person = { mail: 'ada@lumenfold.example', displayName: 'Ada' };
      const begun = await somebody().post('/api/v1/sign-ups', { ...form, ...person });
      expect(begun.status, JSON.stringify(begun.body)).toBe(202);
      const link = await mailed('mail.signup');
      keep('a link of a sign-up', link);
      expect((await somebody().get(`/api/v1/sign-up-links/${link}`)).status).toBe(200);
      await somebody().post(`/api/v1/sign-up-links/${link}/verify-mail`);
    }
    async function asAProgram(one: Browser): Promise<void> {
      const once = { 'idempotency-key': '0190a0a0-0000-7000-8000-000000000001' };
      const made = await one.post('/api/v1/api-clients', { name: 'Night run', roles: ['user'] }, once);
      keep('a secret of an API client', made.body.revealed.secret);
      const added = { name: 'sujin@miru.example', displayName: 'Sujin', roles: ['user'] };
      const member = await one.post('/api/v1/members', added);
      keep('a temporary password', member.body.revealed.temporaryPassword);
      const basic = Buffer.from(`${made.body.id}:${made.body.revealed.secret}`).toString('base64');
      keep('a basic authorization', basic);
      const answer = await app.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: {
          host: 'localhost:4800',
          authorization: `Basic ${basic}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: 'grant_type=client_credentials&scope=api',
      });
      const token = answer.json().access_token as string;
      keep('an access token', token);
      const bearer = { authorization: `Bearer ${token}` };
      expect((await somebody().get('/api/v1/me', bearer)).body.me.kind).toBe('program');
    }

    it('neither in the log nor in the database stands what lets somebody in (SEC-014)', async () => {
      const { one, totp, name } = await asAPerson();
      await asAProgram(one);
      place.clock.add(60);
      const code = codeAt(totp, place.clock.now);
      await one.post('/api/v1/sign-in/second-factor', { code });
      await byMail(name);
      const [log, database] = [lines.join(''), await everything(place.world.database)];
      expect(lines.length).toBeGreaterThan(20);
      expect(log).toContain('/api/v1/sign-up-links/:token');
      const found = [...secrets].flatMap(([what, secret]) => [
        ...(log.includes(secret) ? [`${what} is in the log`] : []),
        ...(database.includes(secret) ? [`${what} is in the database`] : []),
      ]);
      expect(found).toEqual([]);
    });
    it('an error tells what it is and not the row it stumbled over', () => {
      const told: string[] = [];
      const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(secret row)' });
      makeLog('info', { write: (line) => told.push(line) }).error({ err: error }, 'a request failed');
      expect(told.join('')).toContain('23505');
      expect(told.join('')).not.toContain('secret row');
      expect(pino.levels.values.error).toBe(JSON.parse(told[0]!).level);
    });
  },
  ['embedded'],
);
