// The rules of enrolling, as the applicant meets them, with values only.
import { describe, expect, it } from 'vitest';
import {
  cast,
  codes,
  contact,
  countryIn,
  done,
  eachCloud,
  enrolment,
  now,
  organization,
} from '../../../../../tests/cast.ts';
import { cloudAt } from '../../../../clouds/cloud.ts';
import { clouds } from '../../../../clouds/list.ts';
import type { Enrolment } from '../state.ts';
import * as rules from './applying.ts';

const nothing = { status: 'nothing' } as const;
const worldwide = cloudAt(clouds[0]!, now);

describe.each(eachCloud)('In the cloud %s somebody enrols', (_, cloud) => {
  const company = organization({ country: countryIn(cloud) });
  const given = { now, cloud, isOperator: false, organization: company, enrolments: [], newId: 'enr_new' } as const;
  const start = (kind: Enrolment['kind'], more: Partial<rules.StartGiven> = {}) =>
    rules.start(nothing, { kind }, { ...given, ...more });
  it('as reseller, with a draft (ACT-031)', () =>
    expect(done(start('reseller')).next).toMatchObject({
      status: 'draft',
      organization: cast.miru.id,
      agreementEdition: null,
    }));
  it('as reseller before anything else (ACT-006)', () => {
    for (const kind of ['directBill', 'provider'] as const) {
      expect(codes(start(kind))).toEqual(['enrol_as_reseller_first']);
      expect(codes(start(kind, { isOperator: true }))).toEqual([]);
    }
    expect(codes(start('directBill', { enrolments: [enrolment('pending')] }))).toEqual(['enrol_as_reseller_first']);
    expect(codes(start('directBill', { enrolments: [enrolment('active')] }))).toEqual([]);
  });
  it('never as advisor (ACT-007)', () => {
    expect(codes(start('advisor'))).toEqual(['advisor_closed']);
    expect(codes(start('advisor', { isOperator: true }))).toEqual(['advisor_closed']);
  });
  it('once per kind', () =>
    expect(codes(start('reseller', { enrolments: [enrolment('rejected')] }))).toEqual(['already_enrolled']));
  it('only from a country that is sold to, and not once it is closed (ACT-060)', () => {
    expect(codes(start('reseller', { organization: organization({ country: 'AQ' }) }))).toEqual([
      'country_not_sold_here',
    ]);
    expect(codes(start('reseller', { organization: undefined }))).toEqual(['country_not_sold_here']);
    expect(codes(start('reseller', { organization: { ...company, status: 'closed' } }))).toEqual([
      'country_not_sold_here',
    ]);
  });
  it('as two kinds only where a rule allows it (ACT-001, ACT-005)', () => {
    const has = (kind: Enrolment['kind'], status: Enrolment['status'] = 'active') => ({
      enrolments: [enrolment(status, { kind })],
      isOperator: true,
    });
    expect(codes(start('reseller', has('directBill')))).toEqual([]);
    expect(codes(start('reseller', has('advisor')))).toEqual([]);
    expect(codes(start('reseller', has('provider', 'rejected')))).toEqual([]);
    for (const [wanted, present] of [
      ['reseller', 'provider'],
      ['provider', 'reseller'],
      ['directBill', 'provider'],
      ['provider', 'directBill'],
      ['controlPanelVendor', 'reseller'],
      ['reseller', 'controlPanelVendor'],
    ] as const) {
      expect(codes(start(wanted, has(present)))).toEqual(['kinds_exclude_each_other']);
    }
  });
});

it.each(clouds)('Before October 2020 one could begin as direct-bill partner ($id, ACT-006)', (dated) => {
  const cloud = cloudAt(dated, new Date('2020-09-30'));
  const company = organization({ country: countryIn(cloud) });
  const given = { now, cloud, isOperator: false, organization: company, enrolments: [], newId: 'enr_new' } as const;
  expect(codes(rules.start(nothing, { kind: 'directBill' }, given))).toEqual([]);
});

