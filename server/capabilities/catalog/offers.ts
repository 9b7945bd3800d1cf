// What rooms above may use of the catalogue: what an offer is, whether a customer may buy it, and how prices differ.
import sql from 'sql-template-tag';
import type { Sides } from '../../access/may.ts';
import type { Obstacle } from '../../kernel/decision.ts';
import { moneyOf } from '../../kernel/money.ts';
import { among } from '../../platform/database/among.ts';
import type { Tx } from '../../platform/database/database.ts';
import { rowsAt } from '../../platform/record/history.ts';
import { ask } from '../../platform/world/questions.ts';
import { shownMoney } from '../../platform/world/shown.ts';
import type { Door } from '../../platform/world/world.ts';
import { isTrading, transacts } from '../organizations/enrolment/state.ts';
import { enrolmentsOf, partiesOf } from '../organizations/offers.ts';
import { currencyOf } from '../organizations/organization/state.ts';
import { obstaclesTo, type Pair, type Wanted } from './availability/rules.ts';
import type { Instants } from './instants.ts';
import { skuRows } from './items/store.ts';
import { inForce, meteredOf, pricesFor } from './prices/store.ts';
import { qualifiedFor } from './qualifications/store.ts';
import { type Held, heldByTenant, meterCurrency, type OfferRules, type Price, type Sku, type SkuId } from './state.ts';

/** ORD-071: a transacting partner looks at its own price list; resellers look at the catalogue without prices. */
export async function catalogueSides({ tx, actor: { organization } }: Door): Promise<Sides> {
  const enrolments = await enrolmentsOf(tx, organization);
  return {
    seller: transacts(enrolments) ? organization : null,
    reseller: isTrading(enrolments, ['reseller']) ? organization : null,
  };
}

export type Parties = { partner: string; customer: string };
export type Judgement = {
  wanted: Wanted;
  item: Sku | undefined;
  /** The price of the line on that day, for that quantity; undefined is among the obstacles. */
  price: (Price & { row: number }) | undefined;
  market: string;
  currency: string;
  obstacles: readonly Obstacle[];
  /** What it was judged by, so that nobody reads it twice. */
  rules: OfferRules | undefined;
  held: readonly Held[];
};

/** What stands for the pair: read once for all lines. */
export async function pairOf(door: Door, { partner, customer }: Parties): Promise<Pair> {
  const { tx, cloud } = door;
  const [countries, qualified, held] = await Promise.all([
    partiesOf(tx, [partner, customer]),
    qualifiedFor(tx, [partner, customer]),
    ask(door, heldByTenant, { customer, partner }),
  ]);
  const kindsOf = (organization: string) =>
    new Set(
      qualified
        .filter((one) => one.organization === organization && one.status === 'qualified')
        .map(({ kind }) => kind),
    );
  const countryOf = (organization: string) => countries.find(({ id }) => id === organization)?.country ?? '';
  return {
    cloud,
    partnerCountry: countryOf(partner),
    customerCountry: countryOf(customer),
    qualified: kindsOf(customer),
    isPartnerApprovedForGovernment: kindsOf(partner).has('governmentPartner'),
    held,
  };
}

/**
 * Judges what is wanted, on the day of the door: every obstacle of every line, and its price where there is one.
 * Whether partner and customer may do business at all (relationship, agreements, suspension) is asked by orders.
 */
export const offersFor = async (door: Door, parties: Parties, wanted: readonly Wanted[]): Promise<Judgement[]> =>
  judged(door, await pairOf(door, parties), wanted);

