// What happened, through HTTP, on both engines: the feed by cursor, the activity log, heads and receipts.
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import { erasePerson } from '../../platform/record/erasing.ts';
import { verifyHead, verifyReceipt } from '../../platform/record/receipts.ts';

type Event = { id: string; type: string; chains: { thread: string; index: number }[] } & Record<string, any>;

forEachEngine((engine) => {
  let outbox: Outbox;
  let partnership: { id: string };
  const call: Outbox['call'] = (...asked) => outbox.call(...asked);
  const invite = async (reusable = false) =>
    (await call('saebyeok', 'POST /api/v1/partnership-invitations', { body: { reusable } })).body;
  const approve = async (by: string, link: string, language = 'ko') =>
    call(by, `POST /api/v1/partnership-links/${link.split('/').at(-1)}/approve`, {
      body: { confirmsPartnership: true },
      headers: { 'accept-language': language },
    });
  const follow = async (by: string, more = '') => {
    const all: Event[] = [];
    for (let after = ''; ; ) {
      const { body } = await call(by, `GET /api/v1/events?limit=2${after && `&after=${after}`}${more}`);
      all.push(...body.items);
      after = body.next;
      if (!body.more) return { all, after };
    }
  };
  const typesOf = (events: Event[]) => events.map(({ type }) => type);
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
    const { link } = await invite(true);
    partnership = (await approve('miru', link)).body;
    outbox.turn(new Date('2026-04-20T09:00:00Z'));
    await approve('haneul', link, 'en');
  });

  describe('The feed', () => {
    it('gives each organization what concerns it, oldest first', async () => {
      expect(typesOf((await follow('saebyeok')).all)).toEqual([
        'partnershipInvitation.created',
        'partnershipInvitation.used',
        'partnership.established',
        'partnershipInvitation.used',
        'partnership.established',
      ]);
      expect(typesOf((await follow('miru')).all)).toEqual(['partnership.established']);
    });
    it('goes on from its cursor when there is more, and says when there is not', async () => {
      const { after } = await follow('saebyeok');
      const empty = await call('saebyeok', `GET /api/v1/events?after=${after}`);
      expect(empty.body).toEqual({ items: [], next: after, more: false });
      await invite();
      const { body } = await call('saebyeok', `GET /api/v1/events?after=${after}`);
      expect(typesOf(body.items)).toEqual(['partnershipInvitation.created']);
    });
    it('filters by type, by thing and by the other organization', async () => {
      expect(typesOf((await follow('saebyeok', '&type=partnership.established')).all)).toHaveLength(2);
      expect(typesOf((await follow('saebyeok', `&subject=${partnership.id}`)).all)).toEqual([
        'partnership.established',
      ]);
      expect(typesOf((await follow('saebyeok', `&pair=${organizations.miru}`)).all)).toEqual([
        'partnership.established',
      ]);
      expect((await follow('haneul', `&pair=${organizations.miru}`)).all).toEqual([]);
    });
    it('tells the whole envelope, and only chains of the reader', async () => {
      const [event] = (await follow('miru')).all;
      expect(event).toMatchObject({
        by: { kind: 'person', organization: { id: organizations.miru, name: 'miru' } },
        ...{ actor: 'miru', onBehalfOf: null, thing: 'partnership', subject: partnership.id, version: 1 },
        parties: { provider: { id: organizations.saebyeok }, reseller: { id: organizations.miru } },
        ...{ before: null, after: { status: 'active', approvedBy: 'miru' } },
      });
      const own = [organizations.miru, [organizations.miru, organizations.saebyeok].sort().join('|')].sort();
      expect(event!.chains.map(({ thread }) => thread)).toEqual(own);
      expect(event!.chains.map(({ index }) => index)).toEqual([1, 1]);
    });
    it('refuses a cursor of another thread, and one that somebody made up', async () => {
      const { after } = await follow('saebyeok');
      for (const cursor of [after, 'x', Buffer.from('["a",1]').toString('base64url')]) {
        expect((await call('miru', `GET /api/v1/events?after=${cursor}`)).body.code).toBe('invalid_cursor');
      }
    });
    it('is read by the roles of the activity log only (matrix row 47)', async () => {
      for (const path of ['events', 'activity', 'heads', 'receipts']) {
        expect((await call('reader', `GET /api/v1/${path}`)).status).toBe(403);
        expect((await call(undefined, `GET /api/v1/${path}`)).status).toBe(401);
      }
    });
  });

  describe('The activity log', () => {
    it('shows the last month, newest first (AUD-001)', async () => {
      const { body } = await call('saebyeok', 'GET /api/v1/activity?limit=2');
      expect(typesOf(body.items)).toEqual(['partnershipInvitation.created', 'partnership.established']);
      const rest = await call('saebyeok', `GET /api/v1/activity?limit=2&after=${body.next}`);
      expect([typesOf(rest.body.items), rest.body.next]).toEqual([['partnershipInvitation.used'], null]);
    });
    it('shows another period when asked', async () => {
      const period = 'from=2026-02-01T00:00:00Z&until=2026-03-31T00:00:00Z';
      const { body } = await call('saebyeok', `GET /api/v1/activity?${period}`);
      expect([typesOf(body.items).length, body.next]).toEqual([3, null]);
    });
    it('shows one thing’s whole story', async () => {
      const { body } = await call('miru', `GET /api/v1/activity?subject=${partnership.id}`);
      expect(typesOf(body.items)).toEqual(['partnership.established']);
      const foreign = await call('haneul', `GET /api/v1/activity?subject=${partnership.id}`);
      expect(foreign.body.items).toEqual([]);
    });
    it('is exported as CSV with its columns (AUD-001)', async () => {
      const { text } = await call('saebyeok', 'GET /api/v1/activity?from=2026-01-01T00:00:00Z', {
        headers: { accept: 'text/csv' },
      });
      const [header, ...lines] = text.trim().split('\n');
      expect(header).toMatch(/^at,customer,type,actor,organization,/);
      expect(lines).toHaveLength(6);
      expect(lines[1]).toMatch(/^2026-04-20T09:00:00.000Z,,partnership.established,haneul,haneul,/);
    });
  });

  describe('A head', () => {
    it('is signed, and verifies with the published keys', async () => {
      const { body } = await call('miru', 'GET /api/v1/heads');
      const keys = (await call(undefined, 'GET /.well-known/kontor-receipts.json')).body;
      expect(keys.keys[0].d).toBeUndefined();
      const { signed, ...head } = body;
      expect(await verifyHead(signed, keys)).toMatchObject({ ok: true, claims: { ...head, cloud: 'worldwide' } });
      expect(head).toMatchObject({ thread: organizations.miru, index: 1 });
      const pair = await call('miru', `GET /api/v1/heads?pair=${organizations.saebyeok}`);
      expect(pair.body.thread).toBe([organizations.miru, organizations.saebyeok].sort().join('|'));
      expect((await call('haneul', `GET /api/v1/heads?pair=${organizations.miru}`)).status).toBe(404);
    });
  });

  describe('A receipt', () => {
    it('is there for both sides of a consent, with what was shown in which language', async () => {
      const keys = (await call(undefined, 'GET /.well-known/kontor-receipts.json')).body;
      for (const by of ['miru', 'saebyeok']) {
        const { items } = (await call(by, 'GET /api/v1/receipts')).body;
        const { event } = items.at(-1);
        const { body } = await call(by, `GET /api/v1/receipts/${event}`);
        const verdict = await verifyReceipt(body.signed, keys);
        if (!verdict.ok) throw new Error(verdict.why);
        const { shown, agreedBy, positions, heads } = verdict.claims;
        expect(shown).toMatchObject({ key: 'consent.partnership', edition: '2026-03', language: 'ko' });
        expect(shown.text).toMatch(/간접 공급자/);
        expect(agreedBy).toEqual({ organization: organizations.miru, person: 'miru' });
        expect(positions).toHaveLength(2);
        expect(heads).toHaveLength(2);
      }
    });
    it('is nobody else’s, and only of consents', async () => {
      const [{ event }] = (await call('miru', 'GET /api/v1/receipts')).body.items;
      expect((await call('haneul', `GET /api/v1/receipts/${event}`)).status).toBe(404);
      const [created] = (await follow('saebyeok')).all;
      expect((await call('saebyeok', `GET /api/v1/receipts/${created!.id}`)).status).toBe(404);
    });
    it('of a person who was erased no longer says who, and still verifies', async () => {
      expect(await erasePerson(outbox.world.database, { person: 'haneul' })).toBe(2);
      const [{ event }] = (await call('haneul', 'GET /api/v1/receipts')).body.items;
      const { body } = await call('haneul', `GET /api/v1/receipts/${event}`);
      const keys = (await call(undefined, 'GET /.well-known/kontor-receipts.json')).body;
      const verdict = await verifyReceipt(body.signed, keys);
      expect(verdict).toMatchObject({ ok: true, claims: { agreedBy: { person: null } } });
      expect(JSON.stringify((await follow('haneul')).all)).not.toContain('"actor":"haneul"');
    });
  });

  // Last, since taking a list out is itself an event.
  describe('The feed, and the list of receipts', () => {
    it('come whole as lines of JSON or as a table, from a cursor on', async () => {
      const types = typesOf((await follow('saebyeok')).all);
      const { text } = await call('saebyeok', 'GET /api/v1/events?limit=1', {
        headers: { accept: 'application/x-ndjson' },
      });
      const lines = text.trim().split('\n');
      expect(typesOf(lines.map((line: string) => JSON.parse(line)))).toEqual(types);
      const table = await call('saebyeok', 'GET /api/v1/receipts', { headers: { accept: 'text/csv' } });
      expect(table.headers['content-type']).toContain('text/csv');
    });
  });
});
