// The rules of what a tenant answers, as values.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { Decision } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import * as consents from './rules.ts';
import type { Consent } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const cloud = cloudAt(worldwide, now);
const nextOf = <S>(decision: Decision<S>): S => {
  if (!decision.ok) throw new Error(decision.because[0].code);
  return decision.next;
};

const answer = {
  partner: 'org_miru',
  provider: 'org_saebyeok',
  customer: 'org_daram',
  tenant: 'ten_daram',
  invitation: 'inv_1',
} as const;
const consentGiven = { now, cloud, by: { id: 'haneul' }, newId: 'con_1', isCustomer: false } as const;
const consent = (status: Consent['status']): any => {
  const pending = nextOf(consents.passOn(nothing, answer, { ...consentGiven, by: { id: 'bora' } }));
  return { ...pending, version: 1, status };
};

describe('A tenant’s answer', () => {
  it('waits for the global admin for 90 days (REL-038, REL-047)', () => {
    expect(consents.passOn(nothing, answer, consentGiven)).toMatchObject({
      events: ['consent.passedOn'],
      next: { status: 'pending', openedBy: 'haneul', expiresAt: new Date('2026-05-30T09:00:00Z'), answeredAt: null },
    });
    expect(consents.expire(consent('pending'))).toMatchObject({
      next: { status: 'expired' },
      events: ['consent.expired'],
    });
  });
  it('is not laid before anybody twice, nor once accepted', () => {
    for (const status of ['pending', 'accepted'] as const) {
      expect(consents.passOn(consent(status), answer, consentGiven)).toMatchObject({ events: [] });
    }
    for (const status of ['declined', 'expired'] as const) {
      expect(consents.passOn(consent(status), answer, consentGiven)).toMatchObject({ next: { status: 'pending' } });
    }
  });
  it('is a yes, at once or after any other answer (REL-049: no cooling-off)', () => {
    expect(consents.accept(nothing, answer, consentGiven)).toMatchObject({
      events: ['consent.accepted'],
      next: { ...answer, status: 'accepted', answeredBy: 'haneul', answeredAt: now, expiresAt: null },
    });
    const opened = { id: 'con_1', version: 0, openedAt: now, openedBy: 'haneul' };
    expect(consents.accept(nothing, answer, consentGiven)).toMatchObject({ next: opened });
    const isCustomer = { ...consentGiven, newId: 'con_2', isCustomer: true } as const;
    expect(consents.accept(consent('pending'), answer, isCustomer)).toMatchObject({
      next: { id: 'con_1', version: 1, status: 'accepted' },
    });
    for (const status of ['pending', 'declined', 'expired'] as const) {
      const next = nextOf(consents.accept(consent(status), answer, consentGiven));
      expect(next).toMatchObject({ status: 'accepted', openedBy: 'bora' });
    }
  });
  it('is given once while the relationship lasts, and anew after its end (REL-048, REL-146)', () => {
    const before = consent('accepted');
    expect(consents.accept(before, answer, { ...consentGiven, isCustomer: true })).toEqual({
      ok: true,
      next: before,
      events: [],
    });
    expect(consents.accept(before, { ...answer, invitation: 'inv_2' }, consentGiven)).toMatchObject({
      events: ['consent.accepted'],
      next: { invitation: 'inv_2' },
    });
  });
  it('is a no without a reason, which the inviter sees with its time (REL-049)', () => {
    expect(consents.decline(nothing, answer, consentGiven)).toMatchObject({
      events: ['consent.declined'],
      next: { status: 'declined', answeredAt: now },
    });
    expect(consents.decline(consent('declined'), answer, consentGiven)).toMatchObject({ events: [] });
    expect(consents.decline(consent('pending'), answer, consentGiven)).toMatchObject({ next: { status: 'declined' } });
  });
});
