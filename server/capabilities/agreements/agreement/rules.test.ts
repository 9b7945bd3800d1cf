// The rules of customer agreements, as values, in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { Decision } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import { type AcceptGiven, type AttestGiven, accept, attest, standing } from './rules.ts';
import type { CustomerAgreement } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const cloud = cloudAt(worldwide, now);
const tenant = { id: 'ten_daram', organization: 'org_daram', country: 'KR' };
const person = { firstName: 'Haneul', lastName: 'Kim', email: 'haneul@daram.example' };
const attesting = { ...person, tenantId: tenant.id, edition: '2020-02', agreedAt: '2026-02-28T00:00:00Z' };
const attestGiven: AttestGiven = {
  now,
  cloud,
  by: { id: 'sena', organization: 'org_saebyeok' },
  tenant,
  dealings: [{ sells: true }],
  last: undefined,
  newId: 'cag_1',
};
const accepting = { partnerId: 'org_saebyeok', tenantId: tenant.id, edition: '2020-02', acceptsAgreement: true };
const acceptGiven: AcceptGiven = {
  ...attestGiven,
  by: { id: 'haneul', organization: 'org_daram' },
  barring: [],
  read: { language: 'ko', textHash: 'hash' },
};
const codeOf = (decision: Decision<CustomerAgreement>) => (decision.ok ? 'ok' : decision.because[0].code);
const attested = (command: Partial<typeof attesting & { phone: string }> = {}, given: Partial<AttestGiven> = {}) =>
  attest(nothing, { ...attesting, ...command }, { ...attestGiven, ...given });
const accepted = (command: Partial<typeof accepting> = {}, given: Partial<AcceptGiven> = {}) =>
  accept(nothing, { ...accepting, ...command }, { ...acceptGiven, ...given });
const recordOf = (decision: Decision<CustomerAgreement>) => {
  if (!decision.ok) throw new Error(decision.because[0].code);
  return { ...decision.next, version: 1 };
};

describe('A partner attests the customer agreement (ORD-021, ORD-022)', () => {
  it('with the signer, the edition and the day', () => {
    expect(attested({ phone: '021234567' })).toMatchObject({
      ok: true,
      events: ['customerAgreement.attested'],
      next: {
        way: 'attested',
        partner: 'org_saebyeok',
        customer: 'org_daram',
        country: 'KR',
        signer: { ...person, phone: '021234567', companyName: null },
        agreedAt: new Date('2026-02-28T00:00:00Z'),
        recordedBy: 'sena',
      },
    });
  });
  it('not for a day in the future (ORD-022), though this very moment will do', () => {
    expect(codeOf(attested({ agreedAt: '2026-03-01T09:00:00.001Z' }))).toBe('agreed_in_future');
    expect(codeOf(attested({ agreedAt: now.toISOString() }))).toBe('ok');
  });
  it('not as a reseller (ORD-023)', () =>
    expect(codeOf(attested({}, { dealings: [{ sells: false }] }))).toBe('reseller_cannot_attest'));
  it('as one who sells and resells to the same tenant', () =>
    expect(codeOf(attested({}, { dealings: [{ sells: false }, { sells: true }] }))).toBe('ok'));
  it('not for a stranger, nor for a tenant that does not exist, with the same answer (REL-044, REL-121)', () => {
    expect(codeOf(attested({}, { dealings: [] }))).toBe('relationship_required');
    expect(codeOf(attested({}, { tenant: undefined }))).toBe('relationship_required');
  });
  it('not in another edition than the one in force (ORD-020)', () =>
    expect(codeOf(attested({ edition: '2019-01' }))).toBe('agreement_edition_outdated'));
  it('not twice by the same signer, however it is written (ORD-029)', () => {
    const last = recordOf(attested());
    expect(codeOf(attested({}, { last }))).toBe('agreement_duplicate');
    expect(codeOf(attested({ firstName: ' haneul', email: 'Haneul@Daram.example' }, { last }))).toBe(
      'agreement_duplicate',
    );
  });
  it.each([{ firstName: 'Bora' }, { lastName: 'Lee' }, { email: 'other@daram.example' }, { phone: '0299' }])(
    'anew when the signer changed: %o (ORD-029)',
    (changed) => expect(codeOf(attested(changed, { last: recordOf(attested()) }))).toBe('ok'),
  );
  it('anew in a new edition, and after the customer had accepted itself', () => {
    expect(codeOf(attested({}, { last: { ...recordOf(attested()), edition: '2019-01' } }))).toBe('ok');
    expect(codeOf(attested({}, { last: recordOf(accepted()) }))).toBe('ok');
  });
});

