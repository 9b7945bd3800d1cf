// Whether a reseller may stand on a subscription as reseller of record, and from when it does. Pure.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse } from '../../../kernel/decision.ts';
import type { In } from '../../../kernel/lifecycle.ts';
import { billingPeriodAt, refusals, removedReseller, type Subscription } from '../state.ts';

const no = obstacles(refusals);

/** All that is known about the reseller that a location's id leads to. */
export type Named = {
  partnerId: string;
  /** What the ground says of this id: unknown, global, closed. */
  unusable: Obstacle | undefined;
  location: { organization: string; country: string; status: string } | undefined;
  enrolment: { status: string; agreementEdition: string | null } | undefined;
  /** CHN-030: a selling tenant stands for this location, so the reseller joined with it. */
  isEnrolledThere: boolean;
  arePartners: boolean;
};
export type Around = {
  cloud: Pick<CloudNow, 'regions' | 'resellerValidation'>;
  /** Whoever transacts: its country, and whether it is a provider. */
  seller: { country: string; isProvider: boolean };
};
type Failure = 'suspended' | 'region' | 'inactiveLocation' | 'noPartnership' | 'noAgreement';

function failuresOf({ location, enrolment, arePartners }: Named, { cloud, seller }: Around): Failure[] {
  const region = cloud.regions[seller.country];
  const found: (Failure | false)[] = [
    enrolment?.status === 'suspended' && 'suspended',
    (!region || cloud.regions[location?.country ?? ''] !== region) && 'region',
    location?.status !== 'active' && 'inactiveLocation',
    !arePartners && 'noPartnership',
    !enrolment?.agreementEdition && 'noAgreement', // ACT-051
  ];
  return found.filter((one): one is Failure => one !== false);
}

export type Moment = 'order' | 'change';
const validatedWhen: Readonly<Record<CloudNow['resellerValidation'], readonly Moment[]>> = {
  none: [],
  orders: ['order'],
  ordersAndChanges: ['order', 'change'],
};

/** Everything that stands against naming this reseller; what an id may never be comes first, and alone. */
export function obstaclesToReseller(named: Named, around: Around & { moment: Moment }): Obstacle[] {
  const { partnerId, unusable } = named;
  if (!around.seller.isProvider) return [no('reseller_only_for_providers')];
  if (unusable && unusable.code !== 'location_closed') return [unusable];
  if (!validatedWhen[around.cloud.resellerValidation].includes(around.moment)) return [];
  const failed = failuresOf(named, around).map((failure) => no('reseller_validation_failed', { failure, partnerId }));
  if (failed.length > 0) return failed;
  return named.isEnrolledThere ? [] : [no('reseller_location_not_enrolled', { partnerId })];
}

export type SetReseller = { resellerPartnerId: string | null };
export type SetResellerGiven = Around & {
  now: Date;
  named: Named | undefined;
  /** What the tenant holds through this partner, this one among it. */
  own: readonly Pick<Subscription, 'id' | 'sku' | 'reseller'>[];
};

/** CHN-034: on record at once, on charges from the next billing period. What the parties are else stays (REL-001). */
export function setReseller(
  subscription: In<Subscription, 'provisioning' | 'active'>,
  { resellerPartnerId }: SetReseller,
  { now, named, own, ...around }: SetResellerGiven,
): Decision<Subscription> {
  if (subscription.kind === 'reservation') return refuse(no('reseller_stays'));
  const reseller = named?.location?.organization ?? null;
  const isSame = resellerPartnerId === null ? subscription.reseller === null : isOnRecord(subscription, named);
  if (isSame) return decided(subscription);
  const [first, ...also] = named ? obstaclesToReseller(named, { ...around, moment: 'change' }) : [];
  if (first) return refuse(first, ...also);
  const isOther = (one: { id: string }) => one.id !== subscription.id;
  const holdsPlan = own.some((one) => isOther(one) && one.sku === subscription.sku && one.reseller === reseller);
  if (subscription.kind === 'usage' && holdsPlan) return refuse(no('usage_plan_exists'));
  const resellerIdBefore = now < subscription.resellerIdSince ? subscription.resellerIdBefore : subscription.resellerId;
  const next = {
    reseller,
    resellerId: resellerPartnerId ?? removedReseller, // CHN-031
    resellerIdBefore,
    resellerIdSince: billingPeriodAt(subscription, now)?.end ?? now,
  };
  return decided({ ...subscription, ...next }, 'subscription.resellerSet');
}

const isOnRecord = (subscription: Subscription, named: Named | undefined): boolean =>
  subscription.resellerId === named?.partnerId && subscription.reseller === (named.location?.organization ?? null);
