// Customers through HTTP, as the stories tell it, on both engines: links, acceptance, lists, isolation.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Customers,
  customersIn,
  organizationOf,
  type Person,
  tenantOf,
  tokenOf,
} from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { china } from '../../../clouds/china.ts';

const both = { acceptsRelationship: true, acceptsAgreement: '2020-02' };
const tables = ['relationships', 'consents', 'customer_agreements', 'events', 'chain_links', 'invitations_versions'];

forEachEngine((engine) => {
  const start = async (...cloud: [typeof china] | []) => customersIn(await engine.fresh(), ...cloud);
  const linkFrom = async (all: Customers, by: Person, body: object = {}) => {
    const made = await all.post(by, '/invitations', { body });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    return tokenOf(made.body.link);
  };
  const acceptIn = (all: Customers) => (by: Person, token: string, more: object) =>
    all.post(by, `/invitation-links/${token}/accept`, { body: { ...both, ...more } });
  const namesIn = async (all: Customers, by: Person, query = '') =>
    (await all.get(by, `/relationships${query}`)).body.items.map((one: any) => one.customer.name);

  describe('STORY-04 One invitation, two relationships (REL-038, REL-039, REL-043, REL-044)', () => {
    let all: Customers;
    let token: string;
    const daram = tenantOf('daram', 'customer');
    beforeAll(async () => {
      all = await start();
      await all.partner('saebyeok', 'miru');
      token = await linkFrom(all, 'jiwoo', { providerId: organizationOf('saebyeok') });
    });

    it('shows before sign-in who invites, what accepting does and does not, and the agreement (REL-003)', async () => {
      const opened = await all.get(undefined, `/invitation-links/${token}?language=ko`);
      expect(opened.status).toBe(200);
      expect(opened.body.inviters).toMatchObject([
        { organization: { name: 'miru', country: 'KR' }, part: 'reseller' },
        { organization: { name: 'saebyeok' }, part: 'seller' },
      ]);
      expect(opened.body.agreement).toMatchObject({ edition: '2020-02', country: 'KR', title: '고객 계약(대한민국)' });
      expect([opened.body.asks.length, opened.body.doesNot.length]).toEqual([2, 5]);
    });
    it('tells a plain user that a global admin is needed, who can then find it waiting', async () => {
      const refused = await acceptIn(all)('bora', token, { tenantId: daram });
      expect([refused.status, refused.body.code]).toEqual([403, 'global_admin_required']);
      expect(refused.body.mend).toContain('Pass the link on');
      const passed = await all.post('bora', `/invitation-links/${token}/pass-on`, { body: { tenantId: daram } });
      expect([passed.status, passed.body.status]).toEqual([200, 'pending']);
      const waiting = await all.get('haneul', '/consents?status=pending');
      expect(waiting.body.items).toMatchObject([{ partner: { name: 'miru' }, openedBy: 'bora' }]);
      expect(tokenOf(waiting.body.items[0].link)).toBe(token);
    });
    it('saves nothing while only one box is ticked, and names both when none is', async () => {
      const before = await all.count(...tables);
      const one = await acceptIn(all)('haneul', token, { tenantId: daram, acceptsAgreement: undefined });
      expect([one.status, one.body.code]).toEqual([400, 'agreement_not_ticked']);
      const none = await all.post('haneul', `/invitation-links/${token}/accept`, {
        body: { tenantId: daram, acceptsRelationship: false },
      });
      expect([none.body.code, none.body.also[0].code]).toEqual(['relationship_not_ticked', 'agreement_not_ticked']);
      expect(await all.count(...tables)).toEqual(before);
    });
    it('previews what changes and what does not, then does exactly that (REL-041, REL-042)', async () => {
      const url = `/invitation-links/${token}/accept`;
      const body = { tenantId: daram, ...both };
      const preview = await all.post('haneul', `${url}?preview=true`, { body });
      expect(preview.body.would.unchanged).toHaveLength(5);
      expect(preview.body.would.access).toHaveLength(3);
      expect(JSON.stringify(preview.body)).not.toContain(token);
      const done = await all.post('haneul', url, { body, headers: { 'preview-token': preview.body.token } });
      expect(done.status).toBe(200);
      expect(done.body.consent).toMatchObject({ status: 'accepted', openedBy: 'bora', answeredBy: 'haneul' });
      expect(done.body.agreement).toMatchObject({ partner: { name: 'saebyeok' }, way: 'direct', edition: '2020-02' });
      expect(done.body.relationships).toMatchObject([
        { partner: { name: 'miru' }, providers: [{ name: 'saebyeok' }], resellers: [], isDirect: false },
        { partner: { name: 'saebyeok' }, resellers: [{ name: 'miru' }], providers: [], isDirect: false },
      ]);
    });
    it('puts the customer into the lists of both, and of nobody else (REL-121)', async () => {
      expect(await namesIn(all, 'jiwoo')).toEqual(['daram']);
      expect(await namesIn(all, 'sena')).toEqual(['daram']);
      expect(await namesIn(all, 'yuna')).toEqual([]);
      const { body } = await all.get('jiwoo', '/relationships');
      expect((await all.get('sena', `/relationships/${body.items[0].id}`)).status).toBe(404);
    });
    it('lets the provider filter its customers by reseller, and the reseller by provider (REL-026)', async () => {
      const by = (name: 'miru' | 'oaktrail') => `?resellerId=${organizationOf(name)}`;
      expect(await namesIn(all, 'sena', by('miru'))).toEqual(['daram']);
      expect(await namesIn(all, 'sena', by('oaktrail'))).toEqual([]);
      expect(await namesIn(all, 'jiwoo', `?providerId=${organizationOf('saebyeok')}`)).toEqual(['daram']);
    });
    it('is a no-op that shows what is there when accepted again, by this link or another (REL-048)', async () => {
      const before = await all.count(...tables);
      const again = await acceptIn(all)('haneul', token, { tenantId: daram, acceptsAgreement: undefined });
      expect(again.body.relationships.map((one: any) => one.version)).toEqual([1, 1]);
      expect(await all.count(...tables)).toEqual(before);
      const other = await linkFrom(all, 'jiwoo', { providerId: organizationOf('saebyeok') });
      expect((await acceptIn(all)('haneul', other, { tenantId: daram })).status).toBe(200);
      expect(await all.count('relationships', 'consents')).toEqual([2, 1]);
    });
    it('joins a second reseller of the same provider, and shows neither of them the other', async () => {
      await all.partner('saebyeok', 'oaktrail');
      const other = await linkFrom(all, 'dohyeon', { providerId: organizationOf('saebyeok') });
      const done = await acceptIn(all)('haneul', other, { tenantId: daram, acceptsAgreement: undefined });
      expect(done.status).toBe(200);
      const provider = await all.get('sena', '/relationships');
      expect(provider.body.items[0].resellers.map((one: any) => one.name)).toEqual(['miru', 'oaktrail']);
      for (const by of ['jiwoo', 'dohyeon'] as const) {
        const own = JSON.stringify((await all.get(by, '/relationships')).body);
        expect(own).not.toContain(by === 'jiwoo' ? 'oaktrail' : 'miru');
      }
    });
    it('writes every step into the log of both sides, without the secret of the link (REL-002, SEC-014)', async () => {
      const rows = await all.database.read((tx) =>
        tx.query<{ type: string; body: string; parts: unknown }>({
          text: 'select type, body, parts from events join event_parts on event = seq',
          values: [],
        }),
      );
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(rows.filter(({ type }) => type === 'relationship.established')).toHaveLength(3);
    });
  });

  describe('STORY-05 Link reused for another customer (REL-036)', () => {
    it('makes a relationship for each tenant and shows no data of either', async () => {
      const all = await start();
      const token = await linkFrom(all, 'yuna');
      await acceptIn(all)('haneul', token, { tenantId: tenantOf('daram', 'customer') });
      const second = await acceptIn(all)('somi', token, { tenantId: tenantOf('pinegate', 'customer') });
      expect(second.body.relationships[0]).toMatchObject({ isDirect: true, customer: { name: 'pinegate' } });
      expect(await namesIn(all, 'yuna')).toEqual(['daram', 'pinegate']);
      const opened = JSON.stringify((await all.get(undefined, `/invitation-links/${token}`)).body);
      expect(opened + JSON.stringify(second.body)).not.toMatch(/daram|acceptances/);
      const { body } = await all.get('yuna', '/invitations');
      expect(body.items[0].acceptances).toBe(2);
    });
  });

  describe('STORY-15 Partner as customer of another partner (ORD-003, ORD-004, ORD-005)', () => {
    it('refuses the selling and the shared services tenant, and takes the corporate one', async () => {
      const all = await start();
      const token = await linkFrom(all, 'yuna');
      for (const purpose of ['selling', 'sharedServices']) {
        const refused = await acceptIn(all)('seojun', token, { tenantId: tenantOf('brightmoor', purpose) });
        expect([refused.status, refused.body.code]).toEqual([422, 'selling_tenant_not_allowed']);
      }
      expect((await acceptIn(all)('seojun', token, { tenantId: tenantOf('brightmoor', 'corporate') })).status).toBe(
        200,
      );
    });
  });

  describe('STORY-16 Self-resale and same-provider purchase (CHN-036, ORD-006)', () => {
    it('refuses a reseller on its selling tenant with three options', async () => {
      const all = await start();
      await all.partner('saebyeok', 'miru');
      const token = await linkFrom(all, 'sena');
      const refused = await acceptIn(all)('hyun', token, { tenantId: tenantOf('miru', 'selling') });
      expect([refused.status, refused.body.code]).toEqual([422, 'same_provider_purchase']);
      expect(refused.body.mend).toMatch(/separate tenant; end the partnership .*; or stay/);
      expect((await acceptIn(all)('hyun', token, { tenantId: tenantOf('miru', 'corporate') })).status).toBe(200);
    });
    it('refuses a partner that sells to itself', async () => {
      const all = await start();
      const token = await linkFrom(all, 'yuna');
      const refused = await acceptIn(all)('aram', token, { tenantId: tenantOf('lumenfold', 'corporate') });
      expect([refused.status, refused.body.code]).toEqual([422, 'self_resale']);
    });
  });

  describe('STORY-17 China: only the indirect partner makes invitations (REL-032, REL-033, ORD-030)', () => {
    it('lets the reseller find the shared link, and the provider own the relationship', async () => {
      const all = await start(china);
      await all.partner('jiangling', 'yunpan');
      const own = await all.post('mei', '/invitations', { body: { providerId: organizationOf('jiangling') } });
      expect([own.status, own.body.code]).toEqual([422, 'provider_makes_invitations']);
      await linkFrom(all, 'jing');
      const shared = await linkFrom(all, 'jing', { forResellers: true });
      const found = await all.get('mei', '/provider-invitations?language=zh-CN');
      expect(found.body.items).toMatchObject([{ provider: { name: 'jiangling' } }]);
      expect(tokenOf(found.body.items[0].link)).toBe(shared);
      expect(found.body.items[0].text).toContain(shared);
      expect((await all.get('lan', '/provider-invitations')).body.items).toEqual([]);
      expect((await all.get(undefined, '/provider-invitations')).status).toBe(401);
      expect((await all.get(undefined, `/invitation-links/${shared}`)).body.agreement).toBeNull();
      const done = await acceptIn(all)('lan', shared, {
        tenantId: tenantOf('tianmu', 'customer'),
        acceptsAgreement: undefined,
      });
      expect(done.body).toMatchObject({ agreement: null, relationships: [{ partner: { name: 'jiangling' } }] });
      expect([await namesIn(all, 'jing'), await namesIn(all, 'mei')]).toEqual([['tianmu'], []]);
    });
  });
});
