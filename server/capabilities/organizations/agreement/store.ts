// How a partner agreement stands in its row, and how it is found by what it is about.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { PartnerAgreement } from './state.ts';

export const rows = rowsOf<PartnerAgreement>({
  organization: 'organization_id',
  tenant: 'tenant_id',
  party: 'party',
  region: 'region',
  edition: 'edition',
  acceptedBy: 'accepted_by',
  acceptedAt: 'accepted_at',
});

type Signed = Pick<PartnerAgreement, 'tenant' | 'party' | 'edition'>;
export async function findAgreement(tx: Tx, { tenant, party, edition }: Signed): Promise<PartnerAgreement | undefined> {
  const [row] = await tx.query<never>(sql`select * from partner_agreements
    where tenant_id = ${tenant} and party = ${party} and edition = ${edition}`);
  return row && rows.fromRow(row);
}

export async function agreementsOf(tx: Tx, organization: string): Promise<PartnerAgreement[]> {
  const found = await tx.query<never>(
    sql`select * from partner_agreements where organization_id = ${organization} order by accepted_at, id`,
  );
  return found.map(rows.fromRow);
}
