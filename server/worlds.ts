// Makes the world of each cloud over its database; a demo that is new gets its cast.

import { longKind } from './capabilities/jobs/state.ts';
import { findOperator } from './capabilities/organizations/offers.ts';
import { markBuilding, markBuilt, type Opened, refuseHalfBuilt } from './open.ts';
import { agreeOver, makeClock, type TurnedClock } from './platform/settings/clock.ts';
import type { Settings } from './platform/settings/config.ts';
import { identityLimitsIn } from './platform/settings/identity-limits.ts';
import { workOff } from './platform/work/worker.ts';
import { makeWake, type Wake } from './platform/work/worker-signal.ts';
import type { World } from './platform/world/world.ts';
import { jobKinds, routes } from './rooms.ts';
import { buildWorld } from './workbench/build.ts';
import { casts } from './workbench/cast.ts';
import { keptAhead } from './workbench/clock.ts';
import { zoneOf } from './workbench/names.ts';
import { makeWorld, textRecordsOf } from './world.ts';

/** A cloud as this process has it: what the rooms know, and what only the wiring and the workbench touch. */
export type Place = { world: World; wake: Wake; clock: TurnedClock };
export type Making = { settings: Settings; port: number; secret: string; say(line: string): void };

const limitsOf = (settings: Settings): World['limits'] => {
  const { reactionsMax, pageRowsMax, previewMinutes, idempotencyHours, mode, webhooksReachLoopback } = settings;
  // The vendor that a demo pretends listens on this machine.
  const reachesLoopback = mode === 'demo' || webhooksReachLoopback === 'yes';
  return {
    ...{ reactionsMax, pageRowsMax, previewMinutes, idempotencyHours },
    webhooksReachLoopback: reachesLoopback,
    identity: identityLimitsIn(settings),
  };
};

/** The first cloud answers on the origin itself, each further one on its label before it. */
function originOf(settings: Settings, { port, label }: { port: number; label: string | undefined }): string {
  const scheme = settings.tlsCert ? 'https' : 'http';
  const url = new URL(settings.origin || `${scheme}://localhost:${port}`);
  if (label) url.hostname = `${label}.${url.hostname}`;
  return url.origin;
}

export async function makePlace({ cloud, database }: Opened, at: number, making: Making): Promise<Place> {
  const { settings, port, secret, say } = making;
  const isDemo = settings.mode === 'demo';
  const clock = makeClock();
  const [operator] = await database.read((tx) => Promise.all([findOperator(tx), agreeOver(tx, clock)]));
  const known = { operator };
  if (isDemo) await refuseHalfBuilt(database);
  const wake = makeWake();
  if (isDemo) clock.setAheadMs(await keptAhead(database));
  const world = makeWorld({
    ...{ cloud, database, clock, secret, limits: limitsOf(settings) },
    origin: originOf(settings, { port, label: at === 0 ? undefined : cloud.label }),
    operator: () => known.operator,
    recorded: wake.ring,
    ...(isDemo && { lookUpText: zoneOf(database, textRecordsOf) }),
  });
  if (isDemo && !known.operator) {
    say(`Building the demo world of ${cloud.id} …`);
    await markBuilding(database);
    const operatorFounded = async () => {
      known.operator = await database.read(findOperator);
    };
    const work = () => workOff({ world, settings, kinds: jobKinds }, longKind);
    await buildWorld({ world, routes, cast: casts[cloud.id]!, operatorFounded, say, work });
    await markBuilt(database);
  }
  return { world, wake, clock };
}
