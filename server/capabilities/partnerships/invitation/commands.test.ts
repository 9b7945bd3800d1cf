// Partnerships through HTTP on both engines: links, who may, what is refused, lists, time, and races.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Customers,
  customersIn,
  organizationOf,
  type Person,
  tokenOf,
} from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { runDue } from '../../../platform/door/schedule.ts';
import { schedules } from '../../../rooms.ts';

const refusal = ({ status, body }: Answer) => [status, body.code];

forEachEngine((engine) => {
  let all: Customers;
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
  });
  const linkFrom = async (by: Person, body: object = {}) => {
    const made = await all.post(by, '/partnership-invitations', { body });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    return { id: made.body.id as string, token: tokenOf(made.body.link) };
  };
  const approve = (by: Person | undefined, token: string, confirmsPartnership = true) =>
    all.post(by, `/partnership-links/${token}/approve`, { body: { confirmsPartnership } });
  const namesFor = async (by: Person, side: 'provider' | 'reseller') =>
    (await all.get(by, '/partnerships')).body.items.map((one: any) => one[side].name);
  const turn = (days: number) => {
    all.clock.now = new Date(all.clock.now.getTime() + days * 86_400_000);
  };

  describe('A link to resellers', () => {
    it('is made by those whom the matrix names (matrix row 19), and by providers only (REL-011)', async () => {
      for (const by of ['sena', 'minjun', 'dohyun'] as const) await linkFrom(by);
      expect(refusal(await all.post('hyun', '/partnership-invitations'))).toEqual([422, 'not_a_provider']);
      expect(refusal(await all.post('bora', '/partnership-invitations'))).toEqual([403, 'not_permitted']);
      expect((await all.post(undefined, '/partnership-invitations')).status).toBe(401);
    });
    it('is not made while the provider is suspended (REL-010)', async () => {
      const { token } = await linkFrom('sena');
      await all.set('saebyeok', 'provider', 'suspended');
      expect(refusal(await all.post('sena', '/partnership-invitations'))).toEqual([422, 'provider_not_active']);
      expect(refusal(await approve('hyun', token))).toEqual([422, 'provider_not_active']);
      await all.set('saebyeok', 'provider', 'active');
    });
    it('cannot be guessed, and tells a stranger nothing but from whom it is (REL-003)', async () => {
      const { id, token } = await linkFrom('sena');
      expect((await all.get(undefined, '/partnership-links/guessed')).status).toBe(404);
      const { body } = await all.get(undefined, `/partnership-links/${token}`);
      expect(body).toMatchObject({ status: 'open', provider: { name: 'saebyeok', country: 'KR' } });
      expect([body.link, body.uses, body.createdBy]).toEqual([undefined, undefined, undefined]);
      expect((await all.get('nils', `/partnership-invitations/${id}`)).status).toBe(404);
    });
    it.each([
      ['en', 'saebyeok would like to work with you'],
      ['ko', 'saebyeok'],
      ['zh-CN', 'saebyeok'],
    ])('comes with a mail to edit in %s, and keeps its link (REL-004)', async (language, subject) => {
      const { id, token } = await linkFrom('sena');
      const { body } = await all.get('sena', `/partnership-invitations/${id}/draft?language=${language}`);
      expect(body.subject).toContain(subject);
      expect(body.text).toContain(`http://localhost:4800/partnership-links/${token}`);
    });
    it('is worthless once revoked, which other providers cannot do', async () => {
      const { id, token } = await linkFrom('sena');
      expect((await all.post('nils', `/partnership-invitations/${id}/revoke`)).status).toBe(404);
      expect((await all.post('sena', `/partnership-invitations/${id}/revoke`)).body.status).toBe('revoked');
      expect(refusal(await approve('hyun', token))).toEqual([409, 'wrong_status']);
    });
    it('is declined by a global admin of the reseller, without a reason', async () => {
      const { id, token } = await linkFrom('sena');
      expect(refusal(await all.post('jiwoo', `/partnership-links/${token}/decline`))).toEqual([403, 'not_permitted']);
      expect((await all.post('hyun', `/partnership-links/${token}/decline`)).status).toBe(200);
      expect((await all.get('sena', `/partnership-invitations/${id}`)).body.status).toBe('declined');
    });
    it('expires after 90 days, for who comes late and in the list (REL-018)', async () => {
      const { id, token } = await linkFrom('sena');
      turn(90);
      expect(refusal(await approve('hyun', token))).toEqual([409, 'partnership_link_expired']);
      expect(await runDue(all.world, schedules)).toBeGreaterThan(0);
      expect((await all.get('sena', `/partnership-invitations/${id}`)).body.status).toBe('expired');
      expect(refusal(await approve('hyun', token))).toEqual([409, 'wrong_status']);
    });
  });

  describe('Approving', () => {
    it('is the global admin’s alone (matrix row 21)', async () => {
      const { token } = await linkFrom('sena');
      expect(refusal(await approve('jiwoo', token))).toEqual([403, 'not_permitted']);
      expect((await approve(undefined, token)).status).toBe(401);
    });
    it('is refused to the provider itself, to other regions, and to who is no reseller', async () => {
      const { token } = await linkFrom('sena');
      expect(refusal(await approve('dohyun', token))).toEqual([422, 'own_partnership_link']);
      expect(refusal(await approve('freja', token))).toEqual([422, 'region_mismatch']);
      expect(refusal(await approve('aram', token))).toEqual([409, 'not_enrolled_as_reseller']);
      expect(refusal(await approve('hyun', token, false))).toEqual([400, 'partnership_not_confirmed']);
      expect(await all.count('partnerships')).toEqual([0]);
    });
    it('makes each find the other, and gives neither the other’s customers (REL-012, REL-015)', async () => {
      const link = tokenOf((await all.post('sena', '/invitations')).body.link);
      const { tenantId } = { tenantId: (await all.get('haneul', '/tenants')).body.items[0].id };
      await all.post('haneul', `/invitation-links/${link}/accept`, {
        body: { tenantId, acceptsRelationship: true, acceptsAgreement: '2020-02' },
      });
      const { token } = await linkFrom('sena');
      expect((await approve('hyun', token)).body).toMatchObject({ status: 'active', approvedBy: 'hyun' });
      expect([await namesFor('sena', 'reseller'), await namesFor('jiwoo', 'provider')]).toEqual([
        ['miru'],
        ['saebyeok'],
      ]);
      expect((await all.get('jiwoo', '/relationships')).body.items).toEqual([]);
      expect(await namesFor('yuna', 'provider')).toEqual([]);
    });
    it('gives the provider nobody and nothing in the reseller’s organization (REL-014)', async () => {
      const { body } = await all.get('dohyun', '/members');
      expect(body.items.map((one: any) => one.organization.name)).not.toContain('miru');
      expect(
        (await all.get('dohyun', '/tenants')).body.items.every((one: any) => one.organization.name !== 'miru'),
      ).toBe(true);
    });
    it('lets the provider work for it from then on, which it did not before (REL-013)', async () => {
      const body = { forResellers: true };
      expect((await all.post('sena', '/invitations', { body })).status).toBe(201);
      const asReseller = { providerId: organizationOf('saebyeok') };
      expect(refusal(await all.post('dohyeon', '/invitations', { body: asReseller }))).toEqual([
        409,
        'partnership_required',
      ]);
      expect((await all.post('jiwoo', '/invitations', { body: asReseller })).status).toBe(201);
    });
    it('works for several resellers by one link, and for one reseller with several providers (REL-017)', async () => {
      const { id, token } = await linkFrom('sena', { reusable: true });
      expect((await approve('yejin', token)).status).toBe(200);
      expect((await approve('seojun', token)).status).toBe(200);
      const { body } = await all.get('sena', `/partnership-invitations/${id}`);
      expect([body.status, body.uses]).toEqual(['open', 2]);
      expect((await namesFor('sena', 'reseller')).sort()).toEqual(['brightmoor', 'miru', 'oaktrail']);
    });
  });

  if (engine.kind === 'postgresql') {
    describe('At the same moment', () => {
      beforeAll(async () => {
        all = await customersIn(await engine.fresh());
      });
      it('two resellers use a link for one: one of them is a partner then (REL-018)', async () => {
        const { token } = await linkFrom('sena');
        const answers = await Promise.all((['hyun', 'yejin', 'seojun'] as const).map((by) => approve(by, token)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
        expect(await all.count('partnerships')).toEqual([1]);
      });
      it('one reseller approves two links of one provider: one partnership (REL-017)', async () => {
        const links = await Promise.all([linkFrom('sena'), linkFrom('minjun')]);
        await Promise.all(links.flatMap(({ token }) => [approve('hyun', token), approve('hyun', token)]));
        const own = (await all.get('jiwoo', '/partnerships')).body.items;
        expect(own).toHaveLength(1);
      });
    });
  }
});
