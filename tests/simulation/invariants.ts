// What must be so after every move, whatever was done, by whomever, in whichever order.
import sql, { raw } from 'sql-template-tag';
import type { Database, Tx } from '../../server/platform/database/database.ts';
import { verifyChains } from '../../server/platform/record/audit.ts';
import { things } from '../../server/rooms.ts';

/** Of a subscription: what nobody but its own partner changes (REL-113 to REL-116). */
export type Bought = Record<string, unknown> & { id: string; partner_id: string };
export const boughtIn = (database: Database): Promise<Bought[]> =>
  database.read((tx) =>
    tx.query<Bought>(sql`select id, partner_id, billed_reseller, quantity, unit_price, currency, term, ends_at, status
      from subscriptions order by id`),
  );

/** What changed of what was bought before. */
export const touched = (before: readonly Bought[], after: readonly Bought[]): string[] =>
  before.flatMap((one) => {
    const now = after.find(({ id }) => id === one.id);
    return JSON.stringify(now) === JSON.stringify(one)
      ? []
      : [`${one.id} ${JSON.stringify(one)} → ${JSON.stringify(now)}`];
  });

/** What a test put there itself has no beginning. */
const versionsWithoutEvent = (tx: Tx, table: string): Promise<{ id: string; version: number }[]> =>
  tx.query(sql`select h.id, h.version from ${raw(`${table}_versions`)} as h
    where h.valid_from > '-infinity' and not exists (
      select 1 from events as e where e.subject = h.id and (e.body::jsonb ->> 'version')::int = h.version)`);

/** Sums agree: a line of charges is its price times its seats, in the subscription's currency, to who pays for it. */
const wrongCharges = (tx: Tx): Promise<{ id: string }[]> =>
  tx.query(sql`select c.id from charge_lines as c join subscriptions as s on s.id = c.subscription_id
    where c.buyer_id <> s.partner_id or c.currency <> s.currency or abs(c.amount) > abs(c.unit_price * c.quantity)`);
/** One payer: who placed the order is whom its subscriptions are billed to. */
const wrongPayers = (tx: Tx): Promise<{ id: string }[]> =>
  tx.query(sql`select s.id from subscriptions as s join orders as o on o.id = s.order_id
    where s.partner_id <> o.partner_id or s.customer_id <> o.customer_id`);
/** REL-017: of a pair there is one relationship in force. */
const twins = (tx: Tx): Promise<{ partner_id: string }[]> =>
  tx.query(sql`select partner_id from relationships where status = 'active'
    group by partner_id, tenant_id having count(*) > 1`);

export async function broken(database: Database): Promise<string | undefined> {
  const found = await database.read(async (tx) => {
    for (const { table } of things) {
      const [bare] = await versionsWithoutEvent(tx, table);
      if (bare) return `${table} ${bare.id} version ${bare.version} has no event`;
    }
    const [charges, payers, pairs] = await Promise.all([wrongCharges(tx), wrongPayers(tx), twins(tx)]);
    if (charges[0]) return `the charge ${charges[0].id} does not agree with its subscription`;
    if (payers[0]) return `the subscription ${payers[0].id} is billed to somebody else`;
    return pairs[0] && `${pairs[0].partner_id} has two relationships with one tenant`;
  });
  if (found) return found;
  const report = await verifyChains(database);
  return report.broken ? `the chains do not verify: ${JSON.stringify(report.broken)}` : undefined;
}
