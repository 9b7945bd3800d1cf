// The rules of relationships, as values.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { Decision } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment, PartnerKind } from '../../organizations/enrolment/state.ts';
import { waysOf } from '../invitation/state.ts';
import * as relationships from './rules.ts';
import { covers, type Relationship, sells } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const cloud = cloudAt(worldwide, now);
const enrolled = (kind: PartnerKind, status: Enrolment['status'] = 'active', agreementEdition: string | null = 'any') =>
  ({ kind, status, agreementEdition, reason: null }) as Enrolment;
const codeOf = <S>(decision: Decision<S>) => (decision.ok ? 'ok' : decision.because[0].code);
const nextOf = <S>(decision: Decision<S>): S => {
  if (!decision.ok) throw new Error(decision.because[0].code);
  return decision.next;
};

const establishing: relationships.Establish = {
  partner: 'org_saebyeok',
  customer: 'org_daram',
  tenant: 'ten_daram',
  origin: 'invited',
  invitation: 'inv_1',
  part: 'seller',
  other: 'org_miru',
};
const establishGiven = { now, by: { id: 'haneul' }, newId: 'rel_1', legalName: 'Daram Foods' } as const;
const established = (command: Partial<relationships.Establish> = {}, state: any = nothing) =>
  relationships.establish(state, { ...establishing, ...command }, establishGiven);
const active = (command: Partial<relationships.Establish> = {}): any => ({
  ...nextOf(established(command)),
  version: 1,
});

describe('A relationship', () => {
  it('names the other one of its pair (REL-043)', () => {
    expect(established()).toMatchObject({
      events: ['relationship.established'],
      next: { isDirect: false, resellers: ['org_miru'], providers: [], customerName: 'Daram Foods', since: now },
    });
    const reseller = nextOf(established({ partner: 'org_miru', part: 'reseller', other: 'org_saebyeok' }));
    expect([reseller.providers, reseller.resellers, sells(reseller)]).toEqual([['org_saebyeok'], [], false]);
  });
  it('is direct where nobody stands between', () =>
    expect(nextOf(established({ other: null }))).toMatchObject({ isDirect: true, resellers: [], providers: [] }));
  it('of a customer that was created is no consent: nobody was there to give it (REL-030)', () =>
    expect(established({ origin: 'created' })).toMatchObject({ events: ['relationship.created'] }));
  it('stays as it is when made again (REL-048)', () =>
    expect(established({}, active())).toEqual({ ok: true, next: active(), events: [] }));
  it('takes in a further reseller, or direct sale, once each', () => {
    const two = established({ other: 'org_oaktrail' }, active());
    expect(two).toMatchObject({ events: ['relationship.joined'], next: { resellers: ['org_miru', 'org_oaktrail'] } });
    const before = established({ other: 'org_alder' }, active());
    expect(before).toMatchObject({ next: { resellers: ['org_alder', 'org_miru'] } });
    expect(established({ other: null }, active())).toMatchObject({ next: { isDirect: true, resellers: ['org_miru'] } });
  });
  it('covers exactly the ways that made it', () => {
    const ways = waysOf({ partner: 'org_miru', provider: 'org_saebyeok' });
    expect(ways.map((way) => covers(active(), way))).toEqual([false, true]);
    expect(covers(active(), { partner: 'org_saebyeok', part: 'seller', other: null })).toBe(false);
    expect(covers(active(), { partner: 'org_saebyeok', part: 'seller', other: 'org_oaktrail' })).toBe(false);
  });
  it('is renamed in the partner’s list only (REL-054)', () => {
    const renamed = relationships.rename(active(), { customerName: 'Daram (Seoul)' });
    expect(renamed).toMatchObject({ events: ['relationship.renamed'], next: { customerName: 'Daram (Seoul)' } });
    expect(relationships.rename(active(), { customerName: 'Daram Foods' })).toMatchObject({ events: [] });
  });
});

const extendGiven: relationships.ExtendGiven = {
  cloud,
  own: [enrolled('directBill', 'restricted'), enrolled('reseller')],
  provider: [enrolled('provider')],
  arePartners: true,
  isOwnSide: false,
};
const direct = (): Relationship & { status: 'active' } => active({ partner: 'org_brightmoor', other: null });
const extended = (given: Partial<relationships.ExtendGiven> = {}, hasCustomerConsent = true, state = direct()) =>
  relationships.extend(state, { providerId: 'org_saebyeok', hasCustomerConsent }, { ...extendGiven, ...given });

describe('A former direct-bill partner extends a customer to its provider (REL-046)', () => {
  it('with the customer’s consent', () => {
    expect(extended()).toMatchObject({
      events: ['relationship.extended'],
      next: { isDirect: true, providers: ['org_saebyeok'] },
    });
    expect(codeOf(extended({}, false))).toBe('customer_consent_missing');
  });
  it('not if it never sold directly', () =>
    expect(codeOf(extended({ own: [enrolled('reseller')] }))).toBe('only_former_direct_partners_extend'));
  it('not if it is no reseller yet, or the provider none of its own', () => {
    expect(codeOf(extended({ own: [enrolled('directBill')] }))).toBe('not_enrolled');
    expect(codeOf(extended({ arePartners: false }))).toBe('partnership_required');
  });
  it('not to a provider that the customer belongs to (CHN-036)', () =>
    expect(codeOf(extended({ isOwnSide: true }))).toBe('self_resale'));
  it('not for a customer won as a reseller', () => {
    const won = active({ partner: 'org_brightmoor', part: 'reseller', other: 'org_saebyeok' });
    expect(codeOf(extended({}, true, won))).toBe('not_a_direct_customer');
  });
  it('once', () =>
    expect(extended({}, false, { ...direct(), providers: ['org_saebyeok'] })).toMatchObject({ events: [] }));
  it('to a further one as well, in the order of their ids', () =>
    expect(extended({}, true, { ...direct(), providers: ['org_zelkova'] })).toMatchObject({
      next: { providers: ['org_saebyeok', 'org_zelkova'] },
    }));
});
