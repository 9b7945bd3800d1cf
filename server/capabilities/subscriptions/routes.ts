// How the wire reaches the rules of subscriptions; orders start them, the vendor's system confirms or fails them.
import * as contract from '../../../contract/subscriptions.ts';
import { obstacles } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { lookAt } from '../../platform/door/look.ts';
import { alone } from '../../platform/door/perform.ts';
import { paged } from '../../platform/wire/export.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import type { Door, Line } from '../../platform/world/world.ts';
import { standingOf } from '../agreements/routes.ts';
import { findRules } from '../catalog/items.ts';
import { obstacleToBusiness } from '../organizations/enrolment/state.ts';
import { resellerNamed, sellerOf } from './naming.ts';
import { refusals } from './refusals.ts';
import { routes as resellers } from './resellers.ts';
import * as charging from './rules/charging.ts';
import * as reseller from './rules/reseller.ts';
import * as rules from './rules/subscribing.ts';
import type { ChargeLine, Subscription } from './state.ts';
import * as store from './store.ts';
import { shownCharge, shownMoney, subscriptions } from './things.ts';

const no = obstacles(refusals);

const moneyLine = (key: string, line: ChargeLine | undefined): Line[] =>
  line
    ? [{ key, values: { quantity: line.quantity, from: line.from, until: line.until, ...shownMoney(line.amount) } }]
    : [];

/** Each line has its own number; who runs the cloud sells. */
const making = ({ now, cloud, world }: Door, customer: string): charging.Making => ({
  ...{ id: newId('chl', customer), now, seller: world.operator() ?? null, edition: cloud.edition },
});

/** `of` is asked when the turn comes: an order knows the terms only once it is decided. It makes no loads. */
export const starting = (of: () => rules.Start) =>
  change({
    thing: subscriptions,
    command: 'start',
    find: 'new',
    given: (door): rules.StartGiven => {
      const { now, cloud } = door;
      const start = of();
      return { now, cloud, start, charge: making(door, start.customer) };
    },
    rule: rules.start,
    writes: ({ tx }, after, { charge }) => {
      const line = charging.firstCharge(after, charge);
      if (line) tx.write(store.inserting(line));
    },
    foresees: (_before, after, { charge }) => ({
      money: moneyLine('subscriptions.foresee.charged', charging.firstCharge(after, charge)),
    }),
  });

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
    const charged = await store.standingCharges(door.tx, id);
    return { reversals: charged.map((line) => charging.reversalOf(line, making(door, customer))) };
  },
  rule: (state, command: rules.Fail) => rules.fail(state, command),
  writes: ({ tx }, _after, { reversals }) => {
    for (const line of reversals) tx.write(store.inserting(line));
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
      standingOf(door, { partner, tenant }),
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
      charge: making(door, state.customer),
    };
  },
  rule: rules.increaseQuantity,
  writes: ({ tx }, after, { added, charge }) =>
    tx.write(store.inserting(charging.chargeForAdded(after, added, charge))),
  foresees: (_before, after, { added, charge }) => ({
    money: added > 0 ? moneyLine('subscriptions.foresee.added', charging.chargeForAdded(after, added, charge)) : [],
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
      store.ownIn(door.tx, { tenant, partner }),
    ]);
    return { now: door.now, cloud: door.cloud, seller, named, own };
  },
  rule: reseller.setReseller,
  foresees: (_before, after) => ({
    deadlines: [{ key: 'subscriptions.foresee.reseller_from', values: { at: after.resellerIdSince } }],
    unchanged: [{ key: 'subscriptions.foresee.payer_stays' }],
  }),
});

const chargesMax = 500;
const seeingCharges = telling(contract.seeCharges, async ({ world, caller, path, query }) => {
  const seen = await lookAt(world, caller, { thing: subscriptions, action: 'subscription.seeCharges', id: path.id! });
  if (!seen.ok) return seen;
  const limit = Math.min(query.limit ?? 50, chargesMax);
  const found = await world.database.read((tx) =>
    store.chargesOf(tx, { subscription: seen.state.id, after: query.after ?? '', limit: limit + 1 }),
  );
  const items = found.slice(0, limit);
  const next = found.length > limit ? items.at(-1)!.id : null;
  return { ok: true, body: { items: items.map(shownCharge), next } };
});

export const routes: readonly Route[] = [
  ...resellers,
  listing(contract.listSubscriptions, { thing: subscriptions, action: 'subscription.see' }),
  seeing(contract.seeSubscription, { thing: subscriptions, action: 'subscription.see' }),
  paged(seeingCharges),
  doing(contract.confirmSubscription, alone(confirming)),
  doing(contract.failSubscription, alone(failing)),
  doing(contract.increaseQuantity, alone(increasing)),
  doing(contract.setReseller, alone(settingReseller)),
];
