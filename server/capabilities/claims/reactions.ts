// What follows here: who is no longer a member of an organization claims nothing in it.
import { step } from '../../platform/door/step.ts';
import type { Reaction } from '../../platform/world/world.ts';
import { withdrawing } from './commands.ts';
import { findOpenOf } from './store.ts';

/** A claim left open would end much later with an event about somebody who was erased (ACT-026). */
export const reactions: readonly Reaction[] = [
  {
    on: 'member.removed',
    does: [withdrawing],
    steps: async ({ tx }, { id }) => (await findOpenOf(tx, id)).map((of) => step(withdrawing, id, of)),
  },
  {
    on: 'member.erased',
    does: [withdrawing],
    steps: async ({ tx }, { id }) => (await findOpenOf(tx, id)).map((of) => step(withdrawing, id, of)),
  },
];
