// What lower rooms ask about subscriptions: what bars direct acceptance, and what counts against limits.
import { answering } from '../../platform/world/questions.ts';
import { purchasesThatBarAcceptance } from '../agreements/agreement/state.ts';
import { type Held, heldByTenant } from '../catalog/state.ts';
import { boughtIn, heldBy } from './store.ts';

export const answers = [
  answering(purchasesThatBarAcceptance, async (tx, { tenant }) =>
    (await boughtIn(tx, tenant)).map(({ id }) => ({ thing: 'subscription', id })),
  ),
  answering(heldByTenant, async (tx, { customer, partner }) =>
    (await heldBy(tx, customer)).map(
      (one): Held => ({
        sku: one.sku as Held['sku'],
        segment: one.segment,
        status: 'active', // What is being set up holds its place like what runs.
        isDeprovisioned: false,
        isOwn: one.partner === partner,
      }),
    ),
  ),
];
