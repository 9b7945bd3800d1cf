// The only SQL about consents.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Consent } from './state.ts';

export const rows = rowsOf<Consent>({
  partner: 'partner_id',
  provider: 'provider_id',
  customer: 'customer_id',
  tenant: 'tenant_id',
  invitation: 'invitation_id',
  openedAt: 'opened_at',
  openedBy: 'opened_by',
  expiresAt: 'expires_at',
  answeredAt: 'answered_at',
  answeredBy: 'answered_by',
});

type Between = Pick<Consent, 'partner' | 'provider' | 'tenant'>;
export async function findConsent(tx: Tx, { partner, provider, tenant }: Between): Promise<Consent | undefined> {
  const [row] = await tx.query<never>(sql`select * from consents where partner_id = ${partner}
    and provider_id is not distinct from ${provider} and tenant_id = ${tenant}`);
  return row && rows.fromRow(row);
}
