// What the wire and the doors themselves refuse, through HTTP, whatever the room.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopIn } from '../../../tests/buying.ts';
import { organizationOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import { routes } from '../../rooms.ts';
import { makeLog } from '../settings/log.ts';
import type { Caller, World } from '../world/world.ts';
import type { Route } from './operations.ts';
import { serve } from './server.ts';

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
    type More = Served & { headers?: Record<string, string> };
    const posted = (url: string, body: object, { headers = {}, ...served }: More = {}) =>
      asked(url, { method: 'POST', payload: JSON.stringify(body), headers }, served);

    describe('The wire', () => {
      it('refuses a body that is too large, of a type it does not take, or no JSON at all', async () => {
        const large = await posted('/api/v1/invitations', { note: 'x'.repeat(3_000) });
        expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
        const xml = { method: 'POST', payload: '<a/>', headers: { 'content-type': 'application/xml' } } as const;
        const foreign = await asked('/api/v1/invitations', xml);
        expect([foreign.status, foreign.body.code]).toEqual([415, 'unsupported_media_type']);
        expect(foreign.body.mend).toContain('application/json');
        const file = await posted('/api/v1/price-imports/imp_1/upload', {});
        expect([file.status, file.body.code]).toEqual([415, 'unsupported_media_type']);
        expect(file.body.mend).toBe(
          'Send a body of this content type: text/csv, application/zip, application/octet-stream.',
        );
        const broken = await asked('/api/v1/invitations', { method: 'POST', payload: '{' });
        expect([broken.status, broken.body.code]).toEqual([400, 'invalid_request']);
      });
      it('knows no other path and no other host', async () => {
        expect((await asked('/api/v1/nothing')).body).toMatchObject({ status: 404, code: 'no_such_path' });
        const elsewhere = await asked('/api/v1/me', { headers: { host: 'evil.example' } });
        expect(elsewhere.body).toMatchObject({ status: 404, code: 'no_such_path' });
      });
      it('takes only a UUID for an idempotency key', async () => {
        const { status, body } = await posted('/api/v1/invitations', {}, { headers: { 'idempotency-key': 'again' } });
        expect([status, body.code]).toEqual([400, 'idempotency_key_invalid']);
      });
      it('sorts only by what a list sorts by, and takes no cursor that is not its own', async () => {
        for (const sort of ['__proto__', 'constructor', 'password']) {
          expect((await asked(`/api/v1/members?sort=${sort}`)).body.code).toBe('invalid_sort');
        }
        const { body } = await asked('/api/v1/members?sort=password');
        expect(body.mend).toMatch(/^Sort by one of: \w+(, \w+)*\.$/);
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
        const foretold = await posted(`${path}?preview=true`, JSON.parse(body), named);
        expect(foretold.status, JSON.stringify(foretold.body)).toBe(200);
        await posted(path, rename('Daram Insurance'), named);
        const late = await posted(path, JSON.parse(body), {
          ...named,
          headers: { 'preview-token': foretold.body.token },
        });
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
        const held = await posted(path, rename('X'), { caller: yuna });
        release();
        await holding;
        expect([held.status, held.body.code]).toEqual([503, 'busy']);
      });
      it('refuses a command from which too much would follow at once', async () => {
        const world = { ...shop.world, limits: { ...shop.world.limits, reactionsMax: 0 } };
        const path = `/api/v1/organizations/${organizationOf('miru')}/rename`;
        const { status, body } = await posted(path, { name: 'Miru Systems' }, { world });
        expect([status, body.code]).toEqual([422, 'too_many_consequences']);
      });
    });
  },
  ['postgresql'],
);
