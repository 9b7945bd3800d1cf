// What may be done with API clients, in every case; values only.
import { describe, expect, it } from 'vitest';
import { roles } from '../../access/roles.ts';
import { change, create, revoke, rotate } from './rules.ts';
import type { ApiClient } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const wall = new Date('2026-01-01T09:00:00Z');
/** Which texts are ranges is not for these rules to say. */
const isNetwork = (range: string) => range !== '10.0.0.0/40';
const known = { roles, isNetwork, givers: { by: ['globalAdmin', 'salesAgent'] as const } };
const given = {
  ...known,
  now,
  wall,
  by: { id: 'usr_1', organization: 'org_1' },
  newId: 'app_1',
  secret: 's',
  secretHash: 'first',
} as const;
const active = () => {
  const made = create({ status: 'nothing' }, { name: 'Night run', roles: ['adminAgent', 'adminAgent'] }, given);
  if (!made.ok) throw new Error('not made');
  return made.next as ApiClient & { status: 'active' };
};
const codes = (decision: { ok: boolean; because?: readonly { code: string }[] }) =>
  decision.because?.map(({ code }) => code);

describe('A global admin makes an API client', () => {
  it('with roles of the organization, and a secret that goes by the wall clock', () => {
    expect(active()).toEqual({
      id: 'app_1',
      version: 0,
      status: 'active',
      organization: 'org_1',
      name: 'Night run',
      roles: ['adminAgent'],
      networks: [],
      createdBy: 'usr_1',
      createdAt: now,
      secretHash: 'first',
      secretSince: wall,
      formerHash: null,
      formerUntil: null,
    });
  });
  it('but not with roles that do not exist, nor with networks that are none; both at once', () => {
    const refused = create({ status: 'nothing' }, { name: 'x', roles: ['emperor'], networks: ['10.0.0.0/40'] }, given);
    expect(codes(refused)).toEqual(['role_unknown', 'network_malformed']);
  });
  it('never with a role of the operator that it does not hold itself (ROL-004, ROL-014)', () => {
    const refused = create({ status: 'nothing' }, { name: 'x', roles: ['operatorAdmin'] }, given);
    expect(codes(refused)).toEqual(['roles_not_yours']);
    const operator = { ...given, givers: { by: ['globalAdmin', 'operatorAdmin'] as const } };
    expect(create({ status: 'nothing' }, { name: 'x', roles: ['operatorAdmin'] }, operator).ok).toBe(true);
  });
  it('and nobody else gives more than they hold', () => {
    const seller = { ...given, givers: { by: ['salesAgent'] as const } };
    expect(codes(create({ status: 'nothing' }, { name: 'x', roles: ['adminAgent'] }, seller))).toEqual([
      'roles_not_yours',
    ]);
    expect(create({ status: 'nothing' }, { name: 'x', roles: ['salesAgent'] }, seller).ok).toBe(true);
  });
});

describe('An API client', () => {
  it('changes what is named and keeps the rest', () => {
    const changed = change(active(), { networks: ['192.0.2.0/24', '2001:db8::/32', '192.0.2.0/24'] }, known);
    expect(changed).toMatchObject({
      ok: true,
      next: { name: 'Night run', roles: ['adminAgent'], networks: ['192.0.2.0/24', '2001:db8::/32'] },
      events: ['apiClient.changed'],
    });
    expect(codes(change(active(), { roles: ['operatorAdmin'] }, known))).toEqual(['roles_not_yours']);
  });
  it('has two secrets at a time, unless the former one is ended', () => {
    const turned = { wall, secret: 't', secretHash: 'second', formerSecretDays: 7 };
    expect(rotate(active(), {}, turned)).toMatchObject({
      next: { secretHash: 'second', formerHash: 'first', formerUntil: new Date('2026-01-08T09:00:00Z') },
    });
    expect(rotate(active(), { endsFormerNow: true }, turned)).toMatchObject({
      next: { secretHash: 'second', formerHash: null, formerUntil: null },
    });
  });
  it('is revoked for good', () => {
    expect(revoke(active())).toMatchObject({
      next: { status: 'revoked', formerHash: null },
      events: ['apiClient.revoked'],
    });
  });
});
