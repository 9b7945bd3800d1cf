// What follows here: a new legal name is verified again, and who joins the program is an advisor no more.
import { step } from '../../platform/door/step.ts';
import type { Reaction } from '../../platform/world/world.ts';
import { replacing } from './enrolment/commands.ts';
import { checkingAgain } from './enrolment/reviewing.ts';
import { lifecycle } from './enrolment/state.ts';
import { enrolmentsBeside } from './enrolment/store.ts';
import { enrolmentsOf } from './offers.ts';

const checkable: readonly string[] = lifecycle.checkAgain.from;

export const reactions: readonly Reaction[] = [
  {
    on: 'organization.renamed',
    does: [checkingAgain],
    steps: async ({ tx }, { id }) =>
      (await enrolmentsOf(tx, id))
        .filter(({ status }) => checkable.includes(status))
        .map((one) => step(checkingAgain, one.id, {})),
  },
  {
    on: 'enrolment.activated',
    does: [replacing],
    steps: async ({ tx }, { id }) =>
      (await enrolmentsBeside(tx, id))
        .filter(({ kind, status }) => kind === 'advisor' && status === 'active')
        .map((one) => step(replacing, one.id, {})),
  },
];
