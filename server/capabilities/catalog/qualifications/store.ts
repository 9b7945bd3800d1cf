// How qualifications lie in their table, and the queries about them that are not the platform's.
import sql from 'sql-template-tag';
import { among } from '../../../platform/database/among.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { Qualification, QualificationKind } from './state.ts';

export const rows = rowsOf<Qualification>({
  kind: 'kind',
  partner: 'partner_id',
  customer: 'customer_id',
  evidence: json('evidence'),
  note: 'note',
  appliedBy: 'applied_by',
  appliedAt: 'applied_at',
  decidedAt: 'decided_at',
});

type Applied = { customer: string; kind: QualificationKind; partner: string | null };
export async function findQualification(tx: Tx, { customer, kind, partner }: Applied) {
  const [row] = await tx.query<never>(
    sql`select * from qualifications
      where customer_id = ${customer} and kind = ${kind} and coalesce(partner_id, '') = ${partner ?? ''}`,
  );
  return row && rows.fromRow(row);
}

/** What these organizations are qualified for now, whoever applied for it. */
export async function qualifiedFor(tx: Tx, organizations: readonly string[]) {
  return tx.query<{ organization: string; kind: QualificationKind; status: Qualification['status'] }>(
    sql`select customer_id as organization, kind, status from qualifications
      where customer_id ${among(organizations)}`,
  );
}
