// The only SQL about links to customers that no higher room needs.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Invitation } from './state.ts';

export const rows = rowsOf<Invitation>({
  partner: 'partner_id',
  provider: 'provider_id',
  tokenHash: 'token_hash',
  isForResellers: 'is_for_resellers',
  acceptances: 'acceptances',
  createdBy: 'created_by',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
});

/** What these providers let their resellers forward, the newest first. */
export async function invitationsToForward(
  tx: Tx,
  { providers, now, limit }: { providers: readonly string[]; now: Date; limit: number },
): Promise<Invitation[]> {
  const found = await tx.query<never>(sql`select * from invitations
    where partner_id = any(${[...providers]}::text[]) and is_for_resellers and status = 'open'
      and (expires_at is null or expires_at > ${now})
    order by created_at desc, id desc limit ${limit}`);
  return found.map(rows.fromRow);
}
