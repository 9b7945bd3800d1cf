// The policy behaves as it is printed: the page is read back and held against the gate for every role at every side.
import { describe, expect, it } from 'vitest';
import { actorWith, cloudNow, sides } from '../../run/generated/policy.ts';
import type { Actor } from '../../server/access/may.ts';
import { may } from '../../server/access/may.ts';
import { type Action, policy } from '../../server/access/policy.ts';
import { roles } from '../../server/access/roles.ts';
import { clouds } from '../../server/clouds/list.ts';
import { inCloud, printed } from './printed-policy.ts';

const delegations = ['userAdministrator', 'licenceAdministrator', 'serviceSupportAdministrator'] as const;

describe('The printed policy', () => {
  it('has a paragraph for each row', () => expect([...printed.keys()]).toEqual(Object.keys(policy)));

  it.each(clouds.map((cloud) => [cloud.id, cloud] as const))(
    'is how every role at every side fares in %s',
    (id, cloud) => {
      const now = cloudNow(cloud);
      for (const [action, paragraph] of printed) {
        const says = inCloud(paragraph, id);
        const isOpen = says.has('anyone') || says.has('member');
        for (const side of sides) {
          for (const role of roles) {
            const place = { sides: { [side]: 'org_own' }, cloud: now };
            const without = may(actorWith(role), action as Action, { ...place, covers: new Set() });
            expect(!!without, `${action} ${role}@${side} in ${id}`).toBe(isOpen || says.has(`${role}@${side}`));
            for (const needed of delegations) {
              const covered = may(actorWith(role), action as Action, { ...place, covers: new Set([needed]) });
              const isSaid = isOpen || says.has(`${role}@${side}`) || says.has(`${role}@${side} needs ${needed}`);
              expect(!!covered, `${action} ${role}@${side} with ${needed} in ${id}`).toBe(isSaid);
            }
          }
        }
      }
    },
  );

  it('lets nobody act from a side at which they do not stand', () => {
    for (const cloud of clouds.map(cloudNow)) {
      for (const [action, { first }] of printed) {
        if (first.has('anyone') || first.has('member')) continue;
        const strangers = sides.flatMap((side) =>
          roles.filter((role) =>
            may(actorWith(role), action as Action, {
              sides: { [side]: 'org_other' },
              cloud,
              covers: new Set(delegations),
            }),
          ),
        );
        expect(strangers, action).toEqual([]);
      }
    }
  });

  it('lets a caller without an account do only what anyone may, and the house only what is its own', () => {
    const nobody: Actor = { kind: 'anyone', id: 'anyone', organization: '', roles: [], secondFactor: false };
    const house: Actor = { kind: 'system', id: 'system', organization: 'system', roles: [], secondFactor: true };
    const place = { sides: {}, cloud: cloudNow(clouds[0]!), covers: new Set<never>() };
    for (const [action, { first }] of printed) {
      expect(!!may(nobody, action as Action, place), action).toBe(first.has('anyone'));
      const isForHouse = first.has('system') || first.has('anyone') || first.has('member');
      expect(!!may(house, action as Action, place), action).toBe(isForHouse);
    }
  });
});
