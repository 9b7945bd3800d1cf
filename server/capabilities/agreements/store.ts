// The only SQL about customer agreements; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database.ts';
import type { Row } from '../../platform/thing.ts';
import type { CustomerAgreement } from './state.ts';

type AgreementRow = Pick<
  CustomerAgreement,
  'id' | 'version' | 'status' | 'way' | 'edition' | 'country' | 'language' | 'signer'
> & {
  partner_id: string;
  customer_id: string;
  tenant_id: string;
  text_hash: string | null;
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
    ...recorded,
  };
};
export const toRow = (state: CustomerAgreement): Row => {
  const { partner, customer, tenant, textHash, signer, agreedAt, recordedAt, recordedBy, ...same } = state;
  return {
    ...same,
    partner_id: partner,
    customer_id: customer,
    tenant_id: tenant,
    text_hash: textHash,
    signer: signer && JSON.stringify(signer),
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
