// Who enrols where the government buys, and in China, through HTTP: what is asked there, and what is looked at.
import { describe, expect, it } from 'vitest';
import { type Answer, codesOf, type Office, openOffice } from '../../../../tests/calls.ts';
import { cast, contact, support } from '../../../../tests/cast.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { china } from '../../../clouds/china.ts';
import { usgov } from '../../../clouds/usgov.ts';

const statement = 'Sells to the schools and hospitals of the state.';
const eligibility = { basis: 'servesPublicBodies', statement };
const places = {
  US: { street: 'Congress Ave 1', city: 'Austin', province: 'TX', postalCode: '78701' },
  CN: { street: 'Chaoyang 1', city: 'Beijing', province: 'BJ', postalCode: '100020' },
};
const government = { name: 'for the US government', cloud: usgov, country: 'US', form: { eligibility } } as const;
const called = { name: 'in China', cloud: china, country: 'CN', form: { phone: '+86 138 0013 8000' } } as const;
const parts = [
  { ...government, other: called.form, more: ['eligibility', 'credit'], missing: 'eligibility_form_missing' },
  { ...called, other: government.form, more: ['phone'], missing: 'enrolment_phone_missing' },
] as const;

const rolesOf = async (office: Office): Promise<string[]> =>
  (await office.call('miru', 'members')).body.items.map(({ name, roles }: any) => `${name} ${roles}`);

forEachEngine(
  (engine) => {
    describe.each(parts)('An enrolment $name (CLD-004, CLD-005)', (part) => {
      const { cloud, country, form, other, more, missing } = part;
      it('is handed in with what is asked here, and authorized by every check', async () => {
        const office: Office = await openOffice(await engine.fresh(), {}, { cloud, country });
        const before = await rolesOf(office);
        const own = { address: places[country], contact, support, registrationNumber: '91310000MA1FL0AA1X' };
        await office.call('miru', `organizations/${cast.miru.id}/change`, own);
        expect((await office.call('miru', 'global-account', {})).status).toBe(201);
        const { body: begun } = await office.call('miru', 'enrolments', { kind: 'reseller' });
        const act = (by: string, verb: string, body: object = {}): Promise<Answer> =>
          office.call(by, `enrolments/${begun.id}/${verb}`, body);
        expect(codesOf(await act('miru', 'submit'))).toEqual([missing]);
        expect(codesOf(await act('miru', 'fill', other))).toEqual(['not_asked_here']);
        expect((await act('miru', 'fill', form)).status).toBe(200);
        expect((await act('miru', 'submit')).body.status).toBe('emailVerification');
        const token = office.world.secrets.tokenFor('enrolmentMail', `${begun.id}|${contact.mail}`);
        const confirmed = { confirmsEnrolment: true, confirmsAddress: true };
        await office.call(undefined, `enrolment-links/${token}/confirm`, confirmed);
        const check = (name: string, facts: object = {}) =>
          act('operator', 'check', { check: name, result: 'passed', ...facts });
        await check('employment');
        await check('business', { registeredName: cast.miru.name, documents: ['businessRegistration'] });
        for (const name of more) {
          expect(codesOf(await act('operator', 'qualify'))).toEqual(['checks_not_passed']);
          expect((await check(name)).body.checks[name]).toEqual({ result: 'passed' });
        }
        expect((await act('operator', 'qualify')).body.status).toBe('qualified');
        // CLD-004: whoever is to be an admin agent is made one by hand; being authorized gives nobody the role.
        expect(await rolesOf(office)).toEqual(before);
      });
    });
  },
  ['embedded'],
);
