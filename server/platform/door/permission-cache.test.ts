// What is found once for many states is what the policy says of each of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../messages/catalogue.ts';
import { classesSeen, type Place } from '../../access/may.ts';
import type { Delegable, Side } from '../../access/policy.ts';
import { roles } from '../../access/roles.ts';
import { relationships } from '../../capabilities/relationships/relationship/thing.ts';
import { subscriptions } from '../../capabilities/subscriptions/thing.ts';
import { cloudAt } from '../../clouds/cloud.ts';
import { clouds } from '../../clouds/list.ts';
import type { World } from '../world/world.ts';
import { commandsOn, gate } from './gate.ts';
import { judging } from './permission-cache.ts';

/** One cloud offers everything, the other one only what ends in `e`. */
const worlds = [
  { offers: () => true },
  { offers: (name: string) => name.endsWith('e') },
] as unknown as readonly World[];

const organizations = ['one', 'two'] as const;
const sides: readonly Side[] = ['partner', 'customer', 'reseller', 'operator'];
const asked = fc.record({
  kind: fc.constantFrom('person' as const, 'program' as const, 'anyone' as const, 'system' as const),
  roles: fc.subarray([...roles]),
  sides: fc.dictionary(fc.constantFrom(...sides), fc.constantFrom(null, ...organizations)),
  covers: fc.constantFrom<ReadonlySet<Delegable>>(new Set()),
  status: fc.constantFrom('active', 'ended', 'suspended', 'provisioning', 'nonsense'),
  cloud: fc.constantFrom(...clouds),
  world: fc.constantFrom(...worlds),
  language: fc.constantFrom(undefined, ...languages),
});

describe('What role, status and sides allow', () => {
  it('is the same however many asked before', () => {
    fc.assert(
      fc.property(asked, ({ kind, roles: held, sides: at, covers, status, cloud, world, language }) => {
        const actor = { kind, id: 'a', organization: 'one', roles: held, secondFactor: false };
        const door = { world, actor, cloud: cloudAt(cloud, new Date('2026-01-01')) };
        const place: Place = { sides: at, cloud: door.cloud, covers };
        for (const thing of [relationships, subscriptions] as unknown as (typeof relationships)[]) {
          const { seen, allowed, told } = judging(door, thing, covers)(status, at);
          expect([...seen]).toEqual([...classesSeen(actor, at)]);
          const yes = commandsOn(door, thing, at)
            .map((action) => action.slice(thing.name.length + 1))
            .filter((command) => 'grant' in gate({ actor, place }, thing, { status, command, isOffer: true }));
          expect(allowed).toEqual(yes);
          const commands = told(language) as Record<string, { allowed: boolean }>;
          expect(Object.keys(commands).filter((name) => commands[name]!.allowed)).toEqual(yes);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is told in the language of who reads', () => {
    const actor = { kind: 'person' as const, id: 'a', organization: 'one', roles: [], secondFactor: false };
    const place: Place = {
      sides: { partner: 'one' },
      cloud: cloudAt(clouds[0]!, new Date('2026-01-01')),
      covers: new Set(),
    };
    const door = { world: worlds[0]!, actor, cloud: place.cloud };
    const { told } = judging(door, relationships)('active', place.sides);
    expect(new Set(languages.map((language) => JSON.stringify(told(language)))).size).toBe(languages.length);
  });
});
