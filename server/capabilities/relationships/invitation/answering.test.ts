// Links, answers and lists around the stories, through HTTP on both engines: ends, refusals, names, extension.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Customers,
  customersIn,
  organizationOf,
  type Person,
  tenantOf,
  tokenOf,
} from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { usgov } from '../../../clouds/usgov.ts';
import { runDue } from '../../../platform/door/schedule.ts';
import { schedules } from '../../../rooms.ts';

const both = { acceptsRelationship: true, acceptsAgreement: '2020-02' };
const refusal = ({ status, body }: Answer) => [status, body.code];
const later = (all: Customers, days: number) => {
  all.clock.now = new Date(all.clock.now.getTime() + days * 86_400_000);
};

forEachEngine((engine) => {
  let all: Customers;
  const daram = tenantOf('daram', 'customer');
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
    await all.partner('saebyeok', 'brightmoor');
  });
  const linkFrom = async (by: Person, body: object = {}) => {
    const made = await all.post(by, '/invitations', { body });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    return { id: made.body.id as string, token: tokenOf(made.body.link) };
  };
  const accept = (by: Person, token: string, tenantId: string) =>
    all.post(by, `/invitation-links/${token}/accept`, { body: { ...both, tenantId } });

  describe('A link to customers', () => {
    it('is made by those whom the matrix names (matrix row 15)', async () => {
      expect(refusal(await all.post('haneul', '/invitations'))).toEqual([422, 'not_enrolled']);
      expect(refusal(await all.post('bora', '/invitations'))).toEqual([403, 'not_permitted']);
      expect((await all.post(undefined, '/invitations')).status).toBe(401);
      await linkFrom('aram');
      await linkFrom('sena');
    });
    it('cannot be guessed, and is no other organization’s business', async () => {
      const { id, token } = await linkFrom('yuna');
      expect(refusal(await all.get(undefined, '/invitation-links/guessed'))).toEqual([404, 'invitation_not_here']);
      expect((await all.get('sena', `/invitations/${id}`)).status).toBe(404);
      expect((await all.post('sena', `/invitations/${id}/revoke`)).status).toBe(404);
      // ACT-064: an opaque token where others put ids of tenants and locations.
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(token).not.toContain(organizationOf('lumenfold').slice(4, 20));
    });
    it('is answered in the portal of its own cloud, and another one says so (REL-040)', async () => {
      const made = await all.post('yuna', '/invitations', { body: {} });
      const link = new URL(made.body.link);
      expect(link.origin).toBe(all.world.origin);
      const gov = await customersIn(await engine.fresh(), usgov);
      expect(gov.world.origin).toBe('http://usgov.localhost:4800');
      const token = tokenOf(made.body.link);
      const opened = await gov.get(undefined, `/invitation-links/${token}`);
      expect(refusal(opened)).toEqual([404, 'invitation_not_here']);
      expect(opened.body.detail).toContain('usgov.localhost:4800');
      expect(opened.body.mend).toContain('Each cloud has its own portal');
      const body = { ...both, tenantId: daram };
      const counted = await gov.count('consents', 'relationships');
      expect((await gov.post('haneul', `/invitation-links/${token}/accept`, { body })).status).toBe(404);
      expect(
        (await gov.post('haneul', `/invitation-links/${token}/decline`, { body: { tenantId: daram } })).status,
      ).toBe(404);
      expect(await gov.count('consents', 'relationships')).toEqual(counted);
      expect((await all.get(undefined, `/invitation-links/${token}`)).body.status).toBe('open');
    });
    it('made by a reseller is seen by the provider it names, who does not revoke it', async () => {
      const { id } = await linkFrom('jiwoo', { providerId: organizationOf('saebyeok') });
      const seen = await all.get('sena', `/invitations/${id}`);
      expect(seen.body).toMatchObject({ kind: 'indirect', partner: { name: 'miru' }, provider: { name: 'saebyeok' } });
      expect(seen.body.commands).not.toHaveProperty('revoke');
      const list = await all.get('sena', `/invitations?kind=indirect&partnerId=${organizationOf('miru')}`);
      expect(list.body.items).toHaveLength(1);
    });
    it.each([
      ['en', 'lumenfold would like to supply you'],
      ['ko', 'lumenfold의 클라우드'],
      ['zh-CN', 'lumenfold 希望'],
    ])('comes with a mail to edit in %s, and keeps its link (REL-004)', async (language, subject) => {
      const { id, token } = await linkFrom('yuna');
      const { body } = await all.get('yuna', `/invitations/${id}/draft?language=${language}`);
      expect(body.subject).toContain(subject);
      expect(body.text).toContain(`http://localhost:4800/invitation-links/${token}`);
    });
    it('is worthless once revoked; what it made stays (REL-036)', async () => {
      const { id, token } = await linkFrom('yuna');
      expect((await accept('haneul', token, daram)).status).toBe(200);
      await all.post('yuna', `/invitations/${id}/revoke`);
      expect(refusal(await accept('somi', token, tenantOf('pinegate', 'customer')))).toEqual([409, 'wrong_status']);
      expect((await all.get(undefined, `/invitation-links/${token}`)).body.status).toBe('revoked');
      expect((await all.get('yuna', `/relationships?tenantId=${daram}`)).body.items).toHaveLength(1);
    });
    it('ends when its maker said so (REL-047)', async () => {
      const expiresAt = new Date(all.clock.now.getTime() + 86_400_000).toISOString();
      const { id, token } = await linkFrom('yuna', { expiresAt });
      later(all, 1);
      expect((await all.get(undefined, `/invitation-links/${token}`)).body.status).toBe('expired');
      expect(refusal(await accept('somi', token, tenantOf('pinegate', 'customer')))).toEqual([
        409,
        'invitation_expired',
      ]);
      expect(await runDue(all.world, schedules)).toBe(1);
      expect((await all.get('yuna', `/invitations/${id}`)).body.status).toBe('expired');
    });
    it('introduces its maker by partner id and age (REL-003)', async () => {
      const { token } = await linkFrom('nils');
      const since = new Date('2020-01-01T00:00:00.000Z');
      await all.database.transaction(async (tx) => {
        tx.write(sql`insert into locations (id, version, status, kind, organization_id, number, name, legal_entity,
            country, address, contact, created_at)
          values ('loc_1', 1, 'active', 'location', ${organizationOf('nordhavn')}, 4000001, 'Home', 'nordhavn', 'DK',
            '{}', '{}', now())`);
        // It began as a draft in 2019, was activated in 2020 and suspended for a while since.
        for (const [version, status, from] of [
          [0, 'draft', '2019-11-01'],
          [1, 'active', since],
          [2, 'suspended', '2022-01-01'],
          [3, 'active', '2022-02-01'],
        ]) {
          tx.write(sql`update enrolments set version = ${version}, status = ${status}, valid_from = ${from}
            where organization_id = ${organizationOf('nordhavn')}`);
          tx.write(sql`insert into enrolments_history
              (id, version, status, kind, organization_id, checks, language, created_at, valid_from, valid_to)
            select id, version, status, kind, organization_id, checks, language, created_at, ${from}::timestamptz, now()
              from enrolments where organization_id = ${organizationOf('nordhavn')}`);
        }
      });
      const { body } = await all.get(undefined, `/invitation-links/${token}`);
      expect(body.inviters).toMatchObject([{ partnerId: '4000001', activeSince: since.toISOString() }]);
      expect(body.agreement.title).toBe('Customer agreement (Europe)');
    });
  });

  describe('An answer', () => {
    it('is no from another region, and says why (REL-037, ACT-060)', async () => {
      const { token } = await linkFrom('yuna');
      const refused = await accept('freja', token, tenantOf('kestrel', 'customer'));
      expect(refusal(refused)).toEqual([422, 'customer_region_mismatch']);
      expect(refused.body.detail).toContain('Denmark');
    });
    it('is seen by the inviter with its time when it is no, and can become yes (REL-049)', async () => {
      const { id, token } = await linkFrom('sena');
      const tenantId = tenantOf('pinegate', 'customer');
      const declined = await all.post('somi', `/invitation-links/${token}/decline`, { body: { tenantId } });
      expect(declined.body).toMatchObject({ status: 'declined', answeredAt: all.clock.now.toISOString() });
      const seen = await all.get('sena', `/consents?invitationId=${id}&status=declined`);
      expect(seen.body.items).toMatchObject([{ customer: { name: 'pinegate' }, answeredBy: 'somi' }]);
      expect((await all.get('yuna', `/consents/${declined.body.id}`)).status).toBe(404);
      const byBora = await all.post('bora', `/invitation-links/${token}/decline`, { body: { tenantId: daram } });
      expect(refusal(byBora)).toEqual([403, 'global_admin_required']);
      expect((await accept('somi', token, tenantId)).body.consent.id).toBe(declined.body.id);
    });
    it('that nobody gives expires after 90 days (REL-047)', async () => {
      const { token } = await linkFrom('aram');
      const passed = await all.post('lan', `/invitation-links/${token}/pass-on`, {
        body: { tenantId: tenantOf('tianmu', 'customer') },
      });
      expect(passed.body.status).toBe('pending');
      later(all, 90);
      await runDue(all.world, schedules);
      expect((await all.get('lan', `/consents/${passed.body.id}`)).body.status).toBe('expired');
    });
    describe('is refused to a company that shares a legal entity with the partner (CHN-036):', () => {
      const place = (name: 'brightmoor' | 'pinegate', number: number, entity: string) =>
        all.database.transaction(async (tx) => {
          tx.write(sql`insert into locations (id, version, status, kind, organization_id, number, name, legal_entity,
              country, address, contact, created_at)
            values (${`loc_${number}`}, 1, 'active', 'location', ${organizationOf(name)}, ${number}, 'East', ${entity},
              'KR', '{}', '{}', now())`);
        });
      const close = (number: number) =>
        all.database.transaction(async (tx) => {
          tx.write(sql`update locations set status = 'closed' where number = ${number}`);
        });
      const numbered = (number: string | null) =>
        all.database.transaction(async (tx) => {
          tx.write(sql`update organizations set registration_number = ${number}
            where id = any(${[organizationOf('brightmoor'), organizationOf('pinegate')]})`);
        });
      const answered = async () => {
        const { token } = await linkFrom('taeho');
        return refusal(await accept('somi', token, tenantOf('pinegate', 'customer')));
      };
      it('a location of the one stands for the other', async () => {
        await place('brightmoor', 4000002, 'PineGate');
        expect(await answered()).toEqual([422, 'self_resale']);
        await close(4000002);
      });
      it('the other way round', async () => {
        await place('pinegate', 4000003, 'Brightmoor');
        expect(await answered()).toEqual([422, 'self_resale']);
        await close(4000003);
      });
      it('locations of both stand for a third company', async () => {
        await place('brightmoor', 4000004, 'Harbour Group');
        await place('pinegate', 4000005, 'HARBOUR GROUP');
        expect(await answered()).toEqual([422, 'self_resale']);
        await close(4000005);
      });
      it('both have one registration number', async () => {
        await numbered('120-81-47521');
        expect(await answered()).toEqual([422, 'self_resale']);
        await numbered(null);
        const { token } = await linkFrom('taeho');
        expect((await accept('somi', token, tenantOf('pinegate', 'customer'))).status).toBe(200);
      });
    });
    it('waits while the partner is restricted or suspended (ACT-038, ACT-040)', async () => {
      const { token } = await linkFrom('taeho');
      await all.set('brightmoor', 'directBill', 'restricted');
      expect(refusal(await accept('haneul', token, daram))).toEqual([409, 'inviter_unavailable']);
      await all.set('brightmoor', 'directBill', 'active');
      expect((await accept('haneul', token, daram)).status).toBe(200);
    });
  });

  describe('STORY-32 (first half) A restricted partner extends its customer to a provider (REL-046)', () => {
    it('refuses invitations of its own, and makes the provider’s relationship', async () => {
      await all.set('brightmoor', 'directBill', 'restricted');
      expect(refusal(await all.post('taeho', '/invitations'))).toEqual([422, 'account_restricted']);
      const mine = (await all.get('taeho', `/relationships?tenantId=${daram}`)).body.items[0];
      await all.post('taeho', `/relationships/${mine.id}/rename`, { body: { customerName: 'Daram Foods' } });
      const extend = (hasCustomerConsent: boolean) =>
        all.post('taeho', `/relationships/${mine.id}/extend`, {
          body: { providerId: organizationOf('saebyeok'), hasCustomerConsent },
        });
      expect(refusal(await extend(false))).toEqual([400, 'customer_consent_missing']);
      const done = await extend(true);
      expect(done.body).toMatchObject({ isDirect: true, providers: [{ name: 'saebyeok' }] });
      const theirs = await all.get('sena', `/relationships?resellerId=${organizationOf('brightmoor')}`);
      expect(theirs.body.items).toMatchObject([{ origin: 'extended', customerName: 'Daram Foods', isDirect: false }]);
      const partners = (await all.get('haneul', '/relationships')).body.items.map((one: any) => one.partner.name);
      expect(partners.sort()).toEqual(['brightmoor', 'lumenfold', 'saebyeok']);
    });
    it('is the admin agent’s alone', async () => {
      const mine = (await all.get('seojun', `/relationships?tenantId=${daram}`)).body.items[0];
      const refused = await all.post('seojun', `/relationships/${mine.id}/extend`, {
        body: { providerId: organizationOf('saebyeok'), hasCustomerConsent: true },
      });
      expect(refusal(refused)).toEqual([403, 'not_permitted']);
    });
  });

  describe('A list of customers', () => {
    it('is sorted and searched by the name that the partner gave (REL-054)', async () => {
      const { token } = await linkFrom('yuna');
      await accept('somi', token, tenantOf('pinegate', 'customer'));
      const names = async (query = '') =>
        (await all.get('yuna', `/relationships${query}`)).body.items.map((one: any) => one.customerName);
      expect(await names()).toEqual(['daram', 'pinegate']);
      const first = (await all.get('yuna', '/relationships?search=DAR')).body.items[0];
      await all.post('yuna', `/relationships/${first.id}/rename`, { body: { customerName: 'Zest of Daram' } });
      expect(await names()).toEqual(['pinegate', 'Zest of Daram']);
      expect(await names('?search=zest')).toEqual(['Zest of Daram']);
      expect(await names('?sort=-customerName&limit=1')).toEqual(['Zest of Daram']);
    });
    it('tells the customer who its partners are, not what is commercial between them', async () => {
      const { body } = await all.get('haneul', '/relationships');
      expect(body.items[0].invitationId).toBeUndefined();
      expect((await all.get('bora', '/relationships')).status).toBe(403);
    });
  });

  describe('Where the agreements of the operator apply (ORD-030)', () => {
    it('the relationship alone is accepted, and an edition is refused', async () => {
      const gov = await customersIn(await engine.fresh(), usgov);
      const made = await gov.post('faye', '/invitations');
      const path = `/invitation-links/${tokenOf(made.body.link)}/accept`;
      const tenantId = tenantOf('harborview', 'customer');
      expect(refusal(await gov.post('harry', path, { body: { ...both, tenantId } }))).toEqual([
        422,
        'feature_off_in_cloud',
      ]);
      const done = await gov.post('harry', path, { body: { tenantId, acceptsRelationship: true } });
      expect([done.status, done.body.agreement]).toEqual([200, null]);
    });
  });
});
