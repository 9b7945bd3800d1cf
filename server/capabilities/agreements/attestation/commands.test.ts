// A customer confirms the agreement at a link in its partner's checkout, through HTTP on both engines (ORD-031).
import { beforeAll, describe, expect, it } from 'vitest';
import { type Customers, customersIn, organizationOf, tenantOf, tokenOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { usgov } from '../../../clouds/usgov.ts';
import { runDue } from '../../../platform/door/schedule.ts';
import { schedules } from '../../../rooms.ts';

const signer = { firstName: 'Haneul', lastName: 'Kim', email: 'haneul@daram.example', companyName: 'Daram Foods' };
const edition = '2020-02';

forEachEngine((engine) => {
  let all: Customers;
  const daram = tenantOf('daram', 'customer');
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
    const link = await all.post('jiwoo', '/invitations', { body: { providerId: organizationOf('saebyeok') } });
    await all.post('haneul', `/invitation-links/${tokenOf(link.body.link)}/accept`, {
      body: { tenantId: daram, acceptsRelationship: true, acceptsAgreement: edition },
    });
  });
  const ask = (by: 'sena' | 'jiwoo' | 'haneul' | 'yuna' = 'sena', more: object = {}) =>
    all.post(by, '/attestations', { body: { tenantId: daram, edition, ...more } });
  const asked = async (more: object = {}) => {
    const { body } = await ask('sena', more);
    return { id: body.id as string, token: tokenOf(body.link) };
  };
  const confirm = (token: string, more: object = {}, by?: 'sena' | 'minjun' | 'haneul') =>
    all.post(by, `/attestation-links/${token}/confirm`, {
      body: { ...signer, edition, language: 'ko', acceptsAgreement: true, ...more },
    });
  const record = (attestationId: string, more: object = {}) =>
    all.post('sena', '/customer-agreements', { body: { attestationId, tenantId: daram, edition, ...more } });
  const refusal = ({ status, body }: { status: number; body: any }) => [status, body.code];

  describe('A confirmation in the checkout of a partner (ORD-031)', () => {
    it('is asked for by the partner that sells', async () => {
      expect(refusal(await ask('jiwoo'))).toEqual([422, 'reseller_cannot_attest']);
      expect(refusal(await ask('yuna'))).toEqual([409, 'relationship_required']);
      expect(refusal(await ask('haneul'))).toEqual([403, 'not_permitted']);
      expect(refusal(await ask('sena', { returnUrl: 'http://shop.example' }))).toEqual([400, 'invalid_request']);
      const { status, body } = await ask('sena', { returnUrl: 'https://shop.example/checkout?cart=7' });
      expect([status, body.status, body.customer.name]).toEqual([201, 'open', 'daram']);
      expect(body.link).toMatch(/^http:\/\/localhost:4800\/attestation-links\/[\w-]{43}$/);
    });
    it('shows who asks and what for to whoever has the link, and nothing of the customer', async () => {
      const { token } = await asked();
      const { status, body } = await all.get(undefined, `/attestation-links/${token}?language=zh-CN`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ status: 'open', partner: { name: 'saebyeok' }, agreement: { language: 'zh-CN' } });
      expect(JSON.stringify(body)).not.toMatch(/daram|haneul/i);
      expect(JSON.stringify(body)).not.toContain(organizationOf('daram'));
      expect((await all.get(undefined, '/attestation-links/guessed')).status).toBe(404);
      expect((await confirm('guessed')).status).toBe(404);
      const would = await all.post(undefined, `/attestation-links/${token}/confirm?preview=true`, {
        body: { ...signer, edition, acceptsAgreement: true },
      });
      expect(would.body.would.refusals).toEqual([]);
      expect(JSON.stringify(would.body)).not.toMatch(/daram/i);
    });
    it('is confirmed once, without signing in, and becomes an agreement once', async () => {
      const { id, token } = await asked();
      expect(refusal(await record(id))).toEqual([409, 'attestation_unconfirmed']);
      expect(refusal(await confirm(token, { acceptsAgreement: false }))).toEqual([400, 'agreement_not_ticked']);
      const done = await confirm(token);
      expect(done).toMatchObject({ status: 200, body: { confirmedAt: all.clock.now.toISOString() } });
      expect(refusal(await confirm(token))).toEqual([409, 'wrong_status']);
      expect(refusal(await record(id, { tenantId: tenantOf('pinegate', 'customer') }))).toEqual([
        400,
        'attestation_of_other_customer',
      ]);
      expect(refusal(await record(id, { edition: '2019-01' }))).toEqual([409, 'agreement_edition_outdated']);
      const made = await record(id);
      expect([made.status, made.body.way, made.body.attestationId]).toEqual([201, 'attested', id]);
      expect(made.body).toMatchObject({ language: 'ko', signer: { companyName: 'Daram Foods' } });
      expect(refusal(await record(id))).toEqual([409, 'attestation_used']);
      const seen = (await all.get('sena', `/attestations/${id}`)).body;
      expect([seen.status, seen.agreementId]).toEqual(['used', made.body.id]);
    });
    it('is not confirmed by the partner that asked, which is told so, nor offered to it', async () => {
      const { id, token } = await asked();
      for (const by of ['sena', 'minjun'] as const) {
        expect(refusal(await confirm(token, {}, by))).toEqual([403, 'attestation_is_for_customer']);
      }
      const { body } = await all.get('sena', `/attestations/${id}`);
      expect([body.status, body.commands.confirm]).toEqual(['open', undefined]);
      expect((await confirm(token, { lastName: 'Yu' }, 'haneul')).status).toBe(200);
    });
    it('is used once, however many ask at the same moment', async () => {
      const { id, token } = await asked();
      await confirm(token, { lastName: 'Lee' });
      const both = await Promise.all([record(id), record(id)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
    it('is worth nothing to another partner, nor in another cloud', async () => {
      const { id, token } = await asked();
      await confirm(token, { lastName: 'Cho' });
      const other = { attestationId: id, tenantId: daram, edition };
      expect(refusal(await all.post('yuna', '/customer-agreements', { body: other }))).toEqual([
        400,
        'attestation_unknown',
      ]);
      expect((await all.get('yuna', `/attestations/${id}`)).status).toBe(404);
      const elsewhere = await customersIn(await engine.fresh());
      expect((await elsewhere.get(undefined, `/attestation-links/${token}`)).status).toBe(404);
      const there = await elsewhere.post('sena', '/customer-agreements', { body: other });
      expect(refusal(there)).toEqual([400, 'attestation_unknown']);
      const government = await customersIn(await engine.fresh(), usgov);
      const asking = await government.post('sena', '/attestations', { body: { tenantId: daram, edition } });
      expect(refusal(asking)).toEqual([422, 'feature_off_in_cloud']);
    });
    it('expires, whether it was confirmed or not', async () => {
      const [open, confirmed] = [await asked(), await asked()];
      await confirm(confirmed.token, { lastName: 'Park' });
      all.clock.now = new Date(all.clock.now.getTime() + 7 * 86_400_000);
      expect((await all.get(undefined, `/attestation-links/${open.token}`)).body).toMatchObject({
        status: 'expired',
        agreement: null,
      });
      expect(refusal(await confirm(open.token))).toEqual([409, 'attestation_expired']);
      expect(refusal(await record(confirmed.id))).toEqual([409, 'attestation_expired']);
      await runDue(all.world, schedules);
      const { items } = (await all.get('haneul', '/attestations?status=expired')).body;
      expect(items.map(({ id }: any) => id)).toEqual(expect.arrayContaining([open.id, confirmed.id]));
      expect(items[0].link).toBeUndefined();
    });
  });
});
