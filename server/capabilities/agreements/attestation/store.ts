// The only SQL about attestations.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import type { Attestation } from './state.ts';

export const rows = rowsOf<Attestation>({
  partner: 'partner_id',
  customer: 'customer_id',
  tenant: 'tenant_id',
  edition: 'edition',
  country: 'country',
  tokenHash: 'token_hash',
  returnUrl: 'return_url',
  language: 'language',
  textHash: 'text_hash',
  signer: json('signer'),
  agreement: 'agreement_id',
  createdBy: 'created_by',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
  confirmedAt: 'confirmed_at',
});

export async function findAttestationBy(tx: Tx, token: string): Promise<Attestation | undefined> {
  const [row] = await tx.query<never>(sql`select * from attestations where token_hash = ${hashed(token)}`);
  return row && rows.fromRow(row);
}

export async function findAttestationOf(
  tx: Tx,
  { id, partner }: { id: string; partner: string },
): Promise<Attestation | undefined> {
  const [row] = await tx.query<never>(sql`select * from attestations where id = ${id} and partner_id = ${partner}`);
  return row && rows.fromRow(row);
}
