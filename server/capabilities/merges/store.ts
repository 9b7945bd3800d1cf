// The only SQL about account merges, and about which places lie beneath a company's global account.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Row } from '../../platform/world/world.ts';
import type { AccountMerge } from './state.ts';

type MergeRow = Pick<AccountMerge, 'id' | 'version' | 'status' | 'reason'> & {
  initiator_id: string;
  invitee_id: string;
  initiator_number: number;
  invitee_number: number;
  invited_by: string;
  invited_at: Date;
  answered_by: string | null;
  answered_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  expires_at: Date;
};
export const fromRow = ({ id, version, status, reason, ...row }: MergeRow): AccountMerge => ({
  ...{ id, version, status, reason },
  initiator: row.initiator_id,
  invitee: row.invitee_id,
  initiatorNumber: row.initiator_number,
  inviteeNumber: row.invitee_number,
  invitedBy: row.invited_by,
  invitedAt: row.invited_at,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at,
  expiresAt: row.expires_at,
});
export const toRow = ({ id, version, status, reason, ...state }: AccountMerge): Row => ({
  ...{ id, version, status, reason },
  initiator_id: state.initiator,
  invitee_id: state.invitee,
  initiator_number: state.initiatorNumber,
  invitee_number: state.inviteeNumber,
  invited_by: state.invitedBy,
  invited_at: state.invitedAt,
  answered_by: state.answeredBy,
  answered_at: state.answeredAt,
  confirmed_by: state.confirmedBy,
  confirmed_at: state.confirmedAt,
  expires_at: state.expiresAt,
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

const toldMax = 50;
export type Told = { to: string; language: 'en' | 'ko' | 'zh-CN'; organization: string };
/** Its account admins; where it has none, its global admins, who may make one (ROL-004). */
export const toldOf = (tx: Tx, organization: string): Promise<Told[]> =>
  tx.query<Told>(sql`with kept as (
      select m.name, 'accountAdmin' = any(m.roles) as acts, coalesce(u.language, 'en') as language
        from members m left join users u on u.id = m.user_id
        where m.organization_id = ${organization} and m.status = 'active' and not m.is_guest
          and m.roles && array['accountAdmin', 'globalAdmin'])
    select name as to, language, ${organization}::text as organization
      from kept where acts or not exists (select 1 from kept where acts)
      order by name limit ${toldMax}`);

/** ACT-010: all places lie directly beneath one global account, also those of companies merged before. */
export const placesBeneath = (tx: Tx, organization: string): Promise<Place[]> =>
  tx.query<Place>(sql`select id, name, number, kind from locations where organization_id = ${organization}
    union select id, name, number, kind from locations where headquarters_id = ${organization} order by id`);
export type Place = { id: string; name: string; number: number; kind: 'global' | 'location' };
