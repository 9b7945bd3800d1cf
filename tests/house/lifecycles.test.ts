// Every status × every command × every cloud: the gate lets pass exactly what the lifecycle table says, whoever may.
import { describe, expect, it } from 'vitest';
import { actorWith, cloudNow, granted, sides } from '../../run/generated/policy.ts';
import type { Action } from '../../server/access/policy.ts';
import { policy } from '../../server/access/policy.ts';
import { roles } from '../../server/access/roles.ts';
import { clouds } from '../../server/clouds/list.ts';
import { gate } from '../../server/platform/door/gate.ts';
import { systemActor } from '../../server/platform/world/caller-roles.ts';
import type { AnyThing } from '../../server/platform/world/world.ts';
import { things } from '../../server/rooms.ts';
import { code, isTest } from './tree.ts';

const statusesOf = ({ lifecycle, contract }: AnyThing): string[] => {
  const { enum: shown } = contract.properties.status as unknown as { enum: string[] };
  const named = Object.values(lifecycle).flatMap(({ from, to }) => [...from, ...to]);
  return [...new Set(['nothing', ...shown, ...named])];
};

/** Somebody who may, so that only the status decides; undefined where this cloud lets nobody. */
function whoMay(action: Action, cloud: ReturnType<typeof cloudNow>) {
  const place = { sides: {}, cloud, covers: new Set<never>() };
  if (policy[action].some((grant: string) => grant === 'system')) return { actor: systemActor, place };
  for (const side of sides) {
    for (const role of roles) {
      const grant = granted(action, { role, side, cloud });
      if (!grant) continue;
      const needed = / needs (\w+)$/.exec(grant)?.[1];
      const covers = new Set(needed ? [needed as never] : []);
      return { actor: actorWith(role), place: { sides: { [side]: 'org_own' }, cloud, covers } };
    }
  }
  return undefined;
}

const rows = things.flatMap((thing) =>
  Object.keys(thing.lifecycle).flatMap((command) => clouds.map((cloud) => ({ thing, command, cloud }))),
);

describe('The lifecycle', () => {
  it.each(rows.map((row) => [`${row.thing.name}.${row.command}`, row.cloud.id, row] as const))(
    'of %s in %s lets pass exactly the statuses of its table',
    (name, _, { thing, command, cloud }) => {
      const able = whoMay(name as Action, cloudNow(cloud));
      if (!able) return expect(policy[name as Action].every((grant: string) => grant.includes(' if '))).toBe(true);
      const passed = statusesOf(thing).filter((status) => 'grant' in gate(able, thing as never, { status, command }));
      expect(passed.sort()).toEqual([...thing.lifecycle[command]!.from].sort());
    },
  );
  it('refuses every other status as `wrong_status`', () => {
    for (const { thing, command, cloud } of rows) {
      const able = whoMay(`${thing.name}.${command}` as Action, cloudNow(cloud));
      for (const status of statusesOf(thing)) {
        const opened = able && gate(able, thing as never, { status, command });
        if (opened && 'because' in opened) expect(opened.because.code).toBe('wrong_status');
      }
    }
  });
  it('leads only to statuses that the contract shows', () => {
    for (const { name, lifecycle, contract } of things) {
      const { enum: shown } = contract.properties.status as unknown as { enum: string[] };
      const reached = Object.values(lifecycle).flatMap(({ from, to }) => [...from, ...to]);
      expect(
        [...new Set(reached)].filter((one) => one !== 'nothing' && !shown.includes(one)),
        name,
      ).toEqual([]);
      expect(
        shown.filter((one) => !reached.includes(one)),
        `${name}: nothing leads there`,
      ).toEqual([]);
    }
  });
  it('of every thing is registered in server/rooms.ts', () => {
    const declared = code()
      .filter(({ path }) => path.startsWith('server/') && !isTest(path))
      .flatMap(({ text }) => [...text.matchAll(/: Thing<[^=]*> = \{\s*name: '(\w+)'/g)].map(([, name]) => name));
    expect(declared.length).toBeGreaterThan(0);
    expect(declared.filter((name) => !things.some((thing) => thing.name === name))).toEqual([]);
  });
  it('has a row in the policy for each command', () =>
    expect(rows.filter(({ thing, command }) => !(`${thing.name}.${command}` in policy))).toEqual([]));
});
