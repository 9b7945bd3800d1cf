// Webhooks through HTTP, on both engines: made, tested, delivered, tried again, suspended, and nobody else's.
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sql from 'sql-template-tag';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, organizations, until } from '../../../tests/outbox-world.ts';
import { verifyHead } from '../../platform/record/receipts.ts';
import { publicKeys } from '../../platform/record/signing-keys.ts';
import type { Worker } from '../../platform/work/worker.ts';
import { delivering, spread } from './deliver.ts';
import { failuresMax } from './state.ts';

type Got = { path: string; headers: IncomingHttpHeaders; body: any; text: string };
let server: Server;
let origin: string;
let answer = 204;
const got: Got[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (bytes) => {
      text += bytes;
    });
    request.on('end', () => {
      got.push({ path: request.url!, headers: request.headers, text, body: JSON.parse(text) });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

forEachEngine((engine) => {
  let outbox: Outbox;
  const workers: Worker[] = [];
  beforeEach(async () => {
    got.length = 0;
    answer = 204;
    outbox = await makeOutbox(await engine.fresh());
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  });
  const start = (environment = {}) => {
    workers.push(outbox.work({ kinds: [delivering], pumps: [spread], environment }));
  };
  const make = async (types: string[] = ['*'], by = 'miru', path = '/hook') => (await post(by, { types, path })).body;
  const post = (by: string, { types, path }: { types: string[]; path: string }) =>
    outbox.call(by, 'POST /api/v1/webhooks', { body: { url: origin + path, types } });
  const act = (id: string, command: string, by = 'miru') => outbox.call(by, `POST /api/v1/webhooks/${id}/${command}`);
  const received = (count: number) =>
    until(
      async () => got,
      (all) => all.length >= count,
    );
  const deliveries = async (id: string) =>
    (await outbox.call('miru', `GET /api/v1/webhooks/${id}/deliveries`)).body.items as Record<string, unknown>[];
  const partner = async () => {
    const { link } = (await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations')).body;
    await outbox.call('miru', `POST /api/v1/partnership-links/${link.split('/').at(-1)}/approve`, {
      body: { confirmsPartnership: true },
    });
  };

  describe('A webhook', () => {
    it('shows its secret when it is made, and never again', async () => {
      const headers = { 'idempotency-key': randomUUID() };
      const body = { url: `${origin}/hook`, types: ['*'] };
      const made = await outbox.call('miru', 'POST /api/v1/webhooks', { body, headers });
      expect(made.status).toBe(201);
      expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      const again = await outbox.call('miru', 'POST /api/v1/webhooks', { body, headers });
      expect(again.body).toEqual(made.body);
      const changed = await act(made.body.id, 'change-secret');
      expect(changed.body.secret).not.toBe(made.body.secret);
      const seen = await outbox.call('miru', `GET /api/v1/webhooks/${made.body.id}`);
      const events = await outbox.call('miru', 'GET /api/v1/events');
      const rows = await outbox.world.database.read((tx) =>
        Promise.all([tx.query(sql`select * from webhooks_versions`), tx.query(sql`select * from idempotency_keys`)]),
      );
      const all = JSON.stringify([seen.body, events.body, rows]);
      expect(all).not.toContain('whsec_');
      expect(all).not.toContain(made.body.secret.slice(6, 40));
    });
    it('previews without a secret', async () => {
      const body = { url: `${origin}/hook`, types: ['*'] };
      const preview = await outbox.call('miru', 'POST /api/v1/webhooks?preview=true', { body });
      expect(JSON.stringify(preview.body)).not.toContain('whsec_');
      expect(preview.body.would.events[0].type).toBe('webhook.created');
    });
    it('is refused for an address that is not public, in words', async () => {
      const refused = await outbox.call('miru', 'POST /api/v1/webhooks', {
        body: { url: 'https://10.0.0.1/x', types: ['*'] },
        headers: { 'accept-language': 'zh-CN' },
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'webhook_address_not_public']);
      expect(refused.body.detail).toMatch(/公共地址/);
    });
    it('is made and seen by global admins and admin agents only, each of its own organization', async () => {
      const { id } = await make();
      expect((await post('saebyeok', { types: ['*'], path: '/' })).status).toBe(403);
      expect((await outbox.call('haneul', `GET /api/v1/webhooks/${id}`)).status).toBe(404);
      expect((await outbox.call('haneul', `GET /api/v1/webhooks/${id}/deliveries`)).status).toBe(404);
      expect((await act(id, 'remove', 'haneul')).status).toBe(404);
      expect((await outbox.call('reader', `GET /api/v1/webhooks/${id}`)).status).toBe(403);
      expect((await outbox.call('haneul', 'GET /api/v1/webhooks')).body.items).toEqual([]);
    });
    it('is limited in number', async () => {
      for (let i = 0; i < 20; i += 1) expect((await post('miru', { types: ['*'], path: '/' })).status).toBe(201);
      expect((await post('miru', { types: ['*'], path: '/' })).body.code).toBe('webhook_limit_reached');
    });
  });

  describe('An event', () => {
    it('is delivered to those who want it, signed, with the head of their log', async () => {
      const { secret } = await make(['partnership.*']);
      await make(['relationship.removed'], 'miru', '/other');
      start();
      await partner();
      const [{ headers, body, text, path }] = (await received(1)) as [Got];
      expect([path, body.type, body.data.subject.slice(0, 4)]).toEqual(['/hook', 'partnership.established', 'par_']);
      expect(body.data.after.approvedBy).toBe('miru');
      const signedText = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
      const key = Buffer.from(secret.slice(6), 'base64');
      const expected = createHmac('sha256', key).update(signedText).digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${expected}`);
      const verdict = await verifyHead(body.head, await publicKeys(outbox.world));
      expect(verdict).toMatchObject({ ok: true, claims: { thread: organizations.miru } });
      expect(got).toHaveLength(1);
    });
    it('is heard by whoever runs the cloud, whomever it concerns, once and from then on', async () => {
      await partner();
      await make(['partnership.*', 'webhook.created'], 'meridian', '/vendor');
      start();
      start();
      await make(['*'], 'haneul', '/haneul');
      const heard = () => got.filter(({ path }) => path === '/vendor').map(({ body }) => body);
      await until(
        async () => heard(),
        (all) => all.length > 0,
      );
      expect(heard().map(({ type, data }) => [type, data.parties.organization?.id])).toEqual([
        ['webhook.created', organizations.haneul],
      ]);
    });
    it('is delivered once where several processes look', async () => {
      await make(['partnership.*']);
      for (let i = 0; i < 3; i += 1) start();
      await partner();
      const [webhook] = (await outbox.call('miru', 'GET /api/v1/webhooks')).body.items;
      await until(
        () => deliveries(webhook.id),
        ([one]) => one?.status === 'delivered',
      );
      expect(got).toHaveLength(1);
    });
    it('from before the webhook is not sent', async () => {
      await partner();
      const { id } = await make(['*']);
      start();
      await act(id, 'ping');
      await received(1);
      expect(got.map(({ body }) => body.type)).toEqual(['webhook.pinged']);
    });
    it('is tried again under the same id, and what was tried is listed', async () => {
      answer = 500;
      const { id } = await make(['webhook.created']);
      start();
      await act(id, 'ping');
      await received(1);
      answer = 200;
      await received(2);
      expect(got[0]!.headers['webhook-id']).toBe(got[1]!.headers['webhook-id']);
      const [one] = await until(
        () => deliveries(id),
        ([first]) => first?.status === 'delivered',
      );
      expect(one).toMatchObject({ type: 'webhook.pinged', attempts: 2, answerStatus: 200, error: null });
    });
    it('that cannot be delivered fails, and troubles no operator', async () => {
      answer = 503;
      const { id } = await make();
      start({ KONTOR_JOB_TRIES_MAX: '1' });
      await act(id, 'ping');
      const [one] = await until(
        () => deliveries(id),
        ([first]) => first?.status === 'failed',
      );
      expect(one).toMatchObject({ answerStatus: 503, error: 'answered 503' });
      expect((await outbox.call('meridian', 'GET /api/v1/dead-letters')).body.items).toEqual([]);
    });
    it('and that failed is sent again by its organization, under the same number', async () => {
      answer = 503;
      const { id } = await make();
      start({ KONTOR_JOB_TRIES_MAX: '1' });
      expect((await act(id, 'redeliver')).body.code).toBe('nothing_to_redeliver');
      await act(id, 'ping');
      const [failed] = await until(
        () => deliveries(id),
        ([first]) => first?.status === 'failed',
      );
      answer = 200;
      expect((await act(id, 'redeliver', 'haneul')).status).toBe(404);
      expect((await act(id, 'redeliver?preview=true')).body.would.events).toMatchObject([{}]);
      expect((await deliveries(id)).find((one) => one.id === failed!.id)?.status).toBe('failed');
      const body = { deliveries: [failed!.id] };
      expect((await outbox.call('miru', `POST /api/v1/webhooks/${id}/redeliver`, { body })).status).toBe(200);
      const again = await until(
        async () => (await deliveries(id)).find((one) => one.id === failed!.id),
        (one) => one?.status === 'delivered',
      );
      expect(again).toMatchObject({ attempts: 1, answerStatus: 200, error: null });
      const numbers = got.filter(({ headers }) => headers['webhook-id'] === failed!.id);
      expect(numbers).toHaveLength(2);
      expect((await act(id, 'redeliver')).body.code).toBe('nothing_to_redeliver');
    });
  });

  describe('A test event', () => {
    it('goes to its webhook only, whatever that one listens to', async () => {
      const { id } = await make(['partnership.established'], 'miru', '/one');
      await make(['*'], 'miru', '/two');
      start();
      await act(id, 'ping');
      await until(
        () => deliveries(id),
        ([first]) => first?.status === 'delivered',
      );
      expect(got.filter(({ body }) => body.type === 'webhook.pinged').map(({ path }) => path)).toEqual(['/one']);
    });
  });

  describe('A webhook that sends nothing', () => {
    it('was paused, and goes on from where it is resumed', async () => {
      const { id } = await make(['partnership.*', 'webhook.resumed']);
      start();
      await act(id, 'pause');
      await partner();
      await act(id, 'resume');
      await act(id, 'ping');
      await until(
        async () => got,
        (all) => all.some(({ body }) => body.type === 'webhook.pinged'),
      );
      expect(got.map(({ body }) => body.type)).toEqual(['webhook.pinged']);
    });
    it('is suspended after too many failures in a row, and says so in the log', async () => {
      answer = 500;
      const { id } = await make(['*']);
      start({ KONTOR_JOB_TRIES_MAX: '1', KONTOR_JOBS_AT_ONCE: '8' });
      for (let i = 0; i < failuresMax; i += 1) await act(id, 'ping');
      const see = async () => (await outbox.call('miru', `GET /api/v1/webhooks/${id}`)).body.status;
      await until(see, (status) => status === 'suspended');
      const { items } = (await outbox.call('miru', 'GET /api/v1/activity?limit=1')).body;
      expect([items[0].type, items[0].by.kind]).toEqual(['webhook.suspended', 'system']);
    });
    it('is suspended at once when its address says that it is gone', async () => {
      answer = 410;
      const { id } = await make();
      start();
      await act(id, 'ping');
      const see = async () => (await outbox.call('miru', `GET /api/v1/webhooks/${id}`)).body.status;
      await until(see, (status) => status === 'suspended');
    });
  });
});
