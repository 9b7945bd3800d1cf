// What rooms above may use of subscriptions: start one, what a tenant holds, who sells, and the reseller of record.
import sql from 'sql-template-tag';
import { newId } from '../../kernel/id.ts';
import { among } from '../../platform/database/among.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import type { Door } from '../../platform/world/world.ts';
import { transactingKinds } from '../organizations/enrolment/state.ts';
import { obstacleToUseOf } from '../organizations/location/state.ts';
import {
  countryOf,
  enrolmentsOf,
  findEnrolment,
  findLocation,
  findTenantOfLocation,
  tenantsOf,
} from '../organizations/offers.ts';
import { findPartnership } from '../partnerships/offers.ts';
import { firstCharge, type Making } from './charges/rules.ts';
import { chargeLines } from './charges/shown.ts';
import { inserting } from './charges/store.ts';
import { type Named, obstaclesToReseller } from './rules/reseller.ts';
import * as rules from './rules/subscribing.ts';
import { held } from './state.ts';
import { type Holding, type HoldingRow, holdingFromRow } from './store.ts';
import { subscriptions } from './thing.ts';

/** Each line of charges has its own number; who runs the cloud sells. */
export const chargeMaking = ({ now, cloud, world }: Door, customer: string): Making => ({
  id: newId('chl', customer),
  now,
  seller: world.operator() ?? null,
  edition: cloud.edition,
});

export const starting = change({
  thing: subscriptions,
  command: 'start',
  find: 'new',
  given: (door, _nothing, { customer }: rules.Start): rules.StartGiven => ({
    now: door.now,
    cloud: door.cloud,
    charge: chargeMaking(door, customer),
  }),
  rule: rules.start,
  writes: ({ tx }, after, { charge }) => {
    const line = firstCharge(after, charge);
    if (line) tx.write(inserting(line));
  },
  foresees: (_before, after, { charge }) => ({
    money: chargeLines('subscriptions.foresee.charged', firstCharge(after, charge)),
  }),
});

/** What a tenant holds through this partner. */
export async function ownIn(tx: Tx, of: { tenant: string; partner: string }): Promise<Holding[]> {
  const rows = await tx.query<HoldingRow>(sql`select id, sku_id, segment, status, reseller_id, partner_id
    from subscriptions
    where tenant_id = ${of.tenant} and partner_id = ${of.partner} and status ${among(held)}`);
  return rows.map(holdingFromRow);
}

/** The public id of the location that a reseller sells from (CHN-030). */
export const sellingPartnerIdOf = async ({ tx }: Pick<Door, 'tx'>, organization: string): Promise<string | null> => {
  const tenants = await tenantsOf(tx, organization);
  const selling = tenants.find(({ purpose, status }) => purpose === 'selling' && status === 'active');
  return selling?.partnerId == null ? null : String(selling.partnerId);
};

type Asked = { partnerId: string; provider: string };

/** One look for the id, a second one for whom it leads to. */
export async function resellerNamed({ tx }: Pick<Door, 'tx'>, { partnerId, provider }: Asked): Promise<Named> {
  const location = await findLocation(tx, partnerId);
  const unusable = obstacleToUseOf(location, partnerId);
  if (!location)
    return { partnerId, unusable, location, enrolment: undefined, isEnrolledThere: false, arePartners: false };
  const reseller = location.organization;
  const [enrolment, tenant, partnership] = await Promise.all([
    findEnrolment(tx, { organization: reseller, kind: 'reseller' }),
    findTenantOfLocation(tx, location.number),
    findPartnership(tx, { provider, reseller }),
  ]);
  const isEnrolledThere = tenant?.organization === reseller;
  return { partnerId, unusable, location, enrolment, isEnrolledThere, arePartners: partnership?.status === 'active' };
}

type OrderNames = { named: Named; seller: { country: string; isProvider: boolean } };
/** Whom an order would put on record, and everything that stands against it. */
export const orderNames = ({ cloud }: Pick<Door, 'cloud'>, { named, seller }: OrderNames) => ({
  organization: named.location?.organization ?? null,
  obstacles: obstaclesToReseller(named, { cloud, seller, moment: 'order' }),
});

/** Who transacts: its country and what it takes part as. */
export async function sellerOf({ tx }: Pick<Door, 'tx'>, partner: string) {
  const [country, enrolments] = await Promise.all([countryOf(tx, partner), enrolmentsOf(tx, partner)]);
  const selling = enrolments.filter(({ kind }) => transactingKinds.includes(kind));
  // An application that was turned down does not stand before the enrolment in force.
  const enrolment = selling.find(({ status }) => status === 'active') ?? selling[0];
  const kinds = enrolments.map(({ kind }) => kind);
  return { country, enrolment, kinds, isProvider: enrolment?.kind === 'provider' };
}
