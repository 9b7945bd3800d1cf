// CLD-001: what one cloud gives out is worth nothing in another, for every operation.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../contract/operation.ts';
import { germany } from '../../server/clouds/germany.ts';
import { worldwide } from '../../server/clouds/worldwide.ts';
import type { World } from '../../server/platform/world/world.ts';
import { forEachEngine } from '../engines.ts';
import { addPerson, type Browser, browser, enrol, enter, serveIdentity, turnable, worldFor } from '../identity.ts';
import {
  type Answer,
  type As,
  addressOf,
  type Matrix,
  nameOf,
  openMatrix,
  operations,
  organizationAt,
} from '../matrix.ts';

const hosts = { worldwide: 'localhost:4800', germany: 'germany.localhost:4800' };
const name = 'jiwoo@miru.example';
const keyed = operations.filter(({ path }) => /\{(id|token|event)\}/.test(path));
const aboutOneself = (operation: Operation) => /^(persona|interaction|session)\./.test(operation.name);

forEachEngine(
  (engine) => {
    describe('Who is known in one cloud', () => {
      let worlds: World[];
      let app: FastifyInstance;
      let here: Browser;
      let token: string;
      beforeAll(async () => {
        const clock = turnable();
        worlds = [
          worldFor({ database: await engine.fresh(), clock, origin: `http://${hosts.worldwide}` }),
          worldFor({ database: await engine.fresh(), clock, origin: `http://${hosts.germany}`, cloud: germany }),
        ];
        app = serveIdentity(worlds);
        await app.ready();
        for (const world of worlds) await addPerson(world, { name });
        here = browser(app);
        await enter(here, name);
        await enrol(here, clock);
        const { body } = await here.post('/api/v1/api-clients', { name: 'Night run', roles: ['globalAdmin'] });
        const basic = Buffer.from(`${body.id}:${body.revealed.secret}`).toString('base64');
        const headers = { host: hosts.worldwide, 'content-type': 'application/x-www-form-urlencoded' };
        const payload = 'grant_type=client_credentials&scope=api';
        const authorization = `Basic ${basic}`;
        const sent = { method: 'POST', url: '/oauth/token', payload } as const;
        token = (await app.inject({ ...sent, headers: { ...headers, authorization } })).json().access_token;
        const elsewhere = await app.inject({ ...sent, headers: { ...headers, authorization, host: hosts.germany } });
        expect(elsewhere.statusCode).toBe(401);
      });
      afterAll(() => app.close());
      const statuses = async (headers: Record<string, string>, asked: readonly Operation[]) => {
        const found: string[] = [];
        for (const operation of asked) {
          const { method, path } = operation;
          const url = path.replaceAll(/\{\w+\}/g, 'unknown');
          const { statusCode, body } = await app.inject({
            ...{ method, url, headers: { host: hosts.germany, ...headers } },
            ...(method === 'POST' && !operation.takes && { payload: {} }),
          });
          const code = statusCode >= 400 ? JSON.parse(body).code : 'fine';
          found.push(`${statusCode} ${code}`);
        }
        return [...new Set(found)];
      };
      it('is a stranger in the other by its session, for every operation (CLD-002)', async () => {
        const cookie = [...here.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
        const renamed = cookie.replaceAll('worldwide', 'germany');
        const closed = operations.filter(({ who }) => who !== 'anyone');
        for (const shown of [cookie, renamed]) {
          const found = await statuses({ cookie: shown, 'csrf-token': here.csrf }, closed);
          expect(found).toEqual(['401 unauthenticated']);
        }
        expect(
          (await app.inject({ url: '/api/v1/me', headers: { host: hosts.germany, cookie: renamed } })).json().me,
        ).toBe(null);
      });
      it('is refused in the other by its token, for every operation', async () =>
        expect(await statuses({ authorization: `Bearer ${token}` }, operations)).toEqual(['401 token_invalid']));
      it('is let in by the same token at home', async () => {
        const headers = { host: hosts.worldwide, authorization: `Bearer ${token}` };
        expect((await app.inject({ url: '/api/v1/me', headers })).json().me.kind).toBe('program');
      });
    });

    describe('What there is in one cloud', () => {
      let full: Matrix;
      let empty: Matrix;
      beforeAll(async () => {
        full = await openMatrix(await engine.fresh(), worldwide);
        empty = await openMatrix(await engine.fresh(), germany, { isFilled: false });
      });
      const boss: As = { role: 'operatorAdmin', organization: organizationAt('operator') };
      const register = operations.find((one) => one.name === 'organization.register')!;
      const list = operations.find((one) => one.name === 'organization.list')!;
      const asked = (matrix: Matrix, headers: Record<string, string>, preview = false): Promise<Answer> =>
        matrix.ask(register, boss, { headers, preview });

      it('is not found in the other by its id or link, for every operation (CLD-001)', async () => {
        const found: string[] = [];
        for (const operation of keyed.filter((one) => !aboutOneself(one))) {
          const as: As = { ...boss, kind: operation.who === 'program' ? 'program' : 'person' };
          // The organizations themselves are in both clouds by construction.
          if (addressOf(operation).includes(organizationAt('organization'))) continue;
          const looked = await empty.ask(operation, as);
          // What has no preview is asked for in earnest.
          const isEarnest = looked.code === 'not_previewable';
          const { status, code, text } = isEarnest ? await empty.ask(operation, as, { preview: false }) : looked;
          const isGone = status === 404 || status === 403 || code === 'not_found' || code === 'password_too_short';
          if (!isGone || text.includes('worldwide knows')) found.push(`${operation.name} ${status} ${code}`);
        }
        expect(keyed.length).toBeGreaterThan(80);
        expect(found).toEqual([]);
      });
      it('is not repeated in the other by its idempotency key', async () => {
        const headers = { 'idempotency-key': '0190a0a0-0000-7000-8000-0000000000aa' };
        const [first, again, elsewhere] = [
          await asked(full, headers),
          await asked(full, headers),
          await asked(empty, headers),
        ];
        expect([first.status, again.body.id, elsewhere.status]).toEqual([201, first.body.id, elsewhere.status]);
        expect(again.headers['idempotency-replayed']).toBe('true');
        expect(elsewhere.headers['idempotency-replayed']).toBeUndefined();
        expect(elsewhere.body.id).not.toBe(first.body.id);
      });
      it('is not carried out in the other by its preview', async () => {
        const { body } = await asked(full, {}, true);
        const elsewhere = await asked(empty, { 'preview-token': body.token });
        expect([elsewhere.status, elsewhere.code]).toEqual([400, 'preview_token_invalid']);
      });
      it('is not listed in the other from its cursor', async () => {
        const { body } = await full.ask(list, boss, { query: { limit: '1' } });
        expect(body.items).toHaveLength(1);
        const elsewhere = await empty.ask(list, boss, { query: { after: body.next } });
        expect(elsewhere.text).not.toContain('worldwide knows');
        expect(nameOf('x', 'germany')).toContain('germany knows');
      });
    });
  },
  ['postgresql'],
);
