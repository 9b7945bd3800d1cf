// What lower rooms ask about members.
import { answering } from '../../platform/world/questions.ts';
import type { Bound } from '../../platform/world/world.ts';
import { rolesIn } from '../organizations/tenant/state.ts';
import { rolesHeld } from './offers.ts';

export const answers: readonly Bound[] = [
  answering(rolesIn, async (tx, { person: id, organization }) => {
    const [row] = await tx.query<{ roles: string[] }>(rolesHeld({ id, organization }));
    return row?.roles ?? [];
  }),
];
