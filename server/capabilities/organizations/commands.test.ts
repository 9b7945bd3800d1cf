// The whole way of a partner through HTTP, on both engines: join, enrol, be verified, sign, be suspended, come back.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, type Office, openOffice } from '../../../tests/calls.ts';
import { address, cast, contact, support } from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';

forEachEngine((engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(await engine.fresh(), { saebyeok: 'provider' });
    await office.database.transaction(async (tx) => {
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id)
        values ('enr_advisor', 1, 'active', 'advisor', ${cast.miru.id})`);
    });
  });

  let enrolment: string;
  let tenant: string;

  describe('A company joins the partner network', () => {
    it('only after its legal address and contact are known', async () => {
      expect(codesOf(await office.call('miru', 'global-account', {}))).toEqual(['address_missing', 'contact_missing']);
      const changed = await office.call('miru', `organizations/${cast.miru.id}/change`, { address, contact, support });
      expect([changed.status, changed.body.address, changed.body.version]).toEqual([200, address, 2]);
    });
    it('and has one global account and one location, each with its own partner id (ACT-010)', async () => {
      const joined = await office.call('miru', 'global-account', {});
      expect([joined.status, joined.body.kind]).toEqual([201, 'global']);
      const { body } = await office.call('jiwoo', 'locations');
      expect(body.items.map((one: any) => [one.kind, one.partnerId])).toEqual([
        ['global', '4000001'],
        ['location', '4000002'],
      ]);
      expect(codesOf(await office.call('miru', 'global-account', {}))).toEqual(['global_account_exists']);
    });
    it('others do not see its accounts, the operator does', async () => {
      expect((await office.call('oaktrail', 'locations')).body.items).toEqual([]);
      expect((await office.call('operator', 'locations')).body.items).toHaveLength(2);
      expect((await office.call('jiwoo', 'global-account', {})).status).toBe(403);
    });
    it('and says of each which commands its kind bars, before anybody tries (ACT-010, ACT-018)', async () => {
      const { items } = (await office.call('miru', 'locations')).body;
      expect(items.map(({ kind, commands }: any) => [kind, commands.includes('move')])).toEqual([
        ['global', true],
        ['location', false],
      ]);
      const [account, place] = items;
      const commandsOf = async (by: string, { id }: { id: string }) =>
        (await office.call(by, `locations/${id}`)).body.commands;
      expect((await commandsOf('miru', account)).move.allowed).toBe(true);
      expect((await commandsOf('miru', place)).move).toMatchObject({
        allowed: false,
        because: [{ code: 'not_a_global_account' }],
      });
      expect((await commandsOf('operator', account)).close.because).toMatchObject([{ code: 'global_account_stays' }]);
      expect((await commandsOf('operator', place)).close.allowed).toBe(true);
    });
    it('a further location gets the next id; only the operator closes it, for good (ACT-015)', async () => {
      const form = { name: 'Busan', legalEntity: 'Miru Systems', country: 'KR', contact };
      const busan = { street: 'Haeun-daero 1', city: 'Busan', province: '26', postalCode: '48058' };
      const refused = await office.call('miru', 'locations', { ...form, address: { ...busan, postalCode: '06133' } });
      expect([refused.status, refused.body.code]).toEqual([400, 'postal_code_inconsistent']);
      const made = await office.call('miru', 'locations', { ...form, address: busan });
      expect([made.status, made.body.partnerId]).toEqual([201, '4000003']);
      const close = (by: string, confirmsForGood: boolean) =>
        office.call(by, `locations/${made.body.id}/close`, { confirmsForGood });
      expect((await close('miru', true)).body.code).toBe('not_permitted');
      expect((await close('operator', false)).body.code).toBe('close_not_confirmed');
      expect((await close('operator', true)).body.status).toBe('closed');
      expect((await close('operator', true)).body.code).toBe('wrong_status');
    });
  });

  describe('A company enrols as reseller', () => {
    it('says all that is missing at once (ACT-030)', async () => {
      const started = await office.call('oaktrail', 'enrolments', { kind: 'reseller' });
      expect([started.status, started.body.status]).toEqual([201, 'draft']);
      const refused = await office.call('oaktrail', `enrolments/${started.body.id}/submit`, {});
      expect(codesOf(refused)).toEqual([
        'partner_account_missing',
        'address_missing',
        'contact_missing',
        'support_profile_missing',
      ]);
    });
    it('begins as nothing else (ACT-006), and not for another organization', async () => {
      expect(codesOf(await office.call('oaktrail', 'enrolments', { kind: 'directBill' }))).toEqual([
        'enrol_as_reseller_first',
      ]);
      const own = await office.call('miru', 'enrolments', { kind: 'reseller', organization: cast.saebyeok.id });
      expect([own.status, own.body.organization.id]).toEqual([201, cast.miru.id]);
      enrolment = own.body.id;
    });
    it('hands it in; the contact gets a link, which nobody else knows (ACT-033)', async () => {
      const done = await office.call('miru', `enrolments/${enrolment}/submit`, { language: 'ko' });
      expect([done.body.status, done.body.mail]).toEqual(['emailVerification', contact.mail]);
      const mail = await office.lastMail();
      expect(mail).toMatchObject({
        ...{ to: contact.mail, language: 'ko', key: 'mail.enrolmentConfirm' },
        organization: cast.miru.id,
      });
      const token = office.world.secrets.tokenFor('enrolmentMail', `${enrolment}|${contact.mail}`);
      expect(mail.values.link).toBe(`http://localhost:4800/enrolment-links/${token}`);
    });
    it('the mail goes out again only after a day (ACT-032)', async () => {
      const again = () => office.call('miru', `enrolments/${enrolment}/send-mail-again`, {});
      expect(codesOf(await again())).toEqual(['mail_sent_recently']);
      office.turn('2026-03-03T09:00:00Z');
      expect((await again()).status).toBe(200);
    });
    it('a stranger with the link sees who asks, confirms both statements, and sees nothing personal', async () => {
      const token = office.world.secrets.tokenFor('enrolmentMail', `${enrolment}|${contact.mail}`);
      expect((await office.call(undefined, 'enrolment-links/nonsense')).status).toBe(404);
      expect((await office.call(undefined, `enrolment-links/${token}`)).body).toEqual({
        organization: { id: cast.miru.id, name: 'Miru Systems', country: 'KR' },
        kind: 'reseller',
        status: 'emailVerification',
      });
      const confirm = (confirmsAddress: boolean) =>
        office.call(undefined, `enrolment-links/${token}/confirm`, { confirmsEnrolment: true, confirmsAddress });
      expect((await confirm(false)).body.code).toBe('enrolment_not_confirmed');
      const done = await confirm(true);
      expect([done.body.status, done.body.mail, done.body.checks]).toEqual(['pending', undefined, undefined]);
    });
  });

  describe('The operator reviews', () => {
    const check = (more: object) => office.call('operator', `enrolments/${enrolment}/check`, more);
    it('sees the queue; the applicant does not decide', async () => {
      const { body } = await office.call('operator', 'enrolments?status=pending');
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([enrolment]);
      expect((await office.call('miru', `enrolments/${enrolment}/qualify`, {})).status).toBe(403);
    });
    it('passes a business by its exact name and a document (ACT-035), and tells why not', async () => {
      expect(codesOf(await office.call('operator', `enrolments/${enrolment}/qualify`, {}))).toEqual([
        'checks_not_passed',
      ]);
      await check({ check: 'employment', result: 'passed' });
      const business = { check: 'business', result: 'passed', documents: ['businessRegistration'] };
      expect(codesOf(await check({ ...business, registeredName: 'Miru Ltd' }))).toEqual(['legal_name_differs']);
      expect(codesOf(await check({ check: 'business', result: 'rejected' }))).toEqual(['guidance_missing']);
      await check({ check: 'business', result: 'rejected', guidance: 'Send the registration.' });
      expect(await office.lastMail()).toMatchObject({
        key: 'mail.checkRejected',
        values: { guidance: 'Send the registration.' },
      });
      const passed = await check({ ...business, registeredName: 'Miru Systems' });
      expect(passed.body.checks.business).toEqual({ result: 'passed', documents: ['businessRegistration'] });
    });
    it('qualifies', async () => {
      const done = await office.call('operator', `enrolments/${enrolment}/qualify`, {});
      expect(done.body.status).toBe('qualified');
      expect(await office.lastMail()).toMatchObject({ key: 'mail.enrolmentQualified', to: contact.mail });
    });
  });

  describe('The partner agreement', () => {
    const accept = (by: string, more: object = {}) =>
      office.call(by, 'partner-agreements', {
        tenant,
        kind: 'reseller',
        edition: '2019-09',
        confirmsAuthority: true,
        ...more,
      });
    it('can be read before signing, in each language, and says which one binds (ACT-050, ACT-056)', async () => {
      const { body } = await office.call('jiwoo', 'partner-agreement-texts/reseller?language=ko');
      expect(body).toMatchObject({ edition: '2019-09', bindingLanguage: 'en', language: 'ko' });
      expect(body.text).toContain('파트너');
      expect(body.notice).toContain('영어');
      expect((await office.call(undefined, 'partner-agreement-texts/reseller')).status).toBe(401);
    });
    it('waits for a selling tenant that stands for a location (ACT-014)', async () => {
      const wrong = await office.call('miru', 'tenants', { purpose: 'selling', domain: 'miru.example', country: 'XX' });
      expect(wrong.body.code).toBe('country_not_sold_here');
      const made = await office.call('miru', 'tenants', { purpose: 'selling', domain: 'miru.example', country: 'KR' });
      expect(made.body).toMatchObject({ status: 'active', currency: 'KRW', isPrimary: true, partnerId: null });
      tenant = made.body.id;
      expect(codesOf(await accept('miru'))).toEqual(['location_not_linked']);
      const link = (partnerId: string) => office.call('miru', `tenants/${tenant}/link-location`, { partnerId });
      expect((await link('4000001')).body.code).toBe('global_id_not_allowed');
      expect((await link('4000003')).body.code).toBe('location_closed');
      expect((await link('4000002')).body.partnerId).toBe('4000002');
    });
    it('is signed by a global admin only, in the edition in force', async () => {
      expect((await accept('jiwoo')).status).toBe(403);
      expect(codesOf(await accept('miru', { edition: '2018-01', confirmsAuthority: false }))).toEqual([
        'edition_outdated',
        'authority_not_confirmed',
      ]);
    });
    it('makes the partner active at once, and an advisor of old is one no more (ACT-007)', async () => {
      const signed = await accept('miru');
      expect([signed.status, signed.body.region, signed.body.acceptedBy]).toEqual([201, 'Korea', 'miru']);
      const { body } = await office.call('miru', 'enrolments');
      expect(body.items.map((one: any) => [one.kind, one.status, one.agreementEdition])).toEqual(
        expect.arrayContaining([
          ['reseller', 'active', '2019-09'],
          ['advisor', 'replaced', null],
        ]),
      );
    });
    it('is not signed twice', async () => {
      const { body } = await accept('miru');
      expect(body.version).toBe(1);
      expect((await office.call('jiwoo', 'partner-agreements')).body.items).toHaveLength(1);
    });
  });

  describe('The operator suspends and reinstates', () => {
    const act = (verb: string, more: object = {}) => office.call('operator', `enrolments/${enrolment}/${verb}`, more);
    it('for a listed reason only, and tells the partner (ACT-040)', async () => {
      const reason = { reason: 'invoiceOverdue', note: 'Invoice of January.' };
      expect(codesOf(await act('suspend', { ...reason, overdueDays: 60 }))).toEqual(['invoice_not_overdue_enough']);
      const done = await act('suspend', { ...reason, overdueDays: 61 });
      expect([done.body.status, done.body.reason]).toEqual(['suspended', 'invoiceOverdue']);
      expect(await office.lastMail()).toMatchObject({ key: 'mail.enrolmentSuspended' });
    });
    it('previews what suspension means', async () => {
      const preview = await office.call('operator', `enrolments/enr_saebyeok/suspend?preview=true`, {
        reason: 'abuse',
        note: 'Stolen cards.',
      });
      expect(preview.body.would.access).toEqual(['No new customers, invitations, purchases or sandboxes.']);
      expect((await office.call('operator', 'enrolments/enr_saebyeok')).body.status).toBe('active');
    });
    it('back to active', async () => {
      const done = await act('reinstate');
      expect([done.body.status, done.body.reason, done.body.note]).toEqual(['active', null, null]);
    });
    it('a new legal name is verified again, the rest stays (ACT-019)', async () => {
      const renamed = await office.call('miru', `organizations/${cast.miru.id}/rename`, { name: 'Miru Cloud' });
      expect(renamed.body.name).toBe('Miru Cloud');
      const { body } = await office.call('miru', `enrolments/${enrolment}`);
      expect([body.status, body.checks.email.result, body.checks.business.result]).toEqual([
        'active',
        'passed',
        'pending',
      ]);
      expect(
        codesOf(await office.call('saebyeok', `organizations/${cast.saebyeok.id}/rename`, { name: 'Other' })),
      ).toEqual(['name_change_by_operator']);
    });
  });
});
