// The only SQL about sign-ups; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import type { Signup } from './state.ts';

export const rows = rowsOf<Signup>({
  organizationName: 'organization_name',
  country: 'country',
  domain: 'domain',
  mail: 'mail',
  displayName: 'display_name',
  language: 'language',
  tokenHash: 'token_hash',
  recordValue: 'record_value',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
});

export async function findByToken(tx: Tx, token: string): Promise<Signup | undefined> {
  const [row] = await tx.query<never>(sql`select * from signups where token_hash = ${hashed(token)}`);
  return row && rows.fromRow(row);
}
