// Which roles an organization gives, and which of them the caller may give: what forms offer before anybody asks.
import * as contract from '../../../contract/members.ts';
import { familyOf, roles } from '../../access/roles.ts';
import { barred, enter } from '../../platform/door/look.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';
import type { Door } from '../../platform/world/world.ts';
import { type Giving, mayGive } from './rules/membership.ts';
import { familiesOf, guestRoles } from './state.ts';
import * as store from './store.ts';

const families = Object.fromEntries(roles.map((role) => [role, familyOf(role)]));
export const givingIn = async ({ tx, actor, cloud }: Door, organization: string): Promise<Giving> => ({
  by: actor.roles,
  isSystem: actor.kind === 'system',
  kind: await store.kindOf(tx, organization),
  cloud,
  families,
});

export const listingRoles: Route = telling(contract.listRoles, ({ world, caller }) =>
  world.database.read(async (tx) => {
    const entered = await enter(world, tx, { caller, action: 'role.list', sides: {} });
    if (!entered.ok) return entered;
    const { organization } = caller;
    const giving = await givingIn(entered.door, organization);
    const isGiver = (await barred(entered.door, 'member.changeRoles', { organization })) === undefined;
    const items = roles
      .filter((role) => familiesOf(giving.kind, role).includes(familyOf(role)))
      .map((role) => ({
        role,
        family: familyOf(role),
        isForGuests: guestRoles.has(role),
        mayGive: isGiver && mayGive(role, giving),
      }));
    return { ok: true, body: { items } };
  }),
);
