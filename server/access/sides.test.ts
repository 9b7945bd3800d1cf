// What each side of a thing may, sees and is told, in values: grants, open rows, sides held, classes of field.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../clouds/cloud.ts';
import { worldwide } from '../clouds/worldwide.ts';
import * as access from './may.ts';
import { type FieldClass, type Grant, policy, type Side, seenBy } from './policy.ts';

const cloud = cloudAt(worldwide, new Date('2026-03-01T09:00:00Z'));
const without = { ...cloud, features: { ...cloud.features, helpdeskEditsBilling: false } };
const own = 'org_own';
const by = (kind: access.Actor['kind'], ...roles: access.Actor['roles']): access.Actor => ({
  ...{ kind, id: 'usr_1', organization: own, secondFactor: true, roles },
});
const sena = by('person', 'helpdeskAgent');
const place = { sides: { partner: own }, cloud, covers: new Set<never>() };
const classes = Object.keys(seenBy) as FieldClass[];
const sides = seenBy.public as readonly Side[];

describe('A grant', () => {
  it('is a role at a side', () =>
    expect(access.grantParts('adminAgent@partner')).toEqual({
      grant: 'adminAgent@partner',
      role: 'adminAgent',
      side: 'partner',
    }));
  it('may ask for a feature of the cloud and for a delegation', () => {
    const grant: Grant = 'helpdeskAgent@customer if multiPartner needs userAdministrator';
    expect(access.grantParts(grant)).toEqual({
      ...{ grant, role: 'helpdeskAgent', side: 'customer' },
      ...{ feature: 'multiPartner', needs: 'userAdministrator' },
    });
  });
  it('counts only where the cloud has its feature', () => {
    expect(access.may(sena, 'relationship.rename', place)).toBe('helpdeskAgent@partner if helpdeskEditsBilling');
    expect(access.may(sena, 'relationship.rename', { ...place, cloud: without })).toBeUndefined();
  });
  it('counts only at its side, and nowhere without an organization', () => {
    for (const none of [{ partner: 'org_other' }, { customer: own }, { partner: null }, {}])
      expect(access.may(sena, 'relationship.rename', { ...place, sides: none })).toBeUndefined();
    const nobody = { ...sena, organization: null as unknown as string };
    expect(access.may(nobody, 'relationship.rename', { ...place, sides: { partner: null } })).toBeUndefined();
  });
});

describe('A row of the policy', () => {
  it('may be open to anyone, or to members alone', () => {
    for (const kind of ['anyone', 'person', 'system'] as const)
      expect(access.may(by(kind), 'invitation.open', place)).toBe('anyone');
    expect(access.may(by('person'), 'adminClaim.see', place)).toBe('member');
    expect(access.may(by('anyone'), 'adminClaim.see', place)).toBeUndefined();
    expect([access.isForAnyone('invitation.open'), access.isForAnyone('adminClaim.see')]).toEqual([true, false]);
  });
  it('may name the house itself, which then needs no role', () => {
    expect(access.may(by('system'), 'invitation.expire', place)).toBe('system');
    expect(access.may(by('system', 'adminAgent'), 'invitation.create', place)).toBeUndefined();
    expect(access.may(by('person', 'adminAgent'), 'invitation.expire', place)).toBeUndefined();
  });
  it('says for which sides it is', () => {
    expect(access.isForSides('invitation.forward', ['customer', 'reseller'])).toBe(true);
    expect(access.isForSides('invitation.forward', ['customer'])).toBe(false);
    expect(access.isForSides('invitation.open', [])).toBe(true);
  });
  it('tells a side its own grants, and a stranger all of them', () => {
    expect(access.grantsAt('consent.see', ['customer'])).toEqual(['globalAdmin@customer']);
    expect(access.grantsAt('consent.see', ['bearer'])).toEqual(policy['consent.see']);
    expect(access.grantsAt('invitation.revoke', ['partner'])).not.toContain('system');
  });
  it('says when a delegation has to be looked up', () =>
    expect(Object.keys(policy).filter((action) => access.mayNeedDelegation(action as keyof typeof policy))).toEqual(
      Object.entries<readonly string[]>(policy).flatMap(([action, grants]) =>
        grants.some((grant) => grant.includes(' needs ')) ? [action] : [],
      ),
    ));
  it('is foreseen for roles at sides, also where a delegation would be needed', () => {
    const ever = access.mayEver({ roles: ['helpdeskAgent'], sides: ['partner'] }, cloud);
    expect(ever).toEqual(expect.arrayContaining(['relationship.rename', 'invitation.open', 'customer.see']));
    for (const one of ['invitation.create', 'invitation.expire'] as const) expect(ever).not.toContain(one);
    const elsewhere = access.mayEver({ roles: ['helpdeskAgent'], sides: ['customer'] }, cloud);
    expect(elsewhere).not.toContain('customer.see');
    expect(access.mayEver({ roles: ['helpdeskAgent'], sides: ['partner'] }, without)).not.toContain(
      'relationship.rename',
    );
  });
});

describe('The sides of a thing', () => {
  const columns = { partner: 'partner_id', provider: 'provider_id' };
  it('are what its state says, and nobody where it says nothing', () =>
    expect(access.sidesOf(columns, { partner: own, customer: 'org_other' })).toEqual({ partner: own, provider: null }));
  it('are held by an organization that stands at them', () => {
    expect(access.sidesHeld(sena, { partner: own, provider: null, seller: own, customer: 'org_other' })).toEqual([
      'partner',
      'seller',
    ]);
    expect(access.sidesHeld({ organization: null as unknown as string }, { partner: null })).toEqual([]);
  });
  it('see it; the house does, and nobody else', () => {
    expect(access.sees(sena, { partner: own })).toBe(true);
    expect(access.sees(sena, { partner: 'org_other', customer: null })).toBe(false);
    expect(access.sees(by('system'), {})).toBe(true);
  });
  it.each(sides)('see of a thing what the table says of them: %s', (side) => {
    const seen = classes.filter((one) => one === 'public' || (seenBy[one] as readonly Side[]).includes(side));
    const held = { [side]: own };
    expect([...access.classesSeen(sena, held)]).toEqual(seen);
    expect(classes.filter((one) => access.seesClass(sena, held, one))).toEqual(seen);
    expect([...access.classesSeen(sena, { [side]: 'org_other' })]).toEqual(['public']);
    expect(classes.filter((one) => access.seesClass(sena, { [side]: 'org_other' }, one))).toEqual(['public']);
  });
  it('hide nothing from the house', () => {
    expect([...access.classesSeen(by('system'), {})]).toEqual(classes);
    expect(classes.filter((one) => access.seesClass(by('system'), {}, one))).toEqual(classes);
  });
});
