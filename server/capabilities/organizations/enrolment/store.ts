// How an enrolment stands in its row, and how it is found by its mail and beside its neighbours.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import type { Enrolment } from './state.ts';

export const rows = rowsOf<Enrolment>({
  organization: 'organization_id',
  kind: 'kind',
  agreementEdition: 'agreement_edition',
  checks: json('checks'),
  eligibility: json('eligibility'),
  phone: 'phone',
  mail: 'mail',
  language: 'language',
  mailTokenHash: 'mail_token_hash',
  mailedAt: 'mailed_at',
  reviewSince: 'review_since',
  ticketFrom: 'ticket_from',
  reason: 'reason',
  note: 'note',
  suspendedFrom: 'suspended_from',
  createdAt: 'created_at',
});

export async function findEnrolmentByToken(tx: Tx, token: string): Promise<Enrolment | undefined> {
  const [row] = await tx.query<never>(sql`select * from enrolments where mail_token_hash = ${hashed(token)}`);
  return row && rows.fromRow(row);
}

/** All enrolments of the organization that this one belongs to. */
export async function enrolmentsBeside(tx: Tx, id: string): Promise<Enrolment[]> {
  const found = await tx.query<never>(sql`select * from enrolments
    where organization_id = (select organization_id from enrolments where id = ${id}) order by created_at, id`);
  return found.map(rows.fromRow);
}
