// What the catalogue says of the lines of a cart: what each is, what it costs today, and why it cannot be bought.
import type { Money } from '../../../kernel/money.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Door } from '../../../platform/world/world.ts';
import { findSkus, type Judgement, offersFor } from '../../catalog/offers.ts';
import type { Held, OfferRules, SkuId } from '../../catalog/state.ts';
import { meterCurrency } from '../../catalog/state.ts';
import type { Bought } from '../../subscriptions/state.ts';
import type { Cart, CartLine } from '../state.ts';
import type { Offered } from './rules.ts';

const skuOf = (text: string) => text as SkuId;

export async function offeredTo(door: Door, { partner, customer, lines }: Cart): Promise<Offered[]> {
  const wanted = lines.map(({ sku, segment, term, billingPlan, quantity }) => ({
    sku: skuOf(sku),
    segment,
    term,
    billingPlan,
    quantity,
  }));
  const judged = await offersFor(door, { partner, customer }, wanted);
  return lines.map((line, i) => offered(line, judged[i]!));
}

/** A usage plan is charged for what is used, later; by itself it costs nothing. */
const nothing: Money = { amount: 0n, currency: meterCurrency };

function offered(line: CartLine, { item, price, obstacles, rules, held }: Judgement): Offered {
  const { sku, segment, term, billingPlan } = line;
  const bought: Bought | undefined = item && {
    sku,
    productTitle: item.productTitle,
    skuTitle: item.title,
    kind: item.list,
    model: 'modern', // What was bought under older terms comes in by import, never by an order.
    segment,
    term,
    billingPlan,
    priceRow: item.list === 'usage' ? null : (price?.row ?? null),
  };
  return {
    bought,
    unitPrice: item?.list === 'usage' ? nothing : price?.unitPrice,
    bases: rules?.prerequisites ?? [],
    obstacles,
    limit: limitOf(line, rules, held),
  };
}

/** SUB-043: how many more of it the customer may take, so that the lines of one cart count each other. */
function limitOf({ sku }: CartLine, rules: OfferRules | undefined, held: readonly Held[]): Offered['limit'] {
  if (!rules || rules.ownershipLimit === null || rules.ownershipLimitType === 'none') return null;
  const kind = rules.ownershipLimitType;
  const counted = held.filter((one) => one.sku === sku && (kind === 'lifetime' || !one.isDeprovisioned));
  return { kind, limit: rules.ownershipLimit, left: Math.max(0, rules.ownershipLimit - counted.length) };
}

/** What a wish calls it by; nothing for what the catalogue does not have. */
export async function titlesOf(tx: Tx, sku: string) {
  const item = (await findSkus(tx, [sku])).get(sku);
  return item && { productTitle: item.productTitle, skuTitle: item.title };
}