describe('A customer accepts the customer agreement itself (ORD-021, ORD-026)', () => {
  it('for one partner, in the words it read (ORD-025, ORD-028)', () => {
    expect(accepted()).toMatchObject({
      events: ['customerAgreement.accepted'],
      next: { way: 'direct', partner: 'org_saebyeok', language: 'ko', textHash: 'hash', signer: null, agreedAt: now },
    });
  });
  it('not without the tick (REL-039)', () =>
    expect(codeOf(accepted({ acceptsAgreement: false }))).toBe('agreement_not_ticked'));
  it('not for a tenant of others', () => {
    expect(codeOf(accepted({}, { tenant: { ...tenant, organization: 'org_pinegate' } }))).toBe('tenant_not_yours');
    expect(codeOf(accepted({}, { tenant: undefined }))).toBe('tenant_not_yours');
  });
  it('not for a partner that does not sell to it', () => {
    expect(codeOf(accepted({}, { dealings: [] }))).toBe('relationship_required');
    expect(codeOf(accepted({}, { dealings: [{ sells: false }] }))).toBe('relationship_required');
  });
  it('not once it has bought what leaves the agreement to the partner (ORD-027)', () =>
    expect(codeOf(accepted({}, { barring: ['subscription'] }))).toBe('direct_acceptance_impossible'));
  it('not in another edition (ORD-020)', () =>
    expect(codeOf(accepted({ edition: '2019-01' }))).toBe('agreement_edition_outdated'));
  it('once: what is on record in this edition stays', () => {
    const before = recordOf(accepted());
    expect(accept(before, accepting, { ...acceptGiven, barring: ['subscription'] })).toEqual({
      ok: true,
      next: before,
      events: [],
    });
  });
});

describe('How the agreement stands (ORD-020)', () => {
  const stands = (last?: CustomerAgreement, barring: string[] = []) => standing(cloud, { last, barring });
  it('accepted in the edition in force', () => expect(stands(recordOf(accepted()))).toBe('accepted'));
  it('missing without a record, and with one of an older edition', () => {
    expect(stands()).toBe('missing');
    expect(stands({ ...recordOf(accepted()), edition: '2019-01' })).toBe('missing');
  });
  it('left to the partner after purchases (ORD-027)', () => expect(stands(undefined, ['it'])).toBe('byPartner'));
});

describe.each(clouds)('In the cloud $id (ORD-030)', (dated) => {
  const here = cloudAt(dated, now);
  const inSystem = here.features.customerAgreementInSystem;
  it(inSystem ? 'the agreement is confirmed in the system' : 'the agreements of the operator apply', () => {
    const expected = inSystem ? 'ok' : 'feature_off_in_cloud';
    expect(codeOf(attested({}, { cloud: here }))).toBe(expected);
    expect(codeOf(accepted({}, { cloud: here }))).toBe(expected);
    expect(standing(here, { last: undefined, barring: [] })).toBe(inSystem ? 'missing' : 'notInSystem');
  });
});
it('before the agreement came into force there was none to accept (ORD-020)', () =>
  expect(codeOf(accepted({}, { cloud: cloudAt(worldwide, new Date('2019-12-31')) }))).toBe('feature_off_in_cloud'));
