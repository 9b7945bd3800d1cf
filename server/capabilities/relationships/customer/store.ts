// The only SQL about customers as rows of a table: relationships with the domains of their tenants.
import sql, { empty } from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';

export type Found = {
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

export const customersOf = (
  tx: Tx,
  { partner, reseller, search, after: [name, id], limit }: Wanted,
): Promise<Found[]> =>
  tx.query<Found>(sql`select r.id, r.tenant_id, r.customer_name as name, t.domain, r.is_direct, r.resellers,
      r.providers, r.since, r.customer_name_lower
    from relationships r join tenants t on t.id = r.tenant_id
    where r.partner_id = ${partner} and r.status = 'active'
      and (r.customer_name_lower, r.id) > (${name}, ${id})
      ${reseller === undefined ? empty : sql`and r.resellers @> array[${reseller}]::text[]`}
      ${search ? sql`and r.customer_name_lower like ${`${escaped(search.toLowerCase())}%`}` : empty}
    order by r.customer_name_lower, r.id limit ${limit}`);
