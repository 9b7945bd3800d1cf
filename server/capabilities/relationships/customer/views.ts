// The customers of a partner as plain rows, to be taken along in a table (AUD-042).
import sql, { empty } from 'sql-template-tag';
import { Customer, listCustomers } from '../../../../contract/relationships/customers.ts';
import { refuse } from '../../../kernel/decision.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { readCursor, writeCursor } from '../../../platform/door/cursor.ts';
import type { Page } from '../../../platform/door/list.ts';
import { asking, enter } from '../../../platform/door/look.ts';
import { type Call, type Route, telling } from '../../../platform/wire/operations.ts';
import { no } from '../../../platform/world/refusals.ts';

const limitDefault = 50;

type Found = {
  id: string;
  tenant_id: string;
  name: string;
  domain: string;
  is_direct: boolean;
  resellers: string[];
  providers: string[];
  since: Date;
  customer_name_lower: string;
};
type Wanted = {
  partner: string;
  reseller: string | undefined;
  search: string | undefined;
  after: readonly [name: string, id: string];
  limit: number;
};
const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

const customersOf = (tx: Tx, { partner, reseller, search, after: [name, id], limit }: Wanted): Promise<Found[]> =>
  tx.query<Found>(sql`select r.id, r.tenant_id, r.customer_name as name, t.domain, r.is_direct, r.resellers,
      r.providers, r.since, r.customer_name_lower
    from relationships r join tenants t on t.id = r.tenant_id
    where r.partner_id = ${partner} and r.status = 'active'
      and (r.customer_name_lower, r.id) > (${name}, ${id})
      ${reseller === undefined ? empty : sql`and r.resellers @> array[${reseller}]::text[]`}
      ${search ? sql`and r.customer_name_lower like ${`${escaped(search.toLowerCase())}%`}` : empty}
    order by r.customer_name_lower, r.id limit ${limit}`);

function standing({ is_direct: isDirect, resellers }: Found) {
  if (resellers.length > 0) return isDirect ? 'directAndThroughResellers' : 'throughResellers';
  return isDirect ? 'direct' : 'asReseller';
}
const shown = (row: Found) => ({
  tenantId: row.tenant_id,
  company: row.name,
  domain: row.domain,
  relationship: standing(row),
  relationshipId: row.id,
  since: row.since.toISOString(),
});

const pageOf = (call: Call<typeof listCustomers>, after: string | undefined, limit: number) =>
  asking<Page | ReturnType<typeof refuse>>({ after }, () =>
    call.world.database.read(async (tx) => {
      const { world, caller } = call;
      const sides = { partner: caller.organization };
      const entered = await enter(world, tx, { caller, action: 'customer.see', sides });
      if (!entered.ok) return entered;
      const from = after === undefined ? ['', ''] : readCursor(world, listCustomers.name, after);
      if (!from) return refuse(no('invalid_cursor'));
      const { resellerId: reseller, search } = call.query;
      const place = { after: [String(from[0]), String(from[1])] as const, limit: limit + 1 };
      const found = await customersOf(tx, { partner: caller.organization, reseller, search, ...place });
      const last = found.length > limit ? found[limit - 1] : undefined;
      const next = last ? writeCursor(world, listCustomers.name, [last.customer_name_lower, last.id]) : null;
      return { ok: true, items: found.slice(0, limit).map(shown), next };
    }),
  );

const listing: Route = {
  ...telling(listCustomers, async (call) => {
    const { after, limit = limitDefault } = call.query;
    const found = await pageOf(call, after, Math.min(limit, call.world.limits.pageRowsMax));
    if (!found.ok) return found;
    const { ok: _ok, ...body } = found;
    return { ok: true, body };
  }),
  listed: {
    fields: Object.keys(Customer.properties),
    pages: (call) => (after) => pageOf(call as Call<typeof listCustomers>, after, call.world.limits.pageRowsMax),
  },
};

export const routes: readonly Route[] = [listing];
