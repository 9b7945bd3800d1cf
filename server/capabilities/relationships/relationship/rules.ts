// Every rule about relationships between a partner and a customer's tenant.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment } from '../../organizations/enrolment/state.ts';
import { obstacleToInvite } from '../invitation/rules.ts';
import { refusals } from '../refusals.ts';
import type { Relationship } from './state.ts';

const no = obstacles(refusals);

export type Establish = Pick<Relationship, 'partner' | 'customer' | 'tenant' | 'origin' | 'invitation'> & {
  /** Whether the partner sells, or resells for the `other`; without another one it sells directly. */
  part: 'seller' | 'reseller';
  other: string | null;
  /** As another partner kept it; otherwise the customer's own name. */
  customerName?: string;
};
export type EstablishGiven = { now: Date; by: { id: string }; newId: Id<'rel'>; legalName: string };

/** REL-048: what is there stays; a further reseller or provider joins the relationship of the same pair. */
export function establish(
  state: Nothing | In<Relationship, 'active'>,
  { part, other, customerName, ...command }: Establish,
  given: EstablishGiven,
): Decision<Relationship> {
  const ways = {
    isDirect: other === null,
    resellers: part === 'seller' && other ? [other] : [],
    providers: part === 'reseller' && other ? [other] : [],
  };
  if (state.status === 'active') return joined(state, ways);
  const { newId: id, now: since, by, legalName } = given;
  const kept = { customerName: customerName ?? legalName, acceptedBy: by.id, since };
  return decided(
    { ...command, id, version: 0, status: 'active', ...ways, ...kept },
    // Nobody of a customer that is just being made can have agreed, so that is no consent.
    command.origin === 'created' ? 'relationship.created' : 'relationship.established',
  );
}

type Ways = Pick<Relationship, 'isDirect' | 'resellers' | 'providers'>;
function joined(state: In<Relationship, 'active'>, ways: Ways): Decision<Relationship> {
  const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])].sort();
  const resellers = union(state.resellers, ways.resellers);
  const providers = union(state.providers, ways.providers);
  const isDirect = state.isDirect || ways.isDirect;
  const count = (now: Ways) => now.resellers.length + now.providers.length + Number(now.isDirect);
  const next = { ...state, isDirect, resellers, providers };
  return count(next) === count(state) ? decided(state) : decided(next, 'relationship.joined');
}

export type Rename = { customerName: string };
/** REL-054: the billing name and the entry in the list, nothing in the tenant. */
export const rename = (relationship: In<Relationship, 'active'>, { customerName }: Rename): Decision<Relationship> =>
  customerName === relationship.customerName
    ? decided(relationship)
    : decided({ ...relationship, customerName }, 'relationship.renamed');

export type Extend = { providerId: string; hasCustomerConsent: boolean };
export type ExtendGiven = {
  cloud: { features: Pick<CloudNow['features'], 'newCustomers' | 'suspensionStopsChanges'> };
  own: readonly Enrolment[];
  provider: readonly Enrolment[];
  arePartners: boolean;
  /** The customer belongs to the provider (CHN-036). */
  isOwnSide: boolean;
};

/** REL-046: a direct-bill partner that became a reseller brings a provider to a customer of its own. */
export function extend(
  relationship: In<Relationship, 'active'>,
  { providerId, hasCustomerConsent }: Extend,
  given: ExtendGiven,
): Decision<Relationship> {
  const { own, provider: seller, arePartners, cloud } = given;
  if (!own.some(({ kind }) => kind === 'directBill')) return refuse(no('only_former_direct_partners_extend'));
  if (!relationship.isDirect) return refuse(no('not_a_direct_customer'));
  const obstacle = obstacleToInvite(cloud, { seller, reseller: { enrolments: own, arePartners } });
  if (obstacle) return refuse(obstacle);
  if (given.isOwnSide) return refuse(no('self_resale'));
  if (relationship.providers.includes(providerId)) return decided(relationship);
  if (!hasCustomerConsent) return refuse(no('customer_consent_missing'));
  const providers = [...relationship.providers, providerId].sort();
  return decided({ ...relationship, providers }, 'relationship.extended');
}
