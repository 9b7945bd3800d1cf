// The cast of the stories around customers, with a catalogue, locations and the vendor's system, ready to buy.
import sql from 'sql-template-tag';
import { newId } from '../server/kernel/id.ts';
import type { Database, Statement } from '../server/platform/database/database.ts';
import { serve } from '../server/platform/wire/server.ts';
import type { Caller, World } from '../server/platform/world/world.ts';
import { routes } from '../server/rooms.ts';
import {
  type Answer,
  type Customers,
  customersIn,
  type Named,
  organizationOf,
  type Person,
  type Sent,
  tenantOf,
  tokenOf,
} from './customers.ts';

export const skus = {
  suite: 'KTR000000001:0001',
  archive: 'KTR000000001:0002',
  starter: 'KTR000000002:0001',
  plan: 'KTR000000003:0001',
  danish: 'KTR000000004:0001',
} as const;
type Offer = { sku: string; list: string; term: string; plan: string; max?: number; limit?: number; base?: string };
const offers: readonly (Offer & { countries?: string[] })[] = [
  { sku: skus.suite, list: 'licence', term: 'P1Y', plan: 'Monthly', max: 300 },
  { sku: skus.suite, list: 'licence', term: 'P1M', plan: 'Monthly', max: 300 },
  { sku: skus.archive, list: 'licence', term: 'P1Y', plan: 'Monthly', base: skus.suite },
  { sku: skus.starter, list: 'licence', term: 'P1Y', plan: 'Annual', limit: 1 },
  { sku: skus.plan, list: 'usage', term: 'payG-1', plan: 'None' },
  { sku: skus.danish, list: 'licence', term: 'P1Y', plan: 'Monthly', countries: ['DK'] },
];
/** Partner ids of locations; the global account of Miru stands beside them. */
export const partnerIds = { saebyeok: 4000001, miru: 4000007, oaktrail: 4000008, lumenfold: 4000011 } as const;
export const globalIdOfMiru = 4000006;

const since = new Date('2020-01-01T00:00:00Z');
const contact = JSON.stringify({ firstName: 'Seo', lastName: 'Kim', mail: 'seo@example.test' });
const address = JSON.stringify({ street: 'Sejong-daero 1', city: 'Seoul', postalCode: '04524' });

const location = (name: Named, number: number, kind: 'location' | 'global') => sql`insert into locations
  (id, version, status, kind, organization_id, number, name, legal_entity, country, address, contact, created_at)
  values (${newId('loc', organizationOf(name))}, 1, 'active', ${kind}, ${organizationOf(name)},
    ${number}, ${`${name} ${kind}`},
    ${`${name} ${number}`}, 'KR', ${address}, ${contact}, ${since})`;

const meterId = '5b6ee3a1-90d6-4c1c-8a2b-6a4e0c1d2f3a';
function priceOf({ sku, list, term, plan }: Offer): Statement {
  const isUsage = list === 'usage';
  // A meter has neither segment nor billing plan, as usage price sheets write it.
  const [segment, currency, amount, meter] = isUsage
    ? ['', 'USD', '0.012', meterId]
    : ['Commercial', 'KRW', '12500', ''];
  return sql`insert into prices (list, market, sku_id, segment, term, plan, currency, meter, tier_min, amount,
      valid_from, valid_until, known_from, import_id)
    values (${list}, 'KR', ${sku}, ${segment}, ${term}, ${plan}, ${currency}, ${meter}, 0, ${amount}::numeric,
      '-infinity', 'infinity', '-infinity', 'pim_test')`;
}

function* catalogue(): Generator<Statement> {
  const titles: Record<string, string> = Object.fromEntries(Object.entries(skus).map(([title, sku]) => [sku, title]));
  for (const offer of new Map(offers.map((one) => [one.sku, one])).values()) {
    const title = titles[offer.sku]!;
    yield sql`insert into skus (id, version, status, list, product_id, product_title, title, title_lower, publisher,
        description, unit, tags)
      values (${offer.sku}, 1, 'listed', ${offer.list}, ${offer.sku.slice(0, 12)}, ${`Product ${title}`}, ${title},
        ${title}, 'Meridian', '', 'seat', '')`;
    yield sql`insert into offer_rules (sku_id, provisioning_id, provisioning_string, licences_min, licences_max,
        ownership_limit, ownership_limit_type, prerequisites, conversions, description, allowed_countries, valid_from,
        valid_until, known_from, import_id)
      values (${offer.sku}, '', '', 1, ${offer.max ?? null}, ${offer.limit ?? null},
        ${offer.limit ? 'concurrent' : 'none'}, ${offer.base ? [offer.base] : []}, ${[]}, '',
        ${offer.countries ?? []}, '-infinity', 'infinity', '-infinity', 'pim_test')`;
  }
  for (const offer of offers) yield priceOf(offer);
}

