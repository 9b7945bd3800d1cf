// The only SQL about sign-ups; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Signup } from './state.ts';

type SignupRow = Pick<Signup, 'id' | 'version' | 'status' | 'country' | 'domain' | 'mail' | 'language'> & {
  organization_name: string;
  display_name: string;
  token_hash: string;
  record_value: string;
  created_at: Date;
  expires_at: Date;
};
export const fromRow = (row: SignupRow): Signup => {
  const { id, version, status, country, domain, mail, language } = row;
  const named = { organizationName: row.organization_name, displayName: row.display_name };
  const proof = { tokenHash: row.token_hash, recordValue: row.record_value };
  const times = { createdAt: row.created_at, expiresAt: row.expires_at };
  return { id, version, status, country, domain, mail, language, ...named, ...proof, ...times };
};
export const toRow = (state: Signup): Row => {
  const { organizationName, displayName, tokenHash, recordValue, createdAt, expiresAt, ...same } = state;
  const proof = { token_hash: tokenHash, record_value: recordValue, created_at: createdAt, expires_at: expiresAt };
  return { ...same, organization_name: organizationName, display_name: displayName, ...proof };
};

export async function findByToken(tx: Tx, token: string): Promise<Signup | undefined> {
  const [row] = await tx.query<SignupRow>(sql`select * from signups where token_hash = ${hashed(token)}`);
  return row && fromRow(row);
}
