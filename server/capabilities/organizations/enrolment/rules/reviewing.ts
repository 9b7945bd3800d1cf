// Every rule about enrolments that the operator acts by: check, qualify, hold, reject, restrict, suspend, reinstate.
import type { CloudNow } from '../../../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse } from '../../../../kernel/decision.ts';
import type { In } from '../../../../kernel/lifecycle.ts';
import { type PartnerAgreement, partyOf } from '../../agreement/state.ts';
import { refusals } from '../../refusals.ts';
import type { CheckName, Checks, DocumentKind, Enrolment, SuspensionReason } from '../state.ts';
import { checksIn, checksObstacle } from './applying.ts';

const no = obstacles(refusals);
type Checkable = In<Enrolment, 'pending' | 'onHold' | 'qualified' | 'active' | 'restricted' | 'suspended'>;

export type Check = {
  check: CheckName;
  result: 'pending' | 'passed' | 'rejected';
  guidance?: string;
  registeredName?: string;
  documents?: readonly DocumentKind[];
};
export type CheckGiven = { legalName: string; cloud: Pick<CloudNow, 'features'> };
/** ACT-032, ACT-035: a no comes with guidance; a business passes by its exact registered name and a document. */
export function check(state: Checkable, command: Check, { legalName, cloud }: CheckGiven): Decision<Enrolment> {
  const { check: name, result, guidance, documents, registeredName } = command;
  if (!checksIn({ cloud }).includes(name)) return refuse(no('check_not_made_here', { check: name }));
  if (result === 'rejected' && !guidance?.trim()) return refuse(no('guidance_missing', { check: name }));
  if (name === 'business' && result === 'passed') {
    if (registeredName !== legalName) {
      return refuse(no('legal_name_differs', { registered: registeredName ?? '', given: legalName }));
    }
    if (!documents?.length) return refuse(no('document_missing'));
  }
  const found = { result, ...(guidance && { guidance }), ...(documents?.length && { documents }) };
  return decided({ ...state, checks: { ...state.checks, [name]: found } }, 'enrolment.checked');
}

/** ACT-019: a new legal name puts the business in question, and nothing else. */
export function checkAgain(state: Checkable): Decision<Enrolment> {
  if (state.checks.business.result === 'pending') return decided(state);
  const checks: Checks = { ...state.checks, business: { result: 'pending' } };
  return decided({ ...state, checks }, 'enrolment.businessInQuestion');
}

export type QualifyGiven = {
  cloud: Pick<CloudNow, 'features'>;
  agreements: readonly PartnerAgreement[];
  region: string | undefined;
};
/** ACT-050: who signed as direct-bill partner in a region need not sign again there as reseller. */
export function qualify(
  state: In<Enrolment, 'pending'>,
  _command: object,
  { agreements, region, cloud }: QualifyGiven,
): Decision<Enrolment> {
  const unchecked = checksObstacle(state, { cloud });
  if (unchecked) return refuse(unchecked);
  if (state.kind === 'controlPanelVendor') {
    return decided({ ...state, status: 'active' }, 'enrolment.qualified', 'enrolment.activated');
  }
  const covers = (one: PartnerAgreement) => one.party === 'transacting' && one.region === region;
  const covering = partyOf(state.kind) === 'reseller' ? agreements.findLast(covers) : undefined;
  if (!covering) return decided({ ...state, status: 'qualified' }, 'enrolment.qualified');
  const next = { ...state, status: 'active', agreementEdition: covering.edition } as const;
  return decided(next, 'enrolment.qualified', 'enrolment.activated');
}

export type Noted = { note: string };
export const hold = (state: In<Enrolment, 'pending'>, { note }: Noted): Decision<Enrolment> =>
  decided({ ...state, status: 'onHold', note }, 'enrolment.held');

export const resume = (state: In<Enrolment, 'onHold'>): Decision<Enrolment> =>
  decided({ ...state, status: 'pending', note: null }, 'enrolment.resumed');

export const reject = (state: In<Enrolment, 'pending' | 'onHold'>, { note }: Noted): Decision<Enrolment> =>
  decided({ ...state, status: 'rejected', note }, 'enrolment.rejected');

/** ACT-038: also without a wish to become a reseller. */
export function restrict(state: In<Enrolment, 'active'>, { note }: Noted): Decision<Enrolment> {
  if (state.kind !== 'directBill') return refuse(no('only_direct_bill_is_restricted', { kind: state.kind }));
  const next = { ...state, status: 'restricted', reason: 'requirementsNotMet', note } as const;
  return decided(next, 'enrolment.restricted');
}

export type Suspend = { reason: SuspensionReason; note: string; overdueDays?: number };
export type SuspendGiven = { cloud: Pick<CloudNow, 'windows'> };
/** ACT-040: only for the listed reasons, each with its condition. */
export function suspend(
  state: In<Enrolment, 'active' | 'restricted'>,
  { reason, note, overdueDays = 0 }: Suspend,
  { cloud }: SuspendGiven,
): Decision<Enrolment> {
  const { invoiceOverdueSuspendsDays: days } = cloud.windows;
  if (reason === 'invoiceOverdue' && overdueDays <= days) {
    return refuse(no('invoice_not_overdue_enough', { overdueDays, days }));
  }
  if (reason === 'upstreamProvider' && state.kind !== 'reseller') {
    return refuse(no('upstream_only_for_resellers', { kind: state.kind }));
  }
  const isRejected = Object.values(state.checks).some(({ result }) => result === 'rejected');
  if (reason === 'profileRejected' && !isRejected) return refuse(no('no_rejected_check'));
  const next = { ...state, status: 'suspended', suspendedFrom: state.status, reason, note } as const;
  return decided(next, 'enrolment.suspended');
}

/** Back to what it was before: a restricted partner that was suspended is restricted again. */
export function reinstate(state: In<Enrolment, 'restricted' | 'suspended'>): Decision<Enrolment> {
  const isRestricted = state.status === 'suspended' && state.suspendedFrom === 'restricted';
  const status = isRestricted ? 'restricted' : 'active';
  const reason = isRestricted ? 'requirementsNotMet' : null;
  return decided({ ...state, status, reason, note: null, suspendedFrom: null }, 'enrolment.reinstated');
}