const operator = `org_${'f'.repeat(32)}`;
const vendorSystem = `api_${'f'.repeat(32)}`;

async function furnish(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const statement of catalogue()) tx.write(statement);
    for (const [name, number] of Object.entries(partnerIds) as [Named, number][]) {
      tx.write(location(name, number, 'location'));
      tx.write(sql`update tenants set partner_id = ${number} where id = ${tenantOf(name, 'selling')}`);
    }
    tx.write(location('miru', globalIdOfMiru, 'global'));
    tx.write(sql`update organizations set address = ${address}`);
    tx.write(sql`insert into organizations (id, version, status, kind, name, name_lower, country)
      values (${operator}, 1, 'active', 'operator', 'Meridian', 'meridian', 'US')`);
    tx.write(sql`insert into api_clients (id, version, status, organization_id, name, roles, networks, created_by,
        created_at, secret_hash, secret_since)
      values (${vendorSystem}, 1, 'active', ${operator}, 'Vendor', ${['operatorAdmin']}, ${[]}, 'test', ${since}, '',
        ${since})`);
  });
}

export type Shop = Customers & {
  world: World;
  /** As the vendor's system, a program of the operator. */
  vendor(path: string, sent?: Sent & { method?: 'GET' | 'POST' }): Promise<Answer>;
  /** A relationship made by invitation and acceptance, the customer agreement with it unless told otherwise. */
  relate(
    by: Person,
    customer: { by: Person; name: Named },
    more?: { provider?: Named; agreement?: false },
  ): Promise<string>;
};

export async function shopIn(database: Database): Promise<Shop> {
  const all = await customersIn(database);
  await furnish(database);
  const world = { ...all.world, operator: () => operator };
  const program: Caller = { kind: 'program', id: vendorSystem, organization: operator, secondFactor: true };
  const app = serve({ worlds: [world], routes, authenticate: async () => program });
  const relate: Shop['relate'] = async (by, customer, { provider, agreement } = {}) => {
    const body = provider ? { providerId: organizationOf(provider) } : {};
    const link = (await all.post(by, '/invitations', { body })).body.link;
    const purpose = customer.name === 'daram' || customer.name === 'pinegate' ? 'customer' : 'corporate';
    const accepted = await all.post(customer.by, `/invitation-links/${tokenOf(link)}/accept`, {
      body: {
        acceptsRelationship: true,
        ...(agreement !== false && { acceptsAgreement: '2020-02' }),
        tenantId: tenantOf(customer.name, purpose),
      },
    });
    if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
    return accepted.body.relationships.at(-1).id;
  };
  return {
    ...all,
    world,
    relate,
    vendor: async (path, { body, method = 'POST' } = {}) => {
      const answer = await app.inject({
        method,
        url: `/api/v1${path}`,
        ...(method === 'POST' && { payload: body ?? {} }),
        headers: { host: 'localhost:4800' },
      });
      return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
    },
  };
}

/** Where Saebyeok sells to Daram through Miru. */
export type Counter = {
  /** The relationship of Saebyeok and Daram. */
  daram: string;
  fill(lines: object[], more?: object, by?: Person): Promise<Answer>;
  place(cart: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
};
export async function counterIn(all: Shop): Promise<Counter> {
  await all.partner('saebyeok', 'miru');
  const daram = await all.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
  const usual = { relationshipId: daram, resellerPartnerId: String(partnerIds.miru) };
  return {
    daram,
    fill: (lines, more = {}, by = 'sena') => all.post(by, '/carts', { body: { ...usual, lines, ...more } }),
    place: (cart, body = {}, headers = {}) => all.post('sena', `/carts/${cart}/place`, { body, headers }),
  };
}

export const line = (sku: string, quantity = 1, more: object = {}) => ({
  skuId: sku,
  segment: 'Commercial',
  term: 'P1Y',
  billingPlan: 'Monthly',
  quantity,
  ...more,
});
