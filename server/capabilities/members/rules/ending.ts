// The rules about how the access of a person ends: suspended for a time, reinstated, or erased for good.
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { In } from '../../../kernel/lifecycle.ts';
import { type Member, refusals } from '../state.ts';

const no = obstacles(refusals);

export type EndingGiven = {
  by: { id: string; roles: readonly string[] };
  /** Acts for the cloud, not for the organization of the person. */
  isOperator: boolean;
  otherGlobalAdmins: number;
};

/** The operator stops whoever it must; an organization keeps somebody who can act for it (ACT-026). */
const strands = ({ roles }: Pick<Member, 'roles'>, { isOperator, otherGlobalAdmins }: EndingGiven): boolean =>
  !isOperator && roles.includes('globalAdmin') && otherGlobalAdmins === 0;

export function suspend(
  member: In<Member, 'active'>,
  { reason = null }: { reason?: string | null },
  given: EndingGiven,
): Decision<Member> {
  const { by, isOperator } = given;
  const isAbove = member.roles.includes('globalAdmin') && !isOperator && !by.roles.includes('globalAdmin');
  const refused = refuseAll([
    member.user === by.id && no('not_oneself'),
    isAbove && no('global_admin_needed', { role: 'globalAdmin' }),
    strands(member, given) && no('last_global_admin'),
  ]);
  if (refused) return refused;
  const suspendedBy = isOperator ? 'operator' : 'organization';
  return decided({ ...member, status: 'suspended', suspendedBy, suspensionReason: reason }, 'member.suspended');
}

/** Whom the operator suspended, only the operator lets in again. */
export function reinstate(
  member: In<Member, 'suspended'>,
  _command: object,
  { isOperator }: Pick<EndingGiven, 'isOperator'>,
): Decision<Member> {
  if (member.suspendedBy === 'operator' && !isOperator) return refuse(no('suspended_by_operator'));
  const next = { ...member, status: 'active', suspendedBy: null, suspensionReason: null } as const;
  return decided(next, 'member.reinstated');
}

/** `isPart`: it follows from the erasure of the same person elsewhere, or was asked for by the person itself. */
export type Erase = { isPart?: true; isFirst?: true };
export function erase(
  member: In<Member, 'active' | 'suspended' | 'removed'>,
  { isPart }: Erase,
  given: EndingGiven,
): Decision<Member> {
  if (member.isGuest && !isPart && !given.isOperator) return refuse(no('guests_erased_at_home'));
  if (member.status === 'active' && strands(member, given)) return refuse(no('last_global_admin'));
  const nobody = { name: '', displayName: '', roles: [], suspendedBy: null, suspensionReason: null };
  return decided({ ...member, ...nobody, status: 'erased' }, 'member.erased');
}
