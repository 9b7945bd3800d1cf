// What a customer may buy from a partner, and everything that stands in the way; orders ask the same function.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Obstacle, obstacles } from '../../../kernel/decision.ts';
import type { QualificationKind } from '../qualifications/state.ts';
import type { Held, List, OfferRules, Price, Segment, Sku, SkuId } from '../state.ts';
import { refusals } from '../state.ts';

const no = obstacles(refusals);

export type Wanted = { sku: SkuId; segment: Segment | ''; term: string; billingPlan: string; quantity: number };
/** What stands for a pair of partner and customer, whatever the offer. */
export type Pair = {
  cloud: Pick<CloudNow, 'features'>;
  partnerCountry: string;
  customerCountry: string;
  /** What the customer is qualified for; `governmentPartner` is the partner's own. */
  qualified: ReadonlySet<QualificationKind>;
  isPartnerApprovedForGovernment: boolean;
  held: readonly Held[];
};
export type Offer = {
  item: Pick<Sku, 'id' | 'list' | 'title'> | undefined;
  rules: OfferRules | undefined;
  /** In force for the customer's market, the terms wanted and the quantity. */
  price: Price | undefined;
  /** Of a usage plan: its meters have prices in the market; what it costs shows when it is used. */
  isMetered: boolean;
};

/** Every obstacle at once; none means that the offer can be bought (ORD-002). */
export function obstaclesTo(wanted: Wanted, { item, rules, price, isMetered }: Offer, pair: Pair): Obstacle[] {
  if (!item) return [no('sku_unknown', { sku: wanted.sku })];
  const isPlan = item.list === 'usage';
  const isPriced = isPlan ? isMetered && isOpenEnded(wanted) : price !== undefined;
  const found = [
    !rules && no('not_in_offer_matrix', { sku: wanted.sku }),
    !isPriced &&
      no('no_price_in_force', { market: pair.customerCountry, term: wanted.term, billingPlan: wanted.billingPlan }),
    ...segmentObstacles(wanted, item.list, pair),
    ...(rules ? ruleObstacles(wanted, rules, pair) : []),
    isPlan && wanted.quantity !== 1 && no('quantity_out_of_range', onlyOne(wanted)),
    hasSuspended(wanted, pair.held) && no('suspended_one_exists', { sku: wanted.sku }),
  ];
  return found.filter((one): one is Obstacle => !!one);
}

/** What an add-on hangs on is named with its line, so until then its base alone may be missing (SUB-050). */
export const canGoIntoCart = (found: readonly Obstacle[]): boolean =>
  found.every(({ code }) => code === 'base_required');

/** A usage plan has no term and no billing plan: it runs until it is cancelled; meters know no price for segments. */
const isOpenEnded = ({ segment, term, billingPlan }: Wanted): boolean =>
  (segment === 'Commercial' || segment === 'Government') && term === 'NoTerm' && billingPlan === 'None';
/** CHN-032: it exists once. */
const onlyOne = ({ quantity }: Wanted) => ({ quantity, licencesMin: 1, licencesMax: 1 });

/** ORD-010, as the table has it: what a customer may be sold of licence products. */
export function segmentsFor({ cloud, qualified }: Pick<Pair, 'cloud' | 'qualified'>): readonly Segment[] {
  if (cloud.features.governmentOnly) return ['Commercial', 'Government'];
  if (qualified.has('governmentCommunity')) return ['Government'];
  if (qualified.has('education')) return ['Commercial', 'Education'];
  if (qualified.has('stateOwned')) return ['Commercial'];
  return qualified.has('nonprofit') ? ['Commercial', 'Charity'] : ['Commercial'];
}

function segmentObstacles({ segment }: Wanted, list: List, pair: Pair): (Obstacle | false)[] {
  if (segment === '') return [];
  const { cloud, qualified, held } = pair;
  const allowed = segmentsFor(pair);
  const lacksEducation = segment === 'Education' && !qualified.has('education');
  const holdsGovernment = held.some((one) => one.segment === 'Government' && one.status !== 'ended');
  const isInCommunity = segment === 'Government' && !cloud.features.governmentOnly;
  return [
    lacksEducation && no('education_not_qualified'),
    list === 'licence' &&
      !lacksEducation &&
      !allowed.includes(segment) &&
      no('segment_not_allowed', { segment, allowed: allowed.join(', ') }),
    isInCommunity && !pair.isPartnerApprovedForGovernment && no('partner_not_approved_for_government'),
    holdsGovernment && !cloud.features.governmentOnly && segment !== 'Government' && no('government_only', { segment }),
  ];
}

function ruleObstacles({ sku, quantity }: Wanted, rules: OfferRules, pair: Pair): (Obstacle | false)[] {
  const { allowedCountries: countries, licencesMin, licencesMax, prerequisites } = rules;
  const isSoldIn = (country: string) => countries.length === 0 || countries.includes(country);
  const isTooFew = licencesMin !== null && quantity < licencesMin;
  const isTooMany = licencesMax !== null && quantity > licencesMax;
  const hasBase = pair.held.some((one) => prerequisites.includes(one.sku) && one.status === 'active');
  return [
    !isSoldIn(pair.partnerCountry) && no('offer_not_available', { where: 'partner', country: pair.partnerCountry }),
    pair.customerCountry !== pair.partnerCountry &&
      !isSoldIn(pair.customerCountry) &&
      no('offer_not_available', { where: 'customer', country: pair.customerCountry }),
    (isTooFew || isTooMany) &&
      no('quantity_out_of_range', { quantity, licencesMin: licencesMin ?? 1, licencesMax: licencesMax ?? '∞' }),
    limitObstacle(sku, rules, pair.held),
    prerequisites.length > 0 && !hasBase && no('base_required', { prerequisites: prerequisites.join(', ') }),
  ];
}

/** SUB-043: a lifetime limit counts what there ever was; a concurrent one counts until all is deprovisioned. */
function limitObstacle(sku: SkuId, { ownershipLimit, ownershipLimitType }: OfferRules, held: readonly Held[]) {
  if (ownershipLimitType === 'none' || ownershipLimit === null) return false;
  const same = held.filter((one) => one.sku === sku);
  const counted = ownershipLimitType === 'lifetime' ? same : same.filter((one) => !one.isDeprovisioned);
  if (counted.length < ownershipLimit) return false;
  const elsewhere = counted.some(({ isOwn }) => !isOwn);
  return no('offer_limit_reached', { limit: ownershipLimit, kind: ownershipLimitType, elsewhere });
}

/** SUB-013: reactivate it instead of buying a second one. Only one's own can be reactivated. */
const hasSuspended = ({ sku }: Wanted, held: readonly Held[]): boolean =>
  held.some((one) => one.sku === sku && one.isOwn && one.status === 'suspended');
