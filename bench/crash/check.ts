// Looks into the database after a crash: what was acknowledged, what may be half done, whether the chains verify.
import sql from 'sql-template-tag';
import type { Database, Statement } from '../../server/platform/database/database.ts';
import { verifyChains } from '../../server/platform/record/audit.ts';
import type { Sent } from './load.ts';

const tables: Readonly<Record<string, string>> = {
  relationship: 'relationships',
  cart: 'carts',
  order: 'orders',
  subscription: 'subscriptions',
  signup: 'signups',
};

/** Each finds what must not be; the first column names it. */
const halves: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(tables).flatMap(([thing, table]) => [
      [
        `an event of a ${thing} without its history`,
        `select e.subject from events e where e.thing = '${thing}' and not exists (select from ${table}_versions h
           where h.id = e.subject and h.version = (e.body::jsonb ->> 'version')::int) limit 1`,
      ],
      [
        `history of a ${thing} without its event`,
        `select h.id from ${table}_versions h where (h.version > 1 or not h.id like '%70008%')
           and not exists (select from events e where e.thing = '${thing}' and e.subject = h.id
             and (e.body::jsonb ->> 'version')::int = h.version) limit 1`,
      ],
      [
        `a ${thing} that does not follow on its history`,
        `select t.id from ${table} t join lateral (
           select max(h.version) as version, max(h.valid_to) as until
           from ${table}_history h where h.id = t.id) h on true
           where t.version <> h.version + 1 or t.valid_from <> h.until limit 1`,
      ],
    ]),
  ),
  'an order without its subscriptions': `select o.id from orders o
     where jsonb_array_length(o.lines) <> (select count(*) from subscriptions s where s.order_id = o.id) limit 1`,
  'a subscription of an order without its charge': `select s.id from subscriptions s join orders o on o.id = s.order_id
     where not exists (select from charge_lines c where c.subscription_id = s.id) limit 1`,
  'a cart placed without its order': `select c.id from carts c where c.status = 'placed'
     and not exists (select from orders o where o.id = c.order_id) limit 1`,
  'sign-ups and their mails that differ in number': `select 'count' from (select count(*) as n from signups) s,
     (select count(*) as n from jobs where kind = 'mail') j where s.n <> j.n`,
  'an event outside every chain': `select e.id from events e
     where not exists (select from chain_links l where l.event = e.seq) limit 1`,
};

const asked = (text: string): Statement => ({ text, values: [] });

async function lostOf(database: Database, sent: readonly Sent[]): Promise<string[]> {
  const acknowledged = sent.filter(({ answer }) => answer?.id);
  const ids = acknowledged.map(({ answer }) => answer!.id);
  const versions = acknowledged.map(({ answer }) => answer!.version);
  return database.read(async (tx) => {
    const events = await tx.query<{ id: string }>(sql`
      select a.id from unnest(${ids}::text[], ${versions}::int[]) as a (id, version)
      where not exists (select from events e
        where e.subject = a.id and (e.body::jsonb ->> 'version')::int = a.version)`);
    return events.map(({ id }) => `acknowledged and lost: ${id}`);
  });
}

/** A kept answer stands for exactly one command that took effect. */
async function keysOf(database: Database): Promise<string[]> {
  const [row] = await database.read((tx) =>
    tx.query<{ keys: number; acts: number }>(sql`select (select count(*) from idempotency_keys) as keys,
      (select count(*) from events where type in
        ('relationship.renamed', 'cart.created', 'order.placed', 'signup.started')) as acts`),
  );
  return row!.keys === row!.acts ? [] : [`${row!.keys} kept answers for ${row!.acts} commands`];
}

export async function faultsIn(database: Database, sent: readonly Sent[]): Promise<string[]> {
  const found = await Promise.all([lostOf(database, sent), keysOf(database)]);
  const faults = found.flat();
  for (const [what, text] of Object.entries(halves)) {
    const [row] = await database.read((tx) => tx.query<Record<string, unknown>>(asked(text)));
    if (row) faults.push(`${what}: ${Object.values(row)[0]}`);
  }
  const { broken } = await verifyChains(database);
  if (broken) faults.push(`a chain does not verify: ${JSON.stringify(broken)}`);
  return faults;
}
