// What people and programs are called, for whoever meets their ids in answers.
import sql from 'sql-template-tag';
import { namePeople } from '../../../contract/members.ts';
import type { Tx } from '../../platform/database/database.ts';
import { enter } from '../../platform/door/look.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';

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

export const namingPeople: Route = telling(namePeople, ({ world, caller, query }) =>
  world.database.read(async (tx) => {
    const sides = { organization: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'person.name', sides });
    if (!entered.ok) return entered;
    const { organization } = entered.door.actor;
    const isOperator = world.operator() === organization;
    return { ok: true, body: { items: await namesOf(tx, { ids: query.ids.split(','), organization, isOperator }) } };
  }),
);
