// A company without a global admin through HTTP: claimed by a member, proven by a record, told to those who keep it.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, type Office, openOffice } from '../../../tests/calls.ts';
import { address, cast, contact, support } from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';

const domain = 'miru.example';

forEachEngine((engine) => {
  let office: Office;
  let record: { recordName: string; recordValue: string };
  const records = new Map<string, string[]>();
  type Verb = '' | 'prove' | 'withdraw';
  const claim = (by: string, verb: Verb = '', body: object = {}) => {
    const path = verb ? `admin-claim/${verb}` : 'admin-claim';
    return office.call(by, path, body);
  };
  const mailed = (key: string) =>
    office.database.read((tx) =>
      tx.query<{ to: string }>(
        sql`select payload ->> 'to' as to from jobs where payload ->> 'key' = ${key}
          order by payload ->> 'to' collate "C"`,
      ),
    );
  const suspend = (user: string) =>
    office.call('operator', `members/mem_${user}_${cast.miru.id}/suspend`, { reason: 'test' });

  beforeAll(async () => {
    const more = { nari: ['miru', 'billingAdmin'], areum: ['miru', 'user'], dana: ['oaktrail', 'user'] } as const;
    office = await openOffice(await engine.fresh(), { miru: 'reseller' }, { more });
    office.world.lookUpText = async (name) => records.get(name) ?? [];
    await office.call('miru', `organizations/${cast.miru.id}/change`, { address, contact, support });
    const made = await office.call('miru', 'tenants', { purpose: 'corporate', domain, country: 'KR' });
    expect(made.status).toBe(201);
  });

  describe('Where there is a global admin', () => {
    it('nobody claims the role (ACT-026)', async () => {
      const seen = await office.call('jiwoo', 'admin-claim');
      expect(seen.body).toEqual({ hasGlobalAdmin: true, domains: [domain], claim: null });
      expect(codesOf(await claim('jiwoo', '', { domain }))).toEqual(['global_admin_exists']);
    });
  });

  describe('Where the last one was suspended', () => {
    it('a member begins with a domain of the company; others cannot', async () => {
      expect((await suspend('miru')).status).toBe(200);
      expect((await office.call('jiwoo', 'admin-claim')).body.hasGlobalAdmin).toBe(false);
      expect(codesOf(await claim('jiwoo', '', { domain: 'oaktrail.example' }))).toEqual(['domain_not_of_organization']);
      expect(codesOf(await claim('dana', '', { domain }))).toEqual(['global_admin_exists']);
      const begun = await claim('jiwoo', '', { domain });
      expect([begun.status, begun.body.status, begun.body.recordName]).toEqual([201, 'open', `_kontor.${domain}`]);
      expect(begun.headers.location).toBe('/api/v1/admin-claim');
      record = begun.body;
      expect(codesOf(await claim('jiwoo', '', { domain }))).toEqual(['claim_is_open']);
      expect((await office.call('jiwoo', 'admin-claim')).body.claim.recordValue).toBe(record.recordValue);
      expect((await office.call('nari', 'admin-claim')).body.claim).toBe(null);
    });
    it('and those who keep the company hear of it, the suspended one and the primary contact as well', async () => {
      const told = (await mailed('mail.adminClaimStarted')).map(({ to }) => to);
      expect(told).toEqual([contact.mail, 'miru', 'nari'].sort());
    });
    it('without the record nothing happens, with the record of somebody else neither', async () => {
      expect(codesOf(await claim('jiwoo', 'prove'))).toEqual(['domain_not_proven']);
      expect((await claim('nari', 'prove')).status).toBe(404);
      await claim('nari', '', { domain });
      records.set(record.recordName, [record.recordValue]);
      expect(codesOf(await claim('nari', 'prove'))).toEqual(['domain_not_proven']);
      expect((await claim('nari', 'withdraw')).body.status).toBe('withdrawn');
    });
    it('with it the role is held at once, beside the roles from before', async () => {
      const proven = await claim('jiwoo', 'prove');
      expect([proven.status, proven.body.status]).toEqual([200, 'proven']);
      const { body } = await office.call('jiwoo', `members/mem_jiwoo_${cast.miru.id}`);
      expect(body.roles).toEqual(['globalAdmin', 'adminAgent']);
      expect((await mailed('mail.adminClaimProven')).map(({ to }) => to)).toContain(contact.mail);
      expect((await office.call('jiwoo', 'admin-claim')).body).toMatchObject({ hasGlobalAdmin: true, claim: null });
    });
    it('and who is erased, or removed, leaves no claim behind', async () => {
      await suspend('jiwoo');
      for (const by of ['nari', 'areum']) expect((await claim(by, '', { domain })).status).toBe(201);
      const id = (user: string) => `members/mem_${user}_${cast.miru.id}`;
      expect((await office.call('operator', `${id('nari')}/erase`, {})).status).toBe(200);
      expect((await office.call('operator', `${id('areum')}/erase`, {})).status).toBe(200);
      const claims = await office.database.read((tx) =>
        tx.query<{ status: string }>(sql`select status from admin_claims
          where person_id in ('nari', 'areum') order by created_at`),
      );
      expect(claims.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
      await office.call('operator', `${id('jiwoo')}/reinstate`, {});
    });
    it('and it stands in the history who took it, and how', async () => {
      const { body } = await office.call('jiwoo', 'events?limit=100');
      const types = body.items.map(({ type }: { type: string }) => type);
      expect(types).toEqual(expect.arrayContaining(['adminClaim.started', 'adminClaim.proven', 'member.rolesChanged']));
    });
  });
});

forEachEngine(
  (engine) => {
    describe('Two at the same moment', () => {
      it('prove the same domain, and one becomes global admin (ACT-026)', async () => {
        const more = { nari: ['miru', 'billingAdmin'] } as const;
        const office = await openOffice(await engine.fresh(), { miru: 'reseller' }, { more });
        await office.call('miru', 'tenants', { purpose: 'corporate', domain, country: 'KR' });
        await office.call('operator', `members/mem_miru_${cast.miru.id}/suspend`, { reason: 'test' });
        const begun = await Promise.all(['jiwoo', 'nari'].map((by) => office.call(by, 'admin-claim', { domain })));
        office.world.lookUpText = async () => begun.map(({ body }) => body.recordValue);
        const answers = await Promise.all(['jiwoo', 'nari'].map((by) => office.call(by, 'admin-claim/prove', {})));
        expect(answers.map(({ body }) => body.code ?? body.status).sort()).toEqual(['global_admin_exists', 'proven']);
      });
    });
  },
  ['postgresql'],
);
