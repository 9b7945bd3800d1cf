// How the wire reaches the rules of subscriptions; orders start them, the vendor's system confirms or fails them.
import * as contract from '../../../contract/subscriptions.ts';
import { obstacles } from '../../kernel/decision.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import type { Door } from '../../platform/world/world.ts';
import { agreementBetween } from '../agreements/offers.ts';
import { findRules } from '../catalog/offers.ts';
import { obstacleToBusiness } from '../organizations/enrolment/state.ts';
import * as charging from './charges/rules.ts';
import { chargeLines } from './charges/shown.ts';
import { inserting, standingCharges } from './charges/store.ts';
import { chargeMaking, ownIn, resellerNamed, sellerOf } from './offers.ts';
import * as reseller from './rules/reseller.ts';
import * as rules from './rules/subscribing.ts';
import { refusals, type Subscription } from './state.ts';
import { subscriptions } from './thing.ts';

const no = obstacles(refusals);

const confirming = change({
  thing: subscriptions,
  command: 'confirm',
  given: () => ({}),
  rule: rules.confirm,
});

const failing = change({
  thing: subscriptions,
  command: 'fail',
  given: async (door, { id, customer }) => {
    const charged = await standingCharges(door.tx, id);
    return { reversals: charged.map((line) => charging.reversalOf(line, chargeMaking(door, customer))) };
  },
  rule: (state, command: rules.Fail) => rules.fail(state, command),
  writes: ({ tx }, _after, { reversals }) => {
    for (const line of reversals) tx.write(inserting(line));
  },
});

const notTransacting = { notPermitted: no('not_transacting_partner') };

/** SUB-030: the maximum of today; for what is no longer sold, that of the day it was bought. */
async function quantityMaxOf({ tx, now }: Door, { sku, startsAt }: Subscription): Promise<number | null> {
  const inForceOn = async (at: Date) => (await findRules(tx, [sku], { at, knownAt: null })).get(sku);
  const rules = (await inForceOn(now)) ?? (await inForceOn(startsAt));
  return rules?.licencesMax ?? null;
}

const increasing = change({
  thing: subscriptions,
  command: 'increaseQuantity',
  ...notTransacting,
  given: async (door, state, { quantity }: rules.Increase): Promise<rules.IncreaseGiven> => {
    const { partner, tenant, reseller: named, resellerId: partnerId } = state;
    const { cloud, now } = door;
    const [seller, standing, known, quantityMax] = await Promise.all([
      sellerOf(door, partner),
      agreementBetween(door, { partner, tenant }),
      named === null ? undefined : resellerNamed(door, { partnerId, provider: partner }),
      quantityMaxOf(door, state),
    ]);
    return {
      now,
      cloud,
      quantityMax,
      partner: obstacleToBusiness('changeQuantity', { enrolment: seller.enrolment, cloud }),
      isAgreementMissing: standing === 'missing' || standing === 'byPartner',
      reseller: known ? reseller.obstaclesToReseller(known, { cloud, seller, moment: 'change' }) : [],
      added: quantity - state.quantity,
      charge: chargeMaking(door, state.customer),
    };
  },
  rule: rules.increaseQuantity,
  writes: ({ tx }, after, { added, charge }) => tx.write(inserting(charging.chargeForAdded(after, added, charge))),
  foresees: (_before, after, { added, charge }) => ({
    money: added > 0 ? chargeLines('subscriptions.foresee.added', charging.chargeForAdded(after, added, charge)) : [],
    unchanged: [{ key: 'subscriptions.foresee.term_stays' }],
  }),
});

const settingReseller = change({
  thing: subscriptions,
  command: 'setReseller',
  ...notTransacting,
  // CHN-032: a usage plan exists once for a reseller, whether it is bought or comes to it.
  locks: (state) => (state.status === 'nothing' ? [] : [`holdings:${state.customer}`]),
  peeks: true,
  given: async (door, { partner, tenant }, { resellerPartnerId: partnerId }: reseller.SetReseller) => {
    const [seller, named, own] = await Promise.all([
      sellerOf(door, partner),
      partnerId === null ? undefined : resellerNamed(door, { partnerId, provider: partner }),
      ownIn(door.tx, { tenant, partner }),
    ]);
    return { now: door.now, cloud: door.cloud, seller, named, own };
  },
  rule: reseller.setReseller,
  foresees: (_before, after) => ({
    deadlines: [{ key: 'subscriptions.foresee.reseller_from', values: { at: after.resellerIdSince } }],
    unchanged: [{ key: 'subscriptions.foresee.payer_stays' }],
  }),
});

export const commands: readonly Route[] = [
  doing(contract.confirmSubscription, alone(confirming)),
  doing(contract.failSubscription, alone(failing)),
  doing(contract.increaseQuantity, alone(increasing)),
  doing(contract.setReseller, alone(settingReseller)),
];
