// The only SQL about partnerships and their links; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Partnership, PartnershipInvitation } from './invitation/state.ts';

type InvitationRow = Pick<PartnershipInvitation, 'id' | 'version' | 'status' | 'reusable' | 'uses'> & {
  provider_id: string;
  token_hash: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
};
export const invitationFromRow = (row: InvitationRow): PartnershipInvitation => {
  const { id, version, status, reusable, uses } = row;
  const made = { createdBy: row.created_by, createdAt: row.created_at, expiresAt: row.expires_at };
  return { id, version, status, provider: row.provider_id, tokenHash: row.token_hash, reusable, uses, ...made };
};
export const invitationToRow = (state: PartnershipInvitation): Row => {
  const { provider, tokenHash, createdBy, createdAt, expiresAt, ...same } = state;
  const made = { created_by: createdBy, created_at: createdAt, expires_at: expiresAt };
  return { ...same, provider_id: provider, token_hash: tokenHash, ...made };
};

type PartnershipRow = Pick<Partnership, 'id' | 'version' | 'status' | 'since'> & {
  provider_id: string;
  reseller_id: string;
  invitation_id: string;
  approved_by: string;
};
export const partnershipFromRow = (row: PartnershipRow): Partnership => {
  const { id, version, status, since } = row;
  const between = { provider: row.provider_id, reseller: row.reseller_id };
  return { id, version, status, since, ...between, invitation: row.invitation_id, approvedBy: row.approved_by };
};
export const partnershipToRow = ({ provider, reseller, invitation, approvedBy, ...same }: Partnership): Row => ({
  ...same,
  provider_id: provider,
  reseller_id: reseller,
  invitation_id: invitation,
  approved_by: approvedBy,
});

export async function findByToken(tx: Tx, token: string): Promise<PartnershipInvitation | undefined> {
  const [row] = await tx.query<InvitationRow>(
    sql`select * from partnership_invitations where token_hash = ${hashed(token)}`,
  );
  return row && invitationFromRow(row);
}

type Pair = { provider: string; reseller: string };
export async function findPartnership(tx: Tx, { provider, reseller }: Pair): Promise<Partnership | undefined> {
  const [row] = await tx.query<PartnershipRow>(
    sql`select * from partnerships where provider_id = ${provider} and reseller_id = ${reseller}`,
  );
  return row && partnershipFromRow(row);
}

/** The providers a reseller works with now. */
export async function providersOf(tx: Tx, reseller: string): Promise<string[]> {
  const rows = await tx.query<{ provider_id: string }>(
    sql`select provider_id from partnerships where reseller_id = ${reseller} and status = 'active' order by since, id`,
  );
  return rows.map(({ provider_id }) => provider_id);
}

type ByName = { provider: string; search: string | undefined; after: readonly string[]; limit: number };
/** The resellers a provider works with now, by name. */
export const resellersByName = (tx: Tx, { provider, search, after, limit }: ByName) => {
  const [name = '', id = ''] = after;
  const from = (search ?? '').toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
  return tx.query<{ id: string; name: string; name_lower: string; country: string }>(
    sql`select o.id, o.name, o.name_lower, o.country from partnerships p join organizations o on o.id = p.reseller_id
      where p.provider_id = ${provider} and p.status = 'active' and o.name_lower like ${`${from}%`}
        and (o.name_lower, o.id) > (${name}, ${id})
      order by o.name_lower, o.id limit ${limit}`,
  );
};

/** Whether a link can still be used, and so revoked. */
export async function openLink(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from partnership_invitations where id = ${id} and status = 'open'`);
  return row !== undefined;
}
