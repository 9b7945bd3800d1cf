// The rules about suspending and erasing people alone: values in, decision out.
import { describe, expect, it } from 'vitest';
import type { Member } from '../state.ts';
import { type EndingGiven, erase, reinstate, suspend } from './ending.ts';

const jiwoo: Member = {
  ...{ id: 'mem_1', version: 1, status: 'active', organization: 'miru', user: 'usr_1', isGuest: false },
  ...{ name: 'jiwoo@miru.example', displayName: 'Jiwoo', roles: ['adminAgent'] },
  ...{ suspendedBy: null, suspensionReason: null, createdAt: new Date('2026-03-01T09:00:00Z') },
};
const active = (more: Partial<Member> = {}) => ({ ...jiwoo, ...more, status: 'active' as const });
const given = (more: Partial<EndingGiven> = {}): EndingGiven => ({
  ...{ by: { id: 'usr_9', roles: ['globalAdmin'] }, isOperator: false, otherGlobalAdmins: 1, ...more },
});
type Outcome = { ok: true; events: readonly string[] } | { ok: false; because: readonly { code: string }[] };
const codes = (decision: Outcome) => (decision.ok ? decision.events : decision.because.map(({ code }) => code));
const operator = { isOperator: true, by: { id: 'usr_0', roles: ['operatorAdmin'] }, otherGlobalAdmins: 0 };
const boss = active({ roles: ['globalAdmin'] });

describe('A person is suspended', () => {
  it('with a reason, by the organization', () => {
    const decision = suspend(active(), { reason: 'left a laptop in a train' }, given());
    expect(decision).toMatchObject({
      next: { status: 'suspended', suspendedBy: 'organization', suspensionReason: 'left a laptop in a train' },
      events: ['member.suspended'],
    });
  });
  it('but nobody suspends oneself', () =>
    expect(codes(suspend(active({ user: 'usr_9' }), {}, given()))).toEqual(['not_oneself']));
  it('but a global admin only by one, and never the last one (ACT-026)', () => {
    const by = { id: 'usr_9', roles: ['userAdmin'] };
    expect(codes(suspend(boss, {}, given({ by })))).toEqual(['global_admin_needed']);
    expect(codes(suspend(boss, {}, given({ otherGlobalAdmins: 0 })))).toEqual(['last_global_admin']);
  });
  it('by the operator, whoever it is, and then reinstated by the operator alone (ROL-014)', () => {
    const decision = suspend(boss, {}, given(operator));
    expect(decision).toMatchObject({ next: { suspendedBy: 'operator' } });
    const suspended = { ...boss, status: 'suspended' as const, suspendedBy: 'operator' as const };
    expect(codes(reinstate(suspended, {}, given()))).toEqual(['suspended_by_operator']);
    expect(codes(reinstate(suspended, {}, given(operator)))).toEqual(['member.reinstated']);
  });
});

describe('A person is erased', () => {
  it('without a name, a role or a reason left', () =>
    expect(erase(active({ roles: ['salesAgent'] }), {}, given())).toMatchObject({
      next: { status: 'erased', name: '', displayName: '', roles: [], suspensionReason: null },
      events: ['member.erased'],
    }));
  it('but a guest where its account was made (ROL-003)', () => {
    const guest = active({ isGuest: true });
    expect(codes(erase(guest, {}, given()))).toEqual(['guests_erased_at_home']);
    expect(codes(erase(guest, { isPart: true }, given()))).toEqual(['member.erased']);
    expect(codes(erase(guest, {}, given(operator)))).toEqual(['member.erased']);
  });
  it('but not the last global admin, unless the operator does it (ACT-026)', () => {
    expect(codes(erase(boss, {}, given({ otherGlobalAdmins: 0 })))).toEqual(['last_global_admin']);
    expect(codes(erase(boss, { isPart: true }, given({ otherGlobalAdmins: 0 })))).toEqual(['last_global_admin']);
    expect(codes(erase(boss, {}, given(operator)))).toEqual(['member.erased']);
  });
});
