// Builds the demo world of a cloud through the door: every organization comes in, enrols and is verified as in life.
import { hashPassword } from '../identity/credentials.ts';
import type { Route } from '../platform/wire/operations.ts';
import type { World } from '../platform/world/world.ts';
import type { Builder } from './builder.ts';
import type { Player } from './cast.ts';
import { settle } from './dealings.ts';
import { bringIn, found } from './founding.ts';
import { connect } from './programs.ts';
import { secure } from './securing.ts';
import { stock } from './stocking.ts';

/** Everybody in the demo may also sign in with this. */
export const demoPassword = 'harbour-lantern-7-tide';

type Progress = (line: string) => void;
export type Building = {
  world: World;
  routes: readonly Route[];
  cast: readonly Player[];
  /** Called once the body that runs the cloud exists, so that the world knows it. */
  operatorFounded(): Promise<void>;
  say: Progress;
  work(): Promise<void>;
};

/** Once per cloud; the caller makes sure that it has no operator yet. */
export async function buildWorld({ world, routes, cast, operatorFounded, say, work }: Building): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  if (typeof passwordHash !== 'string') throw new Error('the password of the demo could not be hashed');
  const byName = new Map(routes.map((route) => [route.operation.name as string, route]));
  const builder: Builder = { world, routes: byName, passwordHash, people: new Map(), say, work };
  const [first, ...others] = cast;
  const { admin: operator } = await found(builder, first!);
  await operatorFounded();
  for (const player of others) {
    await bringIn(builder, player, operator);
    say(`  ${world.cloud.id}: ${player.name}`);
  }
  await stock(builder, first!.people[0]!.name);
  say(`  ${world.cloud.id}: the catalogue`);
  await connect(builder, cast);
  await settle(builder);
  await secure(builder, cast);
}
