// The only SQL about invitations, consents and relationships; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Consent, Invitation, Relationship } from './invitation/state.ts';

type InvitationRow = Pick<Invitation, 'id' | 'version' | 'status' | 'acceptances'> & {
  partner_id: string;
  provider_id: string | null;
  token_hash: string;
  is_for_resellers: boolean;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
};
export const invitationFromRow = (row: InvitationRow): Invitation => {
  const { id, version, status, acceptances } = row;
  const by = { partner: row.partner_id, provider: row.provider_id };
  const made = { createdBy: row.created_by, createdAt: row.created_at, expiresAt: row.expires_at };
  const kept = { tokenHash: row.token_hash, isForResellers: row.is_for_resellers, acceptances };
  return { id, version, status, ...by, ...kept, ...made };
};
export const invitationToRow = (state: Invitation): Row => {
  const { partner, provider, tokenHash, isForResellers, createdBy, createdAt, expiresAt, ...same } = state;
  return {
    ...same,
    partner_id: partner,
    provider_id: provider,
    token_hash: tokenHash,
    is_for_resellers: isForResellers,
    created_by: createdBy,
    created_at: createdAt,
    expires_at: expiresAt,
  };
};

type ConsentRow = Pick<Consent, 'id' | 'version' | 'status'> & {
  partner_id: string;
  provider_id: string | null;
  customer_id: string;
  tenant_id: string;
  invitation_id: Consent['invitation'];
  opened_at: Date;
  opened_by: string;
  expires_at: Date | null;
  answered_at: Date | null;
  answered_by: string | null;
};
export const consentFromRow = (row: ConsentRow): Consent => {
  const { id, version, status } = row;
  const between = { partner: row.partner_id, provider: row.provider_id, customer: row.customer_id };
  const opened = { openedAt: row.opened_at, openedBy: row.opened_by, expiresAt: row.expires_at };
  const answered = { answeredAt: row.answered_at, answeredBy: row.answered_by };
  return {
    id,
    version,
    status,
    ...between,
    tenant: row.tenant_id,
    invitation: row.invitation_id,
    ...opened,
    ...answered,
  };
};
export const consentToRow = (state: Consent): Row => ({
  id: state.id,
  version: state.version,
  status: state.status,
  partner_id: state.partner,
  provider_id: state.provider,
  customer_id: state.customer,
  tenant_id: state.tenant,
  invitation_id: state.invitation,
  opened_at: state.openedAt,
  opened_by: state.openedBy,
  expires_at: state.expiresAt,
  answered_at: state.answeredAt,
  answered_by: state.answeredBy,
});

type RelationshipRow = Pick<
  Relationship,
  'id' | 'version' | 'status' | 'origin' | 'since' | 'resellers' | 'providers'
> & {
  partner_id: string;
  customer_id: string;
  tenant_id: string;
  is_direct: boolean;
  invitation_id: string | null;
  customer_name: string;
  accepted_by: string;
};
export const relationshipFromRow = (row: RelationshipRow): Relationship => {
  const { id, version, status, origin, since, resellers, providers } = row;
  const between = { partner: row.partner_id, customer: row.customer_id, tenant: row.tenant_id };
  const kept = { invitation: row.invitation_id, customerName: row.customer_name, acceptedBy: row.accepted_by };
  return { id, version, status, ...between, isDirect: row.is_direct, resellers, providers, origin, since, ...kept };
};
export const relationshipToRow = (state: Relationship): Row => {
  const { id, version, status, resellers, providers, origin, since } = state;
  return {
    ...{ id, version, status, resellers, providers, origin, since },
    partner_id: state.partner,
    customer_id: state.customer,
    tenant_id: state.tenant,
    is_direct: state.isDirect,
    invitation_id: state.invitation,
    customer_name: state.customerName,
    customer_name_lower: state.customerName.toLowerCase(),
    accepted_by: state.acceptedBy,
  };
};

export async function findInvitation(tx: Tx, token: string): Promise<Invitation | undefined> {
  const [row] = await tx.query<InvitationRow>(sql`select * from invitations where token_hash = ${hashed(token)}`);
  return row && invitationFromRow(row);
}

/** What these providers let their resellers forward, the newest first. */
export async function invitationsToForward(
  tx: Tx,
  { providers, now, limit }: { providers: readonly string[]; now: Date; limit: number },
): Promise<Invitation[]> {
  const rows = await tx.query<InvitationRow>(sql`select * from invitations
    where partner_id = any(${[...providers]}::text[]) and is_for_resellers and status = 'open'
      and (expires_at is null or expires_at > ${now})
    order by created_at desc, id desc limit ${limit}`);
  return rows.map(invitationFromRow);
}

type Answering = Pick<Consent, 'partner' | 'provider' | 'tenant'>;
export async function findConsent(tx: Tx, { partner, provider, tenant }: Answering): Promise<Consent | undefined> {
  const [row] = await tx.query<ConsentRow>(sql`select * from consents where partner_id = ${partner}
    and provider_id is not distinct from ${provider} and tenant_id = ${tenant}`);
  return row && consentFromRow(row);
}

/** Every relationship of a tenant; there are few. */
export async function relationshipsOf(tx: Tx, tenant: string): Promise<Relationship[]> {
  const rows = await tx.query<RelationshipRow>(
    sql`select * from relationships where tenant_id = ${tenant} and status = 'active' order by since, id`,
  );
  return rows.map(relationshipFromRow);
}

type Pair = { partner: string; tenant: string };
export async function findRelationship(tx: Tx, { partner, tenant }: Pair): Promise<Relationship | undefined> {
  const [row] = await tx.query<RelationshipRow>(
    sql`select * from relationships where partner_id = ${partner} and tenant_id = ${tenant}`,
  );
  return row && relationshipFromRow(row);
}

/** The live relationships of a partner with a customer, one for each of its tenants. */
export async function activeBetween(
  tx: Tx,
  { partner, customer }: { partner: string; customer: string },
): Promise<Relationship[]> {
  const rows = await tx.query<RelationshipRow>(sql`select * from relationships
    where partner_id = ${partner} and customer_id = ${customer} and status = 'active'`);
  return rows.map(relationshipFromRow);
}

/** Whether a link can still be used, and so revoked. */
export async function openInvitationBy(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from invitations where id = ${id} and status = 'open'`);
  return row !== undefined;
}
