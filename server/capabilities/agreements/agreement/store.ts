// The only SQL about customer agreements; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { CustomerAgreement } from './state.ts';

export const rows = rowsOf<CustomerAgreement>({
  partner: 'partner_id',
  customer: 'customer_id',
  tenant: 'tenant_id',
  way: 'way',
  edition: 'edition',
  country: 'country',
  language: 'language',
  textHash: 'text_hash',
  signer: json('signer'),
  attestation: 'attestation_id',
  agreedAt: 'agreed_at',
  recordedAt: 'recorded_at',
  recordedBy: 'recorded_by',
});

type Pair = { partner: string; tenant: string };
/** The newest record of a partner for a tenant, whatever its edition. */
export async function findLast(tx: Tx, { partner, tenant }: Pair): Promise<CustomerAgreement | undefined> {
  const [row] = await tx.query<never>(sql`select * from customer_agreements
    where partner_id = ${partner} and tenant_id = ${tenant} order by recorded_at desc, id desc limit 1`);
  return row && rows.fromRow(row);
}

/** The record of one edition, if there is one. */
export async function findOfEdition(
  tx: Tx,
  { partner, tenant, edition }: Pair & { edition: string },
): Promise<CustomerAgreement | undefined> {
  const last = await findLast(tx, { partner, tenant });
  return last?.edition === edition ? last : undefined;
}
