// The rules of what customers confirm at links, as values, in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { Decision } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import { type AttestGiven, attest, type CreateGiven, create } from '../agreement/rules.ts';
import type { CustomerAgreement } from '../agreement/state.ts';
import { ask, confirm, expire, use } from './rules.ts';
import type { Attestation } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const cloud = cloudAt(worldwide, now);
const tenant = { id: 'ten_daram', organization: 'org_daram', country: 'KR' };
const person = { firstName: 'Haneul', lastName: 'Kim', email: 'haneul@daram.example' };
const attestGiven: AttestGiven = {
  now,
  cloud,
  by: { id: 'sena', organization: 'org_saebyeok' },
  tenant,
  dealings: [{ sells: true }],
  last: undefined,
  newId: 'cag_1',
};
const codeOf = (decision: Decision<CustomerAgreement | Attestation>) => (decision.ok ? 'ok' : decision.because[0].code);

describe('A customer confirms the agreement at a link of its partner (ORD-031)', () => {
  const asking = { tenantId: tenant.id, edition: '2020-02' };
  const askGiven = { ...attestGiven, cloud, newId: 'att_1', tokenHash: 'hash' } as const;
  const asked = (command: Partial<typeof asking & { returnUrl: string }> = {}, given: Partial<typeof askGiven> = {}) =>
    ask(nothing, { ...asking, ...command }, { ...askGiven, ...given });
  const open = (() => {
    const made = asked({ returnUrl: 'https://shop.example/checkout' });
    if (!made.ok) throw new Error(made.because[0].code);
    return { ...made.next, version: 1 } as Attestation & { status: 'open' };
  })();
  const confirming = { ...person, companyName: 'Daram', edition: '2020-02', acceptsAgreement: true };
  const confirmed = (command: Partial<typeof confirming> = {}, more: object = {}) =>
    confirm(
      open,
      { ...confirming, ...command },
      {
        ...{ now, cloud, by: { organization: '' }, read: { language: 'ko', textHash: 'words' } as const },
        ...more,
      },
    );
  const confirmation: Attestation = {
    ...open,
    status: 'confirmed',
    confirmedAt: now,
    signer: { ...person, phone: null, companyName: 'Daram' },
    language: 'ko',
    textHash: 'words',
  };
  const recorded = (attestation: Attestation | undefined, command: object = {}, more: Partial<CreateGiven> = {}) =>
    create(
      nothing,
      { attestationId: 'att_1', ...asking, ...command },
      { ...attestGiven, ...more, attestation, newId: 'cag_2' },
    );

  it('is asked by the partner that sells, for the edition in force, for a week', () => {
    expect(open).toMatchObject({ status: 'open', partner: 'org_saebyeok', customer: 'org_daram', signer: null });
    expect(open.expiresAt).toEqual(new Date('2026-03-08T09:00:00Z'));
    expect(codeOf(asked({ edition: '2019-01' }))).toBe('agreement_edition_outdated');
    expect(codeOf(asked({}, { dealings: [{ sells: false }] as never }))).toBe('reseller_cannot_attest');
    expect(codeOf(asked({}, { dealings: [] as never }))).toBe('relationship_required');
  });
  it('only where the program has such an agreement (ORD-030)', () => {
    for (const one of clouds) {
      const here = cloudAt(one, now);
      const expected = here.features.customerAgreementInSystem ? 'ok' : 'feature_off_in_cloud';
      expect(codeOf(asked({}, { cloud: here }))).toBe(expected);
    }
  });
  it('confirms it with the words that were read, once the box is ticked', () => {
    expect(confirmed()).toMatchObject({
      ok: true,
      events: ['attestation.confirmed'],
      next: {
        status: 'confirmed',
        confirmedAt: now,
        language: 'ko',
        textHash: 'words',
        signer: { companyName: 'Daram' },
      },
    });
    expect(codeOf(confirmed({ acceptsAgreement: false }))).toBe('agreement_not_ticked');
  });
  it('but whoever acts for the partner that asked does not confirm in its place', () => {
    expect(codeOf(confirmed({}, { by: { organization: 'org_saebyeok' } }))).toBe('attestation_is_for_customer');
    expect(codeOf(confirmed({}, { by: { organization: 'org_daram' } }))).toBe('ok');
  });
  it('but neither after its time nor in another edition', () => {
    expect(codeOf(confirmed({}, { now: new Date('2026-03-08T08:59:59.999Z') }))).toBe('ok');
    expect(codeOf(confirmed({}, { now: new Date('2026-03-08T09:00:00Z') }))).toBe('attestation_expired');
    expect(codeOf(confirmed({ edition: '2019-01' }))).toBe('agreement_edition_outdated');
    const next = { ...cloud, customerAgreement: '2027-01' };
    expect(codeOf(confirmed({ edition: '2027-01' }, { cloud: next }))).toBe('agreement_edition_outdated');
  });
  it('becomes an agreement of that signer and that moment', () => {
    expect(recorded(confirmation)).toMatchObject({
      ok: true,
      events: ['customerAgreement.attested'],
      next: { way: 'attested', attestation: 'att_1', agreedAt: now, textHash: 'words', signer: { lastName: 'Kim' } },
    });
    expect(use({ ...confirmation, status: 'confirmed' }, { agreement: 'cag_2' })).toMatchObject({
      next: { status: 'used', agreement: 'cag_2' },
    });
    expect(expire({ ...confirmation, status: 'confirmed' })).toMatchObject({ next: { status: 'expired' } });
  });
  type Case = { code: string; from?: Attestation; command?: object; more?: Partial<CreateGiven> };
  it.each<Case>([
    { code: 'attestation_unknown' },
    { code: 'attestation_of_other_customer', from: confirmation, command: { tenantId: 'ten_pinegate' } },
    { code: 'attestation_unconfirmed', from: open },
    { code: 'attestation_used', from: { ...confirmation, status: 'used', agreement: 'cag_9' } },
    { code: 'attestation_expired', from: { ...confirmation, status: 'expired' } },
    { code: 'attestation_expired', from: confirmation, more: { now: new Date('2026-03-08T09:00:00Z') } },
    { code: 'agreement_edition_outdated', from: confirmation, command: { edition: '2019-01' } },
    { code: 'agreement_edition_outdated', from: { ...confirmation, edition: '2019-01' } },
    { code: 'reseller_cannot_attest', from: confirmation, more: { dealings: [{ sells: false }] } },
    { code: 'relationship_required', from: confirmation, more: { dealings: [] } },
  ])('is refused with $code where it cannot become one', ({ code, from, command, more }) => {
    expect(codeOf(recorded(from, command, more))).toBe(code);
  });
  it('is refused where the same signer is on record already (ORD-029)', () => {
    const attesting = { ...person, ...asking, agreedAt: '2026-02-28T00:00:00Z' };
    const made = attest(nothing, attesting, attestGiven);
    if (!made.ok) throw new Error(made.because[0].code);
    const last = { ...made.next, version: 1 };
    expect(codeOf(recorded(confirmation, {}, { last }))).toBe('agreement_duplicate');
  });
});