describe('An enrolment is handed in', () => {
  const cloud = { ...worldwide, registrationNumberCountries: ['PL'] };
  const given = { now, cloud, organization: organization(), isInNetwork: true, tokenHash: 'new hash' };
  it('and the primary contact is written to (ACT-033)', () => {
    const { next, events } = done(rules.submit(enrolment('draft'), { language: 'ko' }, given));
    expect(next).toMatchObject({
      status: 'emailVerification',
      mail: contact.mail,
      mailTokenHash: 'new hash',
      mailedAt: now,
      language: 'ko',
    });
    expect(events).toEqual(['enrolment.submitted']);
  });
  it('with everything that is needed, else all that is missing is said at once (ACT-030)', () => {
    const bare = organization({ country: 'PL', address: null, contact: null, support: null, registrationNumber: null });
    expect(codes(rules.submit(enrolment('draft'), {}, { ...given, organization: bare, isInNetwork: false }))).toEqual([
      'partner_account_missing',
      'address_missing',
      'contact_missing',
      'support_profile_missing',
      'registration_number_missing',
    ]);
  });
  it('with a contact of the company (ACT-030)', () => {
    const organizationNow = organization({ contact: { ...contact, mail: 'jiwoo@naver.com' } });
    expect(codes(rules.submit(enrolment('draft'), {}, { ...given, organization: organizationNow }))).toEqual([
      'public_mail_domain',
    ]);
  });
  it('again after it was rejected, with all checks to be made anew', () => {
    const { next } = done(rules.submit(enrolment('rejected', { note: 'No.' }), {}, given));
    expect([next.note, next.language, next.checks.email.result, next.checks.business.result]).toEqual([
      null,
      'en',
      'pending',
      'pending',
    ]);
  });
});

describe.each(eachCloud)('In the cloud %s the mail', (_, cloud) => {
  const { verificationMailAgainHours: hours } = cloud.windows;
  const later = (ms: number) => ({ cloud, now: new Date(now.getTime() + hours * 3_600_000 + ms) });
  it('goes out again after a day, not before (ACT-032)', () => {
    expect(codes(rules.sendMailAgain(enrolment('emailVerification'), {}, later(-1)))).toEqual(['mail_sent_recently']);
    const { next } = done(rules.sendMailAgain(enrolment('emailVerification'), {}, later(0)));
    expect(next.mailedAt).toEqual(later(0).now);
  });
  it('begins the review when both statements are confirmed (ACT-033)', () => {
    const confirm = (confirmsEnrolment: boolean, confirmsAddress: boolean) =>
      rules.confirm(enrolment('emailVerification'), { confirmsEnrolment, confirmsAddress }, { cloud, now });
    expect(codes(confirm(true, false))).toEqual(['enrolment_not_confirmed']);
    expect(codes(confirm(false, true))).toEqual(['enrolment_not_confirmed']);
    expect(done(confirm(true, true)).next).toMatchObject({
      status: 'pending',
      reviewSince: now,
      checks: { email: { result: 'passed' } },
    });
  });
  it('leads to a day from which a ticket may ask, in working days (ACT-034)', () => {
    const friday = new Date('2026-03-06T09:00:00Z');
    const { next } = done(
      rules.confirm(
        enrolment('emailVerification'),
        { confirmsEnrolment: true, confirmsAddress: true },
        { cloud, now: friday },
      ),
    );
    const weeks = cloud.windows.reviewWorkingDays / 5;
    expect(next.ticketFrom).toEqual(new Date(friday.getTime() + weeks * 7 * 86_400_000));
  });
});

