// The rules by which the operator reviews, restricts, suspends and reinstates, with values only.
import { describe, expect, it } from 'vitest';
import { codes, done, eachCloud, enrolment, now, partnerAgreement } from '../../../../../tests/cast.ts';
import { cloudAt } from '../../../../clouds/cloud.ts';
import { clouds } from '../../../../clouds/list.ts';
import { type Checks, obstacleToBusiness } from '../state.ts';
import * as rules from './reviewing.ts';

const worldwide = cloudAt(clouds[0]!, now);
const open: Checks = {
  email: { result: 'passed' },
  employment: { result: 'pending' },
  business: { result: 'pending' },
};
const legalName = 'Miru Systems';
const passed = { result: 'passed' } as const;

describe('The operator checks', () => {
  const pending = enrolment('pending', { checks: open });
  const business = {
    check: 'business',
    result: 'passed',
    registeredName: legalName,
    documents: ['taxRegistration'],
  } as const;
  it('each of the three by itself (ACT-032)', () => {
    const { next } = done(
      rules.check(pending, { check: 'employment', result: 'passed' }, { legalName, cloud: worldwide }),
    );
    expect(next.checks).toEqual({ ...open, employment: { result: 'passed' } });
  });
  it('and says what to mend when it says no (ACT-032)', () => {
    const no = { check: 'employment', result: 'rejected' } as const;
    expect(codes(rules.check(pending, no, { legalName, cloud: worldwide }))).toEqual(['guidance_missing']);
    expect(codes(rules.check(pending, { ...no, guidance: ' ' }, { legalName, cloud: worldwide }))).toEqual([
      'guidance_missing',
    ]);
    const { next } = done(
      rules.check(pending, { ...no, guidance: 'Write from work.' }, { legalName, cloud: worldwide }),
    );
    expect(next.checks.employment).toEqual({ result: 'rejected', guidance: 'Write from work.' });
  });
  it('the business by its name exactly as registered, and a document (ACT-035)', () => {
    expect(codes(rules.check(pending, business, { legalName, cloud: worldwide }))).toEqual([]);
    for (const registeredName of ['Miru Systems Ltd', 'miru systems', '']) {
      expect(codes(rules.check(pending, { ...business, registeredName }, { legalName, cloud: worldwide }))).toEqual([
        'legal_name_differs',
      ]);
    }
    expect(codes(rules.check(pending, { ...business, documents: [] }, { legalName, cloud: worldwide }))).toEqual([
      'document_missing',
    ]);
  });
  it('the business again under a new name, and nothing else (ACT-019)', () => {
    const { next } = done(rules.checkAgain(enrolment('active')));
    expect(next).toMatchObject({
      status: 'active',
      checks: { email: { result: 'passed' }, business: { result: 'pending' } },
    });
    expect(done(rules.checkAgain(enrolment('active', { checks: next.checks }))).events).toEqual([]);
  });
});

describe('The operator decides', () => {
  const given = { cloud: worldwide, agreements: [], region: 'Korea' };
  it('that all three have passed (ACT-032)', () => {
    expect(codes(rules.qualify(enrolment('pending', { checks: open }), {}, given))).toEqual(['checks_not_passed']);
    const { next, events } = done(rules.qualify(enrolment('pending'), {}, given));
    expect([next.status, next.agreementEdition, events]).toEqual(['qualified', null, ['enrolment.qualified']]);
  });
  it('and a direct-bill signature of the region holds for the reseller (ACT-050)', () => {
    const agreements = [partnerAgreement({ edition: '2019-09' })];
    const { next } = done(rules.qualify(enrolment('pending'), {}, { ...given, agreements }));
    expect([next.status, next.agreementEdition]).toEqual(['active', '2019-09']);
    expect(done(rules.qualify(enrolment('pending'), {}, { ...given, agreements, region: 'Japan' })).next.status).toBe(
      'qualified',
    );
    const asReseller = [partnerAgreement({ party: 'reseller' })];
    expect(done(rules.qualify(enrolment('pending'), {}, { ...given, agreements: asReseller })).next.status).toBe(
      'qualified',
    );
    const directBill = enrolment('pending', { kind: 'directBill' });
    expect(done(rules.qualify(directBill, {}, { ...given, agreements })).next.status).toBe('qualified');
  });
  it('and a control panel vendor, which sells nothing, signs nothing (ACT-009)', () =>
    expect(done(rules.qualify(enrolment('pending', { kind: 'controlPanelVendor' }), {}, given)).next.status).toBe(
      'active',
    ));
  it('to hold, to resume, to reject', () => {
    const held = done(rules.hold(enrolment('pending'), { note: 'Which street?' })).next;
    expect([held.status, held.note]).toEqual(['onHold', 'Which street?']);
    const resumed = done(rules.resume(enrolment('onHold', { note: 'Which street?' }))).next;
    expect([resumed.status, resumed.note]).toEqual(['pending', null]);
    expect(done(rules.reject(enrolment('onHold'), { note: 'No such firm.' })).next).toMatchObject({
      status: 'rejected',
      note: 'No such firm.',
    });
  });
});

