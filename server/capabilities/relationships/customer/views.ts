// The customers of a partner as plain rows, to be taken along in a table (AUD-042).
import { Customer, listCustomers } from '../../../../contract/relationships/customers.ts';
import { refuse } from '../../../kernel/decision.ts';
import { readCursor, writeCursor } from '../../../platform/door/cursor.ts';
import type { Page } from '../../../platform/door/list.ts';
import { asking, enter } from '../../../platform/door/look.ts';
import { type Call, type Route, telling } from '../../../platform/wire/operations.ts';
import { no } from '../../../platform/world/refusals.ts';
import { customersOf, type Found } from './store.ts';

const limitDefault = 50;

function dealingOf({ is_direct: isDirect, resellers }: Found) {
  if (resellers.length > 0) return isDirect ? 'directAndThroughResellers' : 'throughResellers';
  return isDirect ? 'direct' : 'asReseller';
}
const shown = (row: Found) => ({
  tenantId: row.tenant_id,
  company: row.name,
  domain: row.domain,
  relationship: dealingOf(row),
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

export const views: readonly Route[] = [listing];
