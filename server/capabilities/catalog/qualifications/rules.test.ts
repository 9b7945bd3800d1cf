// Qualifications in values only: who applies with which evidence, who declares, who decides, and what others decided.
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../kernel/lifecycle.ts';
import { type Apply, type ApplyGiven, apply, decide, declare, record } from './rules.ts';
import type { Qualification } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const given: ApplyGiven = { now, by: { id: 'sena' }, newId: 'qua_1', isTransacting: true, sells: true };
const evidence = {
  legalName: 'Hanbit School',
  address: 'Seoul',
  mail: 'office@mail.hanbit.example',
  contact: 'Ms Yoon',
  domain: 'hanbit.example',
};
const command: Apply = { partner: 'saebyeok', customer: 'hanbit', kind: 'education', evidence };
const applied = (more: Partial<ApplyGiven> = {}, asked: Partial<Apply> = {}) =>
  apply(nothing, { ...command, ...asked }, { ...given, ...more });
const inReview = (): Qualification & { status: 'inReview' } => {
  const decision = applied();
  if (!decision.ok) throw new Error(decision.because[0].code);
  return decision.next as Qualification & { status: 'inReview' };
};

describe('A partner applies for its customer (ORD-012)', () => {
  it('with evidence, and waits for the operator', () =>
    expect(applied()).toMatchObject({ next: { status: 'inReview', evidence, decidedAt: null } }));
  it('but not with a mail address of another domain', () => {
    const other = { evidence: { ...evidence, mail: 'office@freemail.example' } };
    expect(applied({}, other)).toMatchObject({ because: [{ code: 'evidence_incomplete' }] });
    const alike = { evidence: { ...evidence, mail: 'office@nothanbit.example' } };
    expect(applied({}, alike)).toMatchObject({ because: [{ code: 'evidence_incomplete' }] });
  });
  it('only if it transacts: a reseller goes through its provider (ORD-013)', () =>
    expect(applied({ isTransacting: false })).toMatchObject({ because: [{ code: 'not_a_transacting_partner' }] }));
  it('only for a customer it sells to', () =>
    expect(applied({ sells: false })).toMatchObject({ because: [{ code: 'relationship_required' }] }));
  it('and for itself where its own approval is meant (ORD-013)', () => {
    const own = { kind: 'governmentPartner', customer: 'saebyeok' } as const;
    expect(applied({ sells: false }, own)).toMatchObject({ next: { status: 'inReview' } });
    expect(applied({}, { ...own, customer: 'hanbit' })).toMatchObject({ because: [{ code: 'relationship_required' }] });
  });
  it('again with corrections after a no', () => {
    const refused = decide(inReview(), { isQualified: false, note: 'Not a school' }, { now });
    if (!refused.ok) throw new Error('decided');
    const again = apply(refused.next as Qualification & { status: 'notQualified' }, command, given);
    expect(again).toMatchObject({ next: { status: 'inReview', note: null, decidedAt: null } });
  });
});

describe('The operator', () => {
  it.each([
    [true, 'qualified'],
    [false, 'notQualified'],
  ])('decides: %s is %s (ORD-012)', (isQualified, status) =>
    expect(decide(inReview(), { isQualified }, { now })).toMatchObject({ next: { status, decidedAt: now } }),
  );
  it('records what was decided elsewhere, for customers there are (ORD-013)', () => {
    const asked = { customer: 'hanbit', kind: 'nonprofit', isQualified: true } as const;
    expect(record(nothing, asked, { ...given, exists: true })).toMatchObject({ next: { status: 'qualified' } });
    expect(record(nothing, asked, { ...given, exists: false })).toMatchObject({
      because: [{ code: 'relationship_required' }],
    });
  });
});

describe('A partner declares whether its customer is owned by a state (ORD-014)', () => {
  const declared = (isStateOwned: boolean, more: Partial<ApplyGiven> = {}) =>
    declare(nothing, { partner: 'saebyeok', customer: 'hanbit', isStateOwned }, { ...given, ...more });
  it('and that is enough', () => {
    expect(declared(true)).toMatchObject({ next: { kind: 'stateOwned', status: 'qualified' } });
    expect(declared(false)).toMatchObject({ next: { status: 'notQualified' } });
  });
  it('once for the same word', () => {
    const decision = declared(true);
    if (!decision.ok) throw new Error('declared');
    const state = decision.next as Qualification & { status: 'qualified' };
    const again = declare(state, { partner: 'saebyeok', customer: 'hanbit', isStateOwned: true }, given);
    expect(again).toMatchObject({ ok: true, events: [] });
  });
  it('but not of somebody it does not sell to', () =>
    expect(declared(true, { sells: false })).toMatchObject({ because: [{ code: 'relationship_required' }] }));
});