describe('The operator restricts', () => {
  it('a direct-bill partner that misses the requirements (ACT-038)', () => {
    const { next } = done(rules.restrict(enrolment('active', { kind: 'directBill' }), { note: 'Revenue.' }));
    expect(next).toMatchObject({ status: 'restricted', reason: 'requirementsNotMet', note: 'Revenue.' });
    for (const kind of ['reseller', 'provider'] as const) {
      expect(codes(rules.restrict(enrolment('active', { kind }), { note: 'x' }))).toEqual([
        'only_direct_bill_is_restricted',
      ]);
    }
  });
});

describe.each(eachCloud)('In the cloud %s the operator suspends (ACT-040)', (_, cloud) => {
  const suspend = (more: Partial<rules.Suspend>, state = enrolment('active')) =>
    rules.suspend(state, { reason: 'abuse', note: 'Stolen cards.', ...more }, { cloud });
  const { invoiceOverdueSuspendsDays: days } = cloud.windows;
  it('who does not keep the security requirements, which bars buying until it is lifted (SEC-002)', () => {
    const { next } = done(suspend({ reason: 'securityRequirements', note: 'Nine people without a second factor.' }));
    expect(next).toMatchObject({ status: 'suspended', reason: 'securityRequirements' });
    expect(obstacleToBusiness('buy', { enrolment: next as never, cloud })?.code).toBe('account_suspended');
    expect(obstacleToBusiness('renew', { enrolment: next as never, cloud })).toBeUndefined();
  });
  it('for abuse', () =>
    expect(done(suspend({})).next).toMatchObject({ status: 'suspended', suspendedFrom: 'active', reason: 'abuse' }));
  it('for an invoice that is overdue by more than the limit', () => {
    expect(codes(suspend({ reason: 'invoiceOverdue' }))).toEqual(['invoice_not_overdue_enough']);
    expect(codes(suspend({ reason: 'invoiceOverdue', overdueDays: days }))).toEqual(['invoice_not_overdue_enough']);
    expect(codes(suspend({ reason: 'invoiceOverdue', overdueDays: days + 1 }))).toEqual([]);
  });
  it('a reseller for a problem of its provider', () => {
    expect(codes(suspend({ reason: 'upstreamProvider' }))).toEqual([]);
    expect(codes(suspend({ reason: 'upstreamProvider' }, enrolment('active', { kind: 'provider' })))).toEqual([
      'upstream_only_for_resellers',
    ]);
  });
  it('for a profile of which a check was rejected', () => {
    expect(codes(suspend({ reason: 'profileRejected' }))).toEqual(['no_rejected_check']);
    const checks: Checks = { ...open, business: { result: 'rejected' } };
    expect(codes(suspend({ reason: 'profileRejected' }, enrolment('active', { checks })))).toEqual([]);
  });
});

describe('The operator reinstates', () => {
  it('what was suspended or restricted', () => {
    const state = enrolment('suspended', { suspendedFrom: 'active', reason: 'abuse', note: 'x' });
    expect(done(rules.reinstate(state)).next).toMatchObject({
      status: 'active',
      reason: null,
      note: null,
      suspendedFrom: null,
    });
    expect(done(rules.reinstate(enrolment('restricted', { reason: 'requirementsNotMet' }))).next).toMatchObject({
      status: 'active',
      reason: null,
    });
  });
  it('to what it was before', () => {
    const state = enrolment('suspended', { suspendedFrom: 'restricted', kind: 'directBill' });
    expect(done(rules.reinstate(state)).next).toMatchObject({
      status: 'restricted',
      reason: 'requirementsNotMet',
      suspendedFrom: null,
    });
  });
});

describe.each(eachCloud)('In the cloud %s the operator', (_, cloud) => {
  const more = ['eligibility', 'credit', 'phone'] as const;
  it('records the checks that are made here, and no other (CLD-004, CLD-005)', () => {
    for (const name of more) {
      const isMade = cloud.features[`${name}Check`];
      const decision = rules.check(enrolment('pending'), { check: name, result: 'passed' }, { legalName, cloud });
      expect(codes(decision)).toEqual(isMade ? [] : ['check_not_made_here']);
    }
  });
  it('qualifies nobody while one of them is open (CLD-004, CLD-005)', () => {
    const given = { cloud, agreements: [], region: 'Korea' };
    const made = more.filter((name) => cloud.features[`${name}Check`]);
    const all = { ...enrolment('pending').checks, ...Object.fromEntries(made.map((name) => [name, passed])) };
    expect(codes(rules.qualify(enrolment('pending', { checks: all }), {}, given))).toEqual([]);
    for (const name of made) {
      for (const result of ['pending', 'rejected'] as const) {
        const state = enrolment('pending', { checks: { ...all, [name]: { result } } });
        expect(codes(rules.qualify(state, {}, given))).toEqual(['checks_not_passed']);
      }
    }
  });
});
