// The only SQL about account merges; saving, loading by id and listing are the platform's.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import type { AccountMerge } from './state.ts';

export const rows = rowsOf<AccountMerge>({
  initiator: 'initiator_id',
  invitee: 'invitee_id',
  initiatorNumber: 'initiator_number',
  inviteeNumber: 'invitee_number',
  reason: 'reason',
  invitedBy: 'invited_by',
  invitedAt: 'invited_at',
  answeredBy: 'answered_by',
  answeredAt: 'answered_at',
  confirmedBy: 'confirmed_by',
  confirmedAt: 'confirmed_at',
  expiresAt: 'expires_at',
});

const isOpen = sql`status in ('invited', 'accepted')`;
async function has(tx: Tx, condition: Sql): Promise<boolean> {
  const [row] = await tx.query<{ has: boolean }>(
    sql`select exists (select 1 from account_merges where ${condition}) as has`,
  );
  return row!.has;
}

type Pair = { initiator: string; invitee: string };
/** One way or the other. */
export const isOpenBetween = (tx: Tx, { initiator, invitee }: Pair): Promise<boolean> =>
  has(
    tx,
    sql`${isOpen} and ((initiator_id = ${initiator} and invitee_id = ${invitee})
      or (initiator_id = ${invitee} and invitee_id = ${initiator}))`,
  );
export const hasAccepted = (tx: Tx, { id, invitee }: Pick<AccountMerge, 'id' | 'invitee'>): Promise<boolean> =>
  has(tx, sql`invitee_id = ${invitee} and status = 'accepted' and id <> ${id}`);

const idsIn = async (tx: Tx, from: Sql): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(from);
  return rows.map(({ id }) => id);
};
/** Open ones in which this company takes part, on either side. */
export const openOf = (tx: Tx, organization: string): Promise<string[]> =>
  idsIn(
    tx,
    sql`select id from account_merges where initiator_id = ${organization} and ${isOpen}
    union select id from account_merges where invitee_id = ${organization} and ${isOpen} order by id`,
  );
