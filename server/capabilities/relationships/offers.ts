// What higher rooms may use: the relationship of a partner with a customer, and the links by which they come together.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { load } from '../../platform/record/history.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import * as invitationRules from './invitation/rules.ts';
import type { Invitation } from './invitation/state.ts';
import { rows as invitationRows } from './invitation/store.ts';
import { invitations } from './invitation/thing.ts';
import type { Relationship } from './relationship/state.ts';
import { rows as relationshipRows } from './relationship/store.ts';
import { relationships } from './relationship/thing.ts';

export const relationshipBy = (tx: Tx, id: string): Promise<Relationship | undefined> =>
  load(tx, relationships, { id });

type Pair = { partner: string; tenant: string };
export async function findRelationship(tx: Tx, { partner, tenant }: Pair): Promise<Relationship | undefined> {
  const [row] = await tx.query<never>(
    sql`select * from relationships where partner_id = ${partner} and tenant_id = ${tenant}`,
  );
  return row && relationshipRows.fromRow(row);
}

/** The live relationships of a partner with a customer, one for each of its tenants. */
export async function activeBetween(
  tx: Tx,
  { partner, customer }: { partner: string; customer: string },
): Promise<Relationship[]> {
  const found = await tx.query<never>(sql`select * from relationships
    where partner_id = ${partner} and customer_id = ${customer} and status = 'active'`);
  return found.map(relationshipRows.fromRow);
}

export async function findInvitation(tx: Tx, token: string): Promise<Invitation | undefined> {
  const [row] = await tx.query<never>(sql`select * from invitations where token_hash = ${hashed(token)}`);
  return row && invitationRows.fromRow(row);
}

/** Whether a link can still be used, and so revoked. */
export async function isInvitationOpen(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from invitations where id = ${id} and status = 'open'`);
  return row !== undefined;
}

export const revokingInvitation = change({
  thing: invitations,
  command: 'revoke',
  given: () => ({}),
  rule: invitationRules.revoke,
});
