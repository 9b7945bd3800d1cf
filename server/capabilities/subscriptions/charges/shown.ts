// How a charge is shown: in the list of charges, and among what a preview foresees.
import type * as contract from '../../../../contract/subscriptions.ts';
import type { Fraction } from '../../../kernel/money.ts';
import { instantOrNull, shownMoney } from '../../../platform/world/shown.ts';
import type { Line } from '../../../platform/world/world.ts';
import type { ChargeLine } from '../state.ts';

const shownShare = ({ numerator, denominator }: Fraction) => `${numerator}/${denominator}`;
export const shownCharge = (line: ChargeLine) =>
  ({
    id: line.id,
    subscriptionId: line.subscription,
    orderId: line.order,
    skuId: line.sku,
    kind: line.kind,
    quantity: line.quantity,
    resellerId: line.resellerId,
    rounding: line.rounding,
    share: line.share && shownShare(line.share),
    edition: line.edition,
    reverses: line.reverses,
    unitPrice: shownMoney(line.unitPrice),
    amount: shownMoney(line.amount),
    from: line.from.toISOString(),
    until: instantOrNull(line.until),
    at: line.at.toISOString(),
  }) satisfies contract.ChargeLine;

export const chargeLines = (key: string, line: ChargeLine | undefined): Line[] =>
  line
    ? [{ key, values: { quantity: line.quantity, from: line.from, until: line.until, ...shownMoney(line.amount) } }]
    : [];
