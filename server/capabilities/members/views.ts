// Members, listed and one by one; the roles to give; and what people and programs are called whose ids one meets.
import sql from 'sql-template-tag';
import * as contract from '../../../contract/members.ts';
import { familyOf, roles } from '../../access/roles.ts';
import type { Tx } from '../../platform/database/database.ts';
import { barred, enter } from '../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { assigningIn } from './assignable-roles.ts';
import { mayGive } from './rules/membership.ts';
import { familiesOf, guestRoles } from './state.ts';
import { members } from './thing.ts';

type Asking = { ids: readonly string[]; organization: string; isOperator: boolean };
/** Two organizations that were ever party to the same thing share a thread. */
const namesOf = (tx: Tx, { ids, organization, isOperator }: Asking): Promise<{ id: string; name: string }[]> =>
  tx.query(sql`select o.id, min(o.name) as name from (
      select u.id, u.display_name as name, m.organization_id
        from users u join members m on m.user_id = u.id where u.id = any(${[...ids]}::text[])
      union all
      select c.id, c.name, c.organization_id from api_clients c where c.id = any(${[...ids]}::text[])
    ) o
    where ${isOperator} or o.organization_id = ${organization} or exists (
      select 1 from chain_heads h where h.thread in (
        ${organization} || '|' || o.organization_id, o.organization_id || '|' || ${organization}))
    group by o.id`);

const namingPeople = telling(contract.namePeople, ({ world, caller, query }) =>
  world.database.read(async (tx) => {
    const sides = { organization: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'person.name', sides });
    if (!entered.ok) return entered;
    const { organization } = entered.door.actor;
    const isOperator = world.operator() === organization;
    return { ok: true, body: { items: await namesOf(tx, { ids: query.ids.split(','), organization, isOperator }) } };
  }),
);

/** What forms offer before anybody asks. */
const listingRoles = telling(contract.listRoles, ({ world, caller }) =>
  world.database.read(async (tx) => {
    const entered = await enter(world, tx, { caller, action: 'role.list', sides: {} });
    if (!entered.ok) return entered;
    const { organization } = caller;
    const giving = await assigningIn(entered.door, organization);
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

export const views: readonly Route[] = [
  listing(contract.listMembers, { thing: members, action: 'member.see' }),
  seeing(contract.seeMember, { thing: members, action: 'member.see' }),
  listingRoles,
  namingPeople,
];
