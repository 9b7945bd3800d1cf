// What a call holds once it has come in: its time, its cloud, and at which sides it stands.
import { languageOf } from '../../../messages/catalogue.ts';
import { type Actor, mayNeedDelegation, type Place, type Sides } from '../../access/may.ts';
import type { Action, Delegable } from '../../access/policy.ts';
import { cloudAt } from '../../clouds/cloud.ts';
import type { Tx } from '../database/database.ts';
import type { Door, World } from './world.ts';

type Entering = {
  actor: Actor;
  preview: boolean;
  foresees?: boolean;
  language?: string | undefined;
  isFresh?: true | undefined;
};
export const doorOf = (
  world: World,
  tx: Tx,
  { actor, preview, foresees = preview, language, isFresh }: Entering,
): Door => {
  const now = world.clock.business();
  const cloud = cloudAt(world.cloud, now);
  const more = { ...(language && { language: languageOf(language) }), ...(isFresh && { isFresh }) };
  return { world, tx, actor, now, cloud, preview, foresees, ...more };
};

/** Every thing has the operator's side, beside those in its columns. */
export const withOperator = (world: World, sides: Sides): Sides => ({ ...sides, operator: world.operator() ?? null });

const none: ReadonlySet<Delegable> = new Set();
export async function placeOf(door: Door, sides: Sides, actions: readonly Action[]): Promise<Place> {
  const asked = actions.some(mayNeedDelegation);
  const covers = asked ? await door.world.coverage(door.tx, { actor: door.actor, sides }) : none;
  return { sides, cloud: door.cloud, covers };
}