describe('An enrolment becomes active', () => {
  const edition = '2019-09';
  it('with the edition that was signed (ACT-031)', () => {
    const { next, events } = done(rules.activate(enrolment('qualified'), { edition }, { cloud: worldwide }));
    expect([next.status, next.agreementEdition, events]).toEqual(['active', edition, ['enrolment.activated']]);
  });
  it('not while its business is in question again (ACT-032)', () => {
    const state = enrolment('qualified');
    const checks = { ...state.checks, business: { result: 'pending' } } as const;
    expect(codes(rules.activate({ ...state, checks }, { edition }, { cloud: worldwide }))).toEqual([
      'checks_not_passed',
    ]);
  });
  it('and takes a later edition, once', () => {
    expect(done(rules.activate(enrolment('active'), { edition }, { cloud: worldwide })).events).toEqual([]);
    const { next, events } = done(rules.activate(enrolment('active'), { edition: '2027-01' }, { cloud: worldwide }));
    expect([next.agreementEdition, events]).toEqual(['2027-01', ['enrolment.agreementRenewed']]);
  });
  it('in place of the advisor it was (ACT-007)', () =>
    expect(done(rules.replace(enrolment('active', { kind: 'advisor' }))).next.status).toBe('replaced'));
});

describe.each(eachCloud)('What the cloud %s asks beside the profile', (_, cloud) => {
  const { eligibilityCheck, creditCheck, phoneCheck } = cloud.features;
  const form = { basis: 'servesPublicBodies', statement: 'Sells to the schools of the state.' } as const;
  const fill = (command: Parameters<typeof rules.fill>[1]) => rules.fill(enrolment('draft'), command, { cloud });
  const given = { now, cloud, organization: organization(), isInNetwork: true, tokenHash: 'hash' };
  it('is filled in where it is asked, and nowhere else (CLD-004, CLD-005)', () => {
    expect(codes(fill({ eligibility: form }))).toEqual(eligibilityCheck ? [] : ['not_asked_here']);
    expect(codes(fill({ phone: '+86 138 0013 8000' }))).toEqual(phoneCheck ? [] : ['not_asked_here']);
  });
  it('stands in the way of handing in until it is there (CLD-004, CLD-005)', () => {
    const missing = [
      ...(eligibilityCheck ? ['eligibility_form_missing'] : []),
      ...(phoneCheck ? ['enrolment_phone_missing'] : []),
    ];
    expect(codes(rules.submit(enrolment('draft'), {}, given))).toEqual(missing);
    const filled = enrolment('draft', { eligibility: form, phone: '13800138000' });
    expect(codes(rules.submit(filled, {}, given))).toEqual([]);
  });
  it('is looked at before anybody signs or begins to work (CLD-004, CLD-005)', () => {
    const more = { eligibility: eligibilityCheck, credit: creditCheck, phone: phoneCheck };
    const names = Object.entries(more).flatMap(([name, isMade]) => (isMade ? [name] : []));
    expect(rules.checksIn({ cloud })).toEqual(['email', 'employment', 'business', ...names]);
    const made = done(rules.submit(enrolment('draft', { eligibility: form, phone: '13800138000' }), {}, given)).next;
    expect(Object.keys(made.checks)).toEqual(rules.checksIn({ cloud }));
    const open = names.length > 0 ? ['checks_not_passed'] : [];
    expect(codes(rules.activate(enrolment('qualified'), { edition: '2019-09' }, { cloud }))).toEqual(open);
  });
});

describe.each(eachCloud)('In the cloud %s a number is given', (_, cloud) => {
  if (!cloud.enrolmentPhone) return it('nowhere', () => expect(cloud.features.phoneCheck).toBe(false));
  const kept = (phone: string) => {
    const decision = rules.fill(enrolment('draft'), { phone }, { cloud });
    return decision.ok ? decision.next.phone : decision.because[0].code;
  };
  it('of this country, however it is written (CLD-005)', () => {
    for (const phone of ['13800138000', '+86 138-0013-8000', '0086 13800138000']) {
      expect(kept(phone)).toBe('13800138000');
    }
    expect(kept('010 8888 0000')).toBe('1088880000');
    expect(kept('(0755) 8332-1234')).toBe('75583321234');
  });
  it('and of no other', () => {
    for (const phone of ['+1 202 555 0100', '+82 10 2555 0100', '12345', 'call me']) {
      expect(kept(phone)).toBe('phone_of_other_country');
    }
  });
});
