// Every rule about creating a customer that does not exist yet: who may, for whom, and under which name and domain.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Nothing } from '../../../kernel/lifecycle.ts';
import { type Enrolment, obstacleToBusiness } from '../../organizations/enrolment/state.ts';
import { maySellIn } from '../../organizations/organization/state.ts';
import { enrolledAs } from '../invitation/rules.ts';
import { refusals } from '../refusals.ts';
import type { Relationship } from '../relationship/state.ts';

const no = obstacles(refusals);

export type Create = {
  customer: Id<'org'>;
  tenant: Id<'ten'>;
  companyName: string;
  confirmsLegalName: boolean;
  country: string;
  domain: string;
  resellerId?: string;
};
export type CreateGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions'> & {
    features: Pick<CloudNow['features'], 'newCustomers' | 'suspensionStopsChanges'>;
  };
  by: { id: string; organization: string };
  own: readonly Enrolment[];
  /** Where the partner sells from. */
  country: string;
  /** Of the reseller that a provider names. */
  reseller: { enrolments: readonly Enrolment[]; arePartners: boolean } | undefined;
  isDomainTaken: boolean;
  /** The name or number is that of the partner or of a company that belongs to it (CHN-036). */
  isOwnEntity: boolean;
  newId: Id<'rel'>;
};

/** The relationship is active at once, as nobody is there yet to be asked (REL-030). */
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<Relationship> {
  const { cloud, country, by } = given;
  const barred = obstacleToCreating(given);
  if (barred) return refuse(barred);
  const refused = refuseAll([
    !maySellIn(cloud, country, command.country) &&
      no('customer_in_other_region', { partner: country, own: command.country }),
    given.isOwnEntity && no('self_resale'),
    given.isDomainTaken && no('customer_exists', { domain: command.domain }),
    isMadeUp(command.companyName) && no('not_a_legal_name', { name: command.companyName }),
    !command.confirmsLegalName && no('legal_name_not_confirmed'),
  ]);
  if (refused) return refused;
  const { customer, tenant, resellerId } = command;
  const between = { partner: by.organization, customer, tenant };
  const ways = { isDirect: !resellerId, resellers: resellerId ? [resellerId] : [], providers: [] };
  const kept = { customerName: command.companyName.trim(), acceptedBy: by.id, since: given.now, invitation: null };
  const made = { id: given.newId, version: 0, status: 'active', origin: 'created' } as const;
  return decided({ ...made, ...between, ...ways, ...kept }, 'relationship.created');
}

/** ACT-038, ACT-041, CLD-003, REL-045: who may create at all; REL-052, ACT-051: for whom. */
function obstacleToCreating({ cloud, own, reseller }: CreateGiven): Obstacle | undefined {
  if (!cloud.features.newCustomers) return no('no_new_customers');
  const seller = enrolledAs(own, 'provider', 'directBill');
  if (!seller && enrolledAs(own, 'reseller')) return no('reseller_cannot_create');
  const barred = obstacleToBusiness('createCustomer', { enrolment: seller, cloud });
  if (barred || !reseller) return barred;
  const enrolment = enrolledAs(reseller.enrolments, 'reseller');
  const isReady = reseller.arePartners && !obstacleToBusiness('inviteCustomer', { enrolment, cloud });
  return isReady ? undefined : no('reseller_not_available');
}

const wordsForTrying =
  'test(ing|er)? demo sample dummy example fake temp foo bar asdf qwerty x{2,} 테스트 데모 샘플 测试 演示 样例';
const wordsOfAny = 'the|my|a|new|company|customer|client|tenant|organi[sz]ation|account|co|inc|ltd|llc|corp|gmbh';
const madeUp = new RegExp(`^(${wordsForTrying.replaceAll(' ', '|')})*$`, 'u');
const saysNothing = new RegExp(`\\b(${wordsOfAny})\\b|회사|고객|(有限)?公司|客户|账户`, 'gu');

/** REL-051: a name that is only a word for trying out, with whatever companies are called beside it. */
function isMadeUp(name: string): boolean {
  const words = name.toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ');
  return madeUp.test(words.replaceAll(saysNothing, ' ').replaceAll(/\s+/g, ''));
}
