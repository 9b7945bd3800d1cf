// A customer is created through HTTP on both engines: what comes of it, who may, what is refused, and a race.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Customers, customersIn, organizationOf, type Person } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { china } from '../../../clouds/china.ts';
import { germany } from '../../../clouds/germany.ts';

const refusal = ({ status, body }: Answer) => [status, body.code];
const tables = ['organizations', 'tenants', 'members', 'users', 'relationships', 'events'];
const form = (more: object = {}) => ({
  companyName: 'Bada Logistics',
  confirmsLegalName: true,
  country: 'KR',
  address: { street: 'Marine-ro 1', city: 'Busan', province: '26', postalCode: '48058' },
  contact: { firstName: 'Sora', lastName: 'Han', mail: 'sora@bada.example', phone: '0512000100' },
  domainPrefix: 'bada',
  admin: { name: 'sora@bada.example', displayName: 'Han Sora', language: 'ko' },
  ...more,
});
const known = { name: 'sora@bada.example', displayName: 'S' };
const another = (name: string, more: object = {}) =>
  form({ companyName: name, domainPrefix: name, admin: { name: `${name}@x.example`, displayName: name }, ...more });

forEachEngine((engine) => {
  let all: Customers;
  const create = (by: Person | undefined, body: object, headers: Record<string, string> = {}) =>
    all.post(by, '/relationships', { body, headers });
  const namesIn = async (by: Person) =>
    (await all.get(by, '/relationships')).body.items.map((one: any) => one.customerName);
  const refusedFor = async (by: Person, body: object) => {
    const before = await all.count(...tables);
    const answer = await create(by, body);
    expect(await all.count(...tables)).toEqual(before);
    return refusal(answer);
  };
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
  });

  describe('A provider creates a customer for its reseller (REL-027, REL-050, REL-052)', () => {
    const body = form({ resellerId: organizationOf('miru') });
    const key = crypto.randomUUID();
    let done: Answer;
    it('sees in a preview what will be, and nothing is there', async () => {
      const before = await all.count(...tables);
      const { body: seen } = await all.post('sena', '/relationships?preview=true', { body });
      expect(seen.would.refusals).toEqual([]);
      const types = seen.would.events.map((one: any) => one.type);
      expect(types).toEqual(['relationship.created']); // Of what else is made, its own side sees the rest.
      expect(seen.would.access.join()).toContain('bada.localhost');
      expect(JSON.stringify(seen)).not.toMatch(/temporaryPassword|revealed/);
      expect(await all.count(...tables)).toEqual(before);
    });
    it('gets tenant, active relationship and first admin in one step', async () => {
      done = await create('sena', body, { 'idempotency-key': key });
      expect(done.status).toBe(201);
      expect(done.headers.location).toBe(`/api/v1/relationships/${done.body.relationship.id}`);
      expect(done.body.relationship).toMatchObject({
        status: 'active',
        origin: 'created',
        isDirect: false,
        customerName: 'Bada Logistics',
        customer: { name: 'Bada Logistics', country: 'KR' },
        resellers: [{ name: 'miru' }],
      });
      expect(done.body.tenant).toMatchObject({ domain: 'bada.localhost', purpose: 'customer', currency: 'KRW' });
      expect(done.body.admin).toEqual({
        name: 'sora@bada.example',
        temporaryPassword: expect.stringMatching(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/),
      });
    });
    it('finds the customer in its own list, as the reseller does, and nobody else (REL-026, REL-045)', async () => {
      expect([await namesIn('sena'), await namesIn('jiwoo'), await namesIn('yuna')]).toEqual([
        ['Bada Logistics'],
        ['Bada Logistics'],
        [],
      ]);
      const mine = await all.get('jiwoo', `/relationships?providerId=${organizationOf('saebyeok')}`);
      expect(mine.body.items).toMatchObject([{ origin: 'created', isDirect: false }]);
    });
    it('is answered the same to the same key, and never shown the password otherwise (ROL-005, SEC-014)', async () => {
      const again = await create('sena', body, { 'idempotency-key': key });
      expect([again.headers['idempotency-replayed'], again.body]).toEqual(['true', done.body]);
      const seen = await all.get('sena', `/relationships/${done.body.relationship.id}`);
      const log = await all.get('sena', '/activity');
      const secret = done.body.admin.temporaryPassword;
      expect(JSON.stringify([seen.body, log.body])).not.toContain(secret);
    });
    it('leaves names in the log of whom it made, by whom it was made', async () => {
      const { items } = (await all.get('sena', '/activity')).body;
      const found = items.find((one: any) => one.type === 'relationship.created');
      expect(found).toMatchObject({ actor: 'sena', after: { customer: { name: 'Bada Logistics' } } });
    });
    it('is no consent of the customer: there is no receipt of it', async () => {
      for (const by of ['sena', 'jiwoo'] as const) {
        expect((await all.get(by, '/receipts')).body.items).toEqual([]);
      }
    });
    it('names the customer in the records that orders need (SUB-010)', async () => {
      const { id } = done.body.relationship.customer;
      const [row] = await all.database.read((tx) =>
        tx.query<{ address: object; contact: object }>({
          text: 'select address, contact from organizations where id = $1',
          values: [id],
        }),
      );
      expect(row).toMatchObject({ address: { city: 'Busan' }, contact: { mail: 'sora@bada.example' } });
    });
  });

  describe('A direct-bill partner creates a customer', () => {
    it('of its own', async () => {
      const { status, body } = await create('yuna', another('haneulnet'));
      expect([status, body.relationship.isDirect, body.relationship.resellers]).toEqual([201, true, []]);
    });
  });

  describe('A customer is not created', () => {
    const refused: [
      what: string,
      by: Person,
      more: Record<string, unknown> & { for?: 'miru' | 'oaktrail' },
      expected: object,
    ][] = [
      ['by a member of a customer', 'haneul', {}, [422, 'not_enrolled']],
      ['by who has no role for it (matrix row 12)', 'bora', {}, [403, 'not_permitted']],
      ['by a reseller (REL-045)', 'jiwoo', {}, [422, 'reseller_cannot_create']],
      ['for a reseller of others (REL-052)', 'sena', { for: 'oaktrail' }, [409, 'reseller_not_available']],
      ['by a direct-bill partner for one (ACT-005)', 'yuna', { for: 'miru' }, [409, 'reseller_not_available']],
      ['in another region (ACT-060)', 'sena', { country: 'DK' }, [422, 'customer_in_other_region']],
      ['twice under one domain (REL-030)', 'sena', { domainPrefix: 'bada' }, [409, 'customer_exists']],
      ['of the partner itself (CHN-036)', 'yuna', { companyName: 'LUMENFOLD' }, [422, 'self_resale']],
      ['under a name for trying out (REL-051)', 'sena', { companyName: 'Test company' }, [400, 'not_a_legal_name']],
      ['unconfirmed (REL-051)', 'sena', { confirmsLegalName: false }, [400, 'legal_name_not_confirmed']],
      ['at no real place', 'sena', { address: { street: 'x', city: 'y' } }, [400, 'province_unknown']],
      ['with an admin who has an account', 'sena', { admin: known }, [409, 'sign_in_name_taken']],
      ['under a domain that is none', 'sena', { domainPrefix: '-x-' }, [400, 'invalid_request']],
    ];
    it.each(refused)('%s', async (_, ...[by, { for: reseller, ...more }, expected]) => {
      const named = reseller ? { resellerId: organizationOf(reseller) } : {};
      expect(await refusedFor(by, another('nowhere', { ...more, ...named }))).toEqual(expected);
    });
    it('while the partner is restricted (ACT-038)', async () => {
      await all.set('brightmoor', 'directBill', 'restricted');
      expect(await refusedFor('taeho', another('nowhere'))).toEqual([422, 'account_restricted']);
    });
    it('without a sign-in', async () => expect((await create(undefined, form())).status).toBe(401));
    it('and the refusal of a taken domain points to the invitation (REL-030)', async () => {
      const { body } = await create('sena', another('nowhere', { domainPrefix: 'bada' }));
      expect(body.mend).toContain('invitation link');
    });
  });

  describe('In other clouds', () => {
    it('Germany takes nobody new (CLD-003)', async () => {
      all = await customersIn(await engine.fresh(), germany);
      expect(await refusedFor('nils', another('nowhere', { country: 'DK' }))).toEqual([422, 'no_new_customers']);
    });
    it('China wants the registration number and a phone (ACT-042), and its provider creates', async () => {
      all = await customersIn(await engine.fresh(), china);
      const body = another('shanhe', {
        country: 'CN',
        address: { street: 'Nanjing Lu 1', city: 'Shanghai', province: 'SH', postalCode: '200001' },
        contact: { firstName: 'Li', lastName: 'Na', mail: 'li@shanhe.example' },
      });
      const refused = await create('jing', body);
      expect([refused.body.code, ...refused.body.also.map((one: any) => one.code)]).toEqual([
        'registration_number_missing',
        'contact_phone_missing',
      ]);
      expect(refusal(await create('mei', body))).toEqual([422, 'reseller_cannot_create']);
      const filled = { registrationNumber: '91310000MA1K', contact: { ...body.contact, phone: '02160000100' } };
      expect((await create('jing', { ...body, ...filled })).status).toBe(201);
    });
  });

  if (engine.kind === 'postgresql') {
    describe('At the same moment', () => {
      it('two partners create under one domain: one customer, one is refused (REL-030)', async () => {
        all = await customersIn(await engine.fresh());
        const before = await all.count('organizations', 'tenants', 'relationships');
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, i) =>
            create(i % 2 ? 'sena' : 'yuna', another('twins', { admin: { name: `a${i}@x.example`, displayName: 'A' } })),
          ),
        );
        const found = answers.map((one) => one.body.code ?? one.status).sort();
        expect(found).toEqual([201, ...Array(5).fill('customer_exists')]);
        expect(await all.count('organizations', 'tenants', 'relationships')).toEqual(before.map((n) => n + 1));
      });
      it('two partners name one admin: one account, and nothing of the other customer', async () => {
        const answers = await Promise.all(
          (['sena', 'yuna'] as const).map((by) =>
            create(by, another(`of-${by}`, { admin: { name: 'shared@x.example', displayName: 'S' } })),
          ),
        );
        expect(answers.map((one) => one.body.code ?? one.status).sort()).toEqual([201, 'sign_in_name_taken']);
      });
    });
  }
});
