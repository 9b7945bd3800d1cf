// How a location stands in its row, and what its own rules ask of its neighbours.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { Location } from './state.ts';

export const rows = rowsOf<Location>({
  organization: 'organization_id',
  headquarters: 'headquarters_id',
  kind: 'kind',
  number: 'number',
  name: 'name',
  legalEntity: 'legal_entity',
  country: 'country',
  address: json('address'),
  contact: json('contact'),
  createdAt: 'created_at',
});

/** ACT-020: whether places of other companies that still take part lie beneath its global account. */
export async function isHeadquarters(tx: Tx, organization: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from locations l join organizations o on o.id = l.organization_id
    where l.headquarters_id = ${organization} and o.status = 'active' limit 1`);
  return row !== undefined;
}

/** By which a company is known in public: the account it began with, which a merge makes a location (ACT-020). */
export const firstPartnerIdOf = (organization: Sql): Sql => sql`(select min(number) from locations
  where organization_id = ${organization} and status = 'active')`;

const firstPartnerId = 4_000_000;
/** Closed accounts keep their rows, so no number is ever given twice; callers hold the lock `partner-ids`. */
export async function nextPartnerId(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ last: number | null }>(sql`select max(number) as last from locations`);
  return (row?.last ?? firstPartnerId) + 1;
}
