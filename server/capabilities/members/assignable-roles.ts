// What decides which roles the caller may give in an organization.
import { familyOf, roles } from '../../access/roles.ts';
import type { Door } from '../../platform/world/world.ts';
import { kindOf } from '../organizations/offers.ts';
import type { Giving } from './rules/membership.ts';

const families = Object.fromEntries(roles.map((role) => [role, familyOf(role)]));
export const assigningIn = async ({ tx, actor, cloud }: Door, organization: string): Promise<Giving> => ({
  by: actor.roles,
  isSystem: actor.kind === 'system',
  kind: await kindOf(tx, organization),
  cloud,
  families,
});