export async function judged(door: Door, pair: Pair, wanted: readonly Wanted[]): Promise<Judgement[]> {
  const { tx, now: at } = door;
  const ids = [...new Set(wanted.map(({ sku }) => sku))];
  const [items, rulesBySku, metered] = await Promise.all([
    findSkus(tx, ids),
    findRules(tx, ids, { at, knownAt: null }),
    meteredOf(tx, { skus: ids, market: pair.customerCountry, at }),
  ]);
  const places = wanted.map(({ sku }) => marketFor(door, pair, items.get(sku)));
  const prices = await pricesFor(tx, { wanted: wanted.map((one, i) => ({ ...one, ...places[i]! })), at });
  return wanted.map((one, i): Judgement => {
    const [item, rules, price] = [items.get(one.sku), rulesBySku.get(one.sku), prices[i]];
    const found = obstaclesTo(one, { item, rules, price, isMetered: metered.has(one.sku) }, pair);
    return { wanted: one, item, price, ...places[i]!, obstacles: found, rules, held: pair.held };
  });
}

/** The market is the customer's country; meters are priced in US dollars, the rest in the currency of the market. */
function marketFor(door: Door, { customerCountry }: Pair, item: Sku | undefined): { market: string; currency: string } {
  const currency = item?.list === 'usage' ? meterCurrency : (currencyOf(door.cloud, customerCountry) ?? '');
  return { market: customerCountry, currency };
}

export async function findSkus(tx: Tx, ids: readonly string[], asOf?: Date): Promise<Map<string, Sku>> {
  const rows = await tx.query<never>(sql`select k.* from ${rowsAt('skus', asOf)} as k where k.id ${among(ids)}`);
  return new Map(rows.map(skuRows.fromRow).map((sku) => [sku.id, sku]));
}

type RulesRow = {
  sku_id: SkuId;
  provisioning_id: string;
  provisioning_string: string;
  licences_min: number | null;
  licences_max: number | null;
  ownership_limit: number | null;
  ownership_limit_type: OfferRules['ownershipLimitType'];
  prerequisites: SkuId[];
  conversions: SkuId[];
  description: string;
  allowed_countries: string[];
};
const rulesFromRow = (row: RulesRow): OfferRules => ({
  sku: row.sku_id,
  provisioningId: row.provisioning_id,
  provisioningString: row.provisioning_string,
  licencesMin: row.licences_min,
  licencesMax: row.licences_max,
  ownershipLimit: row.ownership_limit,
  ownershipLimitType: row.ownership_limit_type,
  prerequisites: row.prerequisites,
  conversions: row.conversions,
  description: row.description,
  allowedCountries: row.allowed_countries,
});

/** ORD-072: what is not among these is not orderable, whatever its price. */
export async function findRules(tx: Tx, ids: readonly string[], instants: Instants): Promise<Map<string, OfferRules>> {
  const rows = await tx.query<RulesRow>(
    sql`select p.* from offer_rules p where p.sku_id ${among(ids)} and ${inForce(instants)}`,
  );
  return new Map(rows.map((row) => [row.sku_id, rulesFromRow(row)]));
}

/** A price as it differs from another, or between two days. */
type Kind = 'added' | 'changed' | 'ended';
export type DifferenceRow = {
  kind: Kind;
  sku_id: string;
  title: string;
  market: string;
  currency: string;
  segment: string;
  term: string;
  plan: string;
  meter: string;
  tier_min: number;
  before_amount: string | null;
  before_retail: string | null;
  amount: string | null;
  retail: string | null;
};
const wasPriced = (amount: string | null, retail: string | null, currency: string) =>
  amount === null
    ? null
    : {
        unitPrice: shownMoney(moneyOf(amount, currency)),
        estimatedRetailPrice: retail === null ? null : shownMoney(moneyOf(retail, currency)),
      };
export const shownDifference = (row: DifferenceRow) => ({
  kind: row.kind,
  sku: row.sku_id,
  title: row.title,
  market: row.market,
  currency: row.currency,
  segment: row.segment,
  term: row.term,
  billingPlan: row.plan,
  meter: row.meter,
  tierMin: row.tier_min,
  before: wasPriced(row.before_amount, row.before_retail, row.currency),
  after: row.kind === 'ended' ? null : wasPriced(row.amount, row.retail, row.currency),
});
