// What higher rooms may use: which partners work together, and the links by which they come together.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import * as invitationRules from './invitation/rules.ts';
import type { PartnershipInvitation } from './invitation/state.ts';
import { rows as invitationRows } from './invitation/store.ts';
import { invitations } from './invitation/thing.ts';
import type { Partnership } from './partnership/state.ts';
import { rows as partnershipRows } from './partnership/store.ts';

export async function findPartnershipInvitation(tx: Tx, token: string): Promise<PartnershipInvitation | undefined> {
  const [row] = await tx.query<never>(sql`select * from partnership_invitations where token_hash = ${hashed(token)}`);
  return row && invitationRows.fromRow(row);
}

type Pair = { provider: string; reseller: string };
export async function findPartnership(tx: Tx, { provider, reseller }: Pair): Promise<Partnership | undefined> {
  const [row] = await tx.query<never>(
    sql`select * from partnerships where provider_id = ${provider} and reseller_id = ${reseller}`,
  );
  return row && partnershipRows.fromRow(row);
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
export async function isPartnershipInvitationOpen(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from partnership_invitations where id = ${id} and status = 'open'`);
  return row !== undefined;
}

export const revokingPartnershipInvitation = change({
  thing: invitations,
  command: 'revoke',
  given: () => ({}),
  rule: invitationRules.revoke,
});
