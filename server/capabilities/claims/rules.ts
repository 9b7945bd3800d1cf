// Every rule about claiming the role of global admin: who may, where nobody holds it, and what proves the domain.
import type { CloudNow } from '../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { recordNameOf } from '../signups/state.ts';
import { type AdminClaim, refusals } from './state.ts';

const no = obstacles(refusals);
const dayMs = 86_400_000;

/** How the organization stands when somebody claims the role in it. */
export type Standing = {
  now: Date;
  by: { id: string; organization: string };
  /** Whether who acts is an active member whose account was made there. */
  isMember: boolean;
  hasGlobalAdmin: boolean;
  /** Of its active tenants. */
  domains: readonly string[];
};

function obstacleTo(domain: string, { isMember, hasGlobalAdmin, domains }: Standing): Obstacle | undefined {
  if (!isMember) return no('claim_only_by_members');
  if (hasGlobalAdmin) return no('global_admin_exists');
  return domains.includes(domain) ? undefined : no('domain_not_of_organization', { domain });
}

export type Start = { domain: string };
export type StartGiven = Standing & {
  cloud: Pick<CloudNow, 'windows'>;
  /** The claim that this person has begun here and neither proved nor withdrawn. */
  open: AdminClaim | undefined;
  newId: Id<'clm'>;
  recordValue: string;
};
export function start(_state: Nothing, command: Start, given: StartGiven): Decision<AdminClaim> {
  const { now, by, cloud, open, newId: id, recordValue } = given;
  const domain = command.domain.toLowerCase();
  const obstacle = obstacleTo(domain, given);
  if (obstacle) return refuse(obstacle);
  if (open && now < open.expiresAt) return refuse(no('claim_is_open', { domain: open.domain }));
  const expiresAt = new Date(now.getTime() + cloud.windows.adminClaimDays * dayMs);
  const made = { organization: by.organization, person: by.id, domain, recordValue, createdAt: now, expiresAt };
  return decided({ id, version: 0, status: 'open', ...made }, 'adminClaim.started');
}

export type Prove = { records: readonly string[] };
/** All is looked at again: meanwhile somebody else may have come first, or the domain may have gone. */
export function prove(claim: In<AdminClaim, 'open'>, { records }: Prove, given: Standing): Decision<AdminClaim> {
  const { domain, recordValue: value, expiresAt } = claim;
  if (given.now >= expiresAt) return refuse(no('claim_expired'));
  const obstacle = obstacleTo(domain, given);
  if (obstacle) return refuse(obstacle);
  if (!records.includes(value)) return refuse(no('domain_not_proven', { name: recordNameOf(domain), value }));
  return decided({ ...claim, status: 'proven' }, 'adminClaim.proven');
}

export const withdraw = (claim: In<AdminClaim, 'open'>): Decision<AdminClaim> =>
  decided({ ...claim, status: 'withdrawn' }, 'adminClaim.withdrawn');

export const expire = (claim: In<AdminClaim, 'open'>): Decision<AdminClaim> =>
  decided({ ...claim, status: 'expired' }, 'adminClaim.expired');
