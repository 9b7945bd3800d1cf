// Every rule about signing up: who may, what must be proven first, and how long it waits.
import type { CloudNow } from '../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { daysAfter } from '../../kernel/term.ts';
import { recordNameOf, refusals, type Signup, validDays } from './state.ts';

const no = obstacles(refusals);

export type Start = Pick<Signup, 'organizationName' | 'country' | 'domain' | 'mail' | 'displayName' | 'language'>;
export type StartGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions' | 'features'>;
  newId: Id<'sig'>;
  tokenHash: string;
  recordValue: string;
};

/** Says nothing of accounts or domains that exist: who asks is not known yet. */
export function start(_state: Nothing, command: Start, given: StartGiven): Decision<Signup> {
  const { cloud, now, newId: id, tokenHash, recordValue } = given;
  if (!cloud.features.newCustomers) return refuse(no('cloud_closed_to_new'));
  if (!cloud.regions[command.country]) return refuse(no('country_not_sold_here', { country: command.country }));
  const expiresAt = daysAfter(now, validDays);
  const domain = command.domain.toLowerCase();
  const made = { ...command, domain, tokenHash, recordValue, createdAt: now, expiresAt };
  return decided({ id, version: 0, status: 'open', ...made }, 'signup.started');
}

type Live = In<Signup, 'open' | 'mailVerified' | 'domainProven'>;
const isOver = ({ expiresAt }: Live, now: Date) => now >= expiresAt;

export function verifyMail(signup: Live, _command: object, { now }: { now: Date }): Decision<Signup> {
  if (isOver(signup, now)) return refuse(no('signup_expired'));
  if (signup.status !== 'open') return decided(signup);
  return decided({ ...signup, status: 'mailVerified' }, 'signup.mailVerified');
}

export type ProveDomain = { records: readonly string[] };

export function proveDomain(
  signup: In<Signup, 'mailVerified' | 'domainProven'>,
  { records }: ProveDomain,
  { now }: { now: Date },
): Decision<Signup> {
  if (isOver(signup, now)) return refuse(no('signup_expired'));
  if (signup.status === 'domainProven') return decided(signup);
  const { recordValue: value, domain } = signup;
  if (!records.includes(value)) return refuse(no('domain_not_proven', { name: recordNameOf(domain), value }));
  return decided({ ...signup, status: 'domainProven' }, 'signup.domainProven');
}

export type CompleteGiven = { now: Date; isDomainTaken: boolean; isNameTaken: boolean };

export function complete(signup: In<Signup, 'domainProven'>, _command: object, given: CompleteGiven): Decision<Signup> {
  if (isOver(signup, given.now)) return refuse(no('signup_expired'));
  const refused = refuseAll([
    given.isDomainTaken && no('domain_taken', { domain: signup.domain }),
    given.isNameTaken && no('sign_in_name_taken', { name: signup.mail }),
  ]);
  return refused ?? decided({ ...signup, status: 'completed' }, 'signup.completed');
}

export const expire = (signup: Live): Decision<Signup> => decided({ ...signup, status: 'expired' }, 'signup.expired');
