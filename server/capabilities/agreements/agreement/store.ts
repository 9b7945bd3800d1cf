// The only SQL about customer agreements; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import type { Row } from '../../../platform/world/world.ts';
import type { Attestation, CustomerAgreement } from './state.ts';

type AgreementRow = Pick<
  CustomerAgreement,
  'id' | 'version' | 'status' | 'way' | 'edition' | 'country' | 'language' | 'signer'
> & {
  partner_id: string;
  customer_id: string;
  tenant_id: string;
  text_hash: string | null;
  attestation_id: CustomerAgreement['attestation'];
  agreed_at: Date;
  recorded_at: Date;
  recorded_by: string;
};

export const fromRow = (row: AgreementRow): CustomerAgreement => {
  const { id, version, status, way, edition, country, language, signer } = row;
  const between = { partner: row.partner_id, customer: row.customer_id, tenant: row.tenant_id };
  const recorded = { agreedAt: row.agreed_at, recordedAt: row.recorded_at, recordedBy: row.recorded_by };
  return {
    id,
    version,
    status,
    ...between,
    way,
    edition,
    country,
    language,
    textHash: row.text_hash,
    signer,
    attestation: row.attestation_id,
    ...recorded,
  };
};
export const toRow = (state: CustomerAgreement): Row => {
  const { partner, customer, tenant, textHash, signer, attestation, agreedAt, recordedAt, recordedBy, ...same } = state;
  return {
    ...same,
    partner_id: partner,
    customer_id: customer,
    tenant_id: tenant,
    text_hash: textHash,
    signer: signer && JSON.stringify(signer),
    attestation_id: attestation,
    agreed_at: agreedAt,
    recorded_at: recordedAt,
    recorded_by: recordedBy,
  };
};

type Pair = { partner: string; tenant: string };
/** The newest record of a partner for a tenant, whatever its edition. */
export async function findLast(tx: Tx, { partner, tenant }: Pair): Promise<CustomerAgreement | undefined> {
  const [row] = await tx.query<AgreementRow>(sql`select * from customer_agreements
    where partner_id = ${partner} and tenant_id = ${tenant} order by recorded_at desc, id desc limit 1`);
  return row && fromRow(row);
}

/** The record of one edition, if there is one. */
export async function findOfEdition(
  tx: Tx,
  { partner, tenant, edition }: Pair & { edition: string },
): Promise<CustomerAgreement | undefined> {
  const last = await findLast(tx, { partner, tenant });
  return last?.edition === edition ? last : undefined;
}

type AttestationRow = Pick<Attestation, 'id' | 'version' | 'status' | 'edition' | 'country' | 'language' | 'signer'> & {
  partner_id: string;
  customer_id: string;
  tenant_id: string;
  token_hash: string;
  return_url: string | null;
  text_hash: string | null;
  agreement_id: Attestation['agreement'];
  created_by: string;
  created_at: Date;
  expires_at: Date;
  confirmed_at: Date | null;
};
export const attestationFromRow = (row: AttestationRow): Attestation => {
  const { id, version, status, edition, country, language, signer } = row;
  const between = { partner: row.partner_id, customer: row.customer_id, tenant: row.tenant_id };
  const when = { createdAt: row.created_at, expiresAt: row.expires_at, confirmedAt: row.confirmed_at };
  return {
    ...{ id, version, status, edition, country, language, signer },
    ...between,
    ...when,
    tokenHash: row.token_hash,
    returnUrl: row.return_url,
    textHash: row.text_hash,
    agreement: row.agreement_id,
    createdBy: row.created_by,
  };
};
export const attestationToRow = (state: Attestation): Row => {
  const { partner, customer, tenant, tokenHash, returnUrl, textHash, signer, agreement, ...others } = state;
  const { createdBy, createdAt, expiresAt, confirmedAt, ...same } = others;
  return {
    ...same,
    partner_id: partner,
    customer_id: customer,
    tenant_id: tenant,
    token_hash: tokenHash,
    return_url: returnUrl,
    text_hash: textHash,
    signer: signer && JSON.stringify(signer),
    agreement_id: agreement,
    created_by: createdBy,
    created_at: createdAt,
    expires_at: expiresAt,
    confirmed_at: confirmedAt,
  };
};

export async function findAttestationBy(tx: Tx, token: string): Promise<Attestation | undefined> {
  const [row] = await tx.query<AttestationRow>(sql`select * from attestations where token_hash = ${hashed(token)}`);
  return row && attestationFromRow(row);
}

export async function findAttestationOf(
  tx: Tx,
  { id, partner }: { id: string; partner: string },
): Promise<Attestation | undefined> {
  const [row] = await tx.query<AttestationRow>(
    sql`select * from attestations where id = ${id} and partner_id = ${partner}`,
  );
  return row && attestationFromRow(row);
}
