// What an organization takes part as, from the first form to suspension, and which business it may do.
import type { Obstacle } from '../../../kernel/decision.ts';
import { obstacles } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import { refusals } from '../refusals.ts';

export type PartnerKind = 'provider' | 'reseller' | 'directBill' | 'advisor' | 'controlPanelVendor';
export type CheckName = 'email' | 'employment' | 'business' | 'eligibility' | 'credit' | 'phone';
/** CLD-004: why a company may serve the government. */
export type Eligibility = { basis: 'publicBody' | 'servesPublicBodies' | 'regulatedData'; statement: string };
export type DocumentKind =
  | 'businessRegistration'
  | 'taxRegistration'
  | 'incorporation'
  | 'governmentRecord'
  | 'utilityBill';
export type Check = {
  result: 'pending' | 'passed' | 'rejected';
  guidance?: string;
  documents?: readonly DocumentKind[];
};
/** Those that only some clouds make are there where they are made. */
export type Checks = Readonly<
  Record<'email' | 'employment' | 'business', Check> & Partial<Record<'eligibility' | 'credit' | 'phone', Check>>
>;
/** SEC-002: who does not keep the security requirements may be barred like who does not pay. */
export type SuspensionReason =
  | 'invoiceOverdue'
  | 'abuse'
  | 'upstreamProvider'
  | 'profileRejected'
  | 'securityRequirements';

/** ACT-031: what an organization takes part as, from the first form to suspension. */
export type Enrolment = {
  id: Id<'enr'>;
  version: number;
  organization: string;
  kind: PartnerKind;
  status:
    | 'draft'
    | 'emailVerification'
    | 'pending'
    | 'onHold'
    | 'rejected'
    | 'qualified'
    | 'active'
    | 'restricted'
    | 'suspended'
    | 'replaced';
  /** The edition of the partner agreement that was accepted (ACT-050), or null. */
  agreementEdition: string | null;
  checks: Checks;
  eligibility: Eligibility | null;
  /** At which the applicant is called, digits only, without the country's code (CLD-005). */
  phone: string | null;
  /** Where the primary contact was written to when it was handed in, and in which language. */
  mail: string | null;
  language: 'en' | 'ko' | 'zh-CN';
  mailTokenHash: string | null;
  mailedAt: Date | null;
  reviewSince: Date | null;
  ticketFrom: Date | null;
  reason: SuspensionReason | 'requirementsNotMet' | null;
  note: string | null;
  suspendedFrom: 'active' | 'restricted' | null;
  createdAt: Date;
};

export const sides = { organization: 'organization_id' } as const;
const checkable = ['pending', 'onHold', 'qualified', 'active', 'restricted', 'suspended'] as const;
export const lifecycle = {
  start: { from: ['nothing'], to: ['draft'], emits: ['enrolment.started'] },
  fill: { from: ['draft', 'rejected'], to: ['draft', 'rejected'], emits: ['enrolment.filled'] },
  submit: { from: ['draft', 'rejected'], to: ['emailVerification'], emits: ['enrolment.submitted'] },
  sendMailAgain: { from: ['emailVerification'], to: ['emailVerification'], emits: ['enrolment.mailSentAgain'] },
  confirm: { from: ['emailVerification'], to: ['pending'], emits: ['enrolment.confirmed'] },
  check: { from: checkable, to: checkable, emits: ['enrolment.checked'] },
  hold: { from: ['pending'], to: ['onHold'], emits: ['enrolment.held'] },
  resume: { from: ['onHold'], to: ['pending'], emits: ['enrolment.resumed'] },
  reject: { from: ['pending', 'onHold'], to: ['rejected'], emits: ['enrolment.rejected'] },
  qualify: { from: ['pending'], to: ['qualified', 'active'], emits: ['enrolment.qualified', 'enrolment.activated'] },
  activate: {
    from: ['qualified', 'active'],
    to: ['active'],
    emits: ['enrolment.activated', 'enrolment.agreementRenewed'],
  },
  restrict: { from: ['active'], to: ['restricted'], emits: ['enrolment.restricted'] },
  suspend: { from: ['active', 'restricted'], to: ['suspended'], emits: ['enrolment.suspended'] },
  reinstate: { from: ['restricted', 'suspended'], to: ['active', 'restricted'], emits: ['enrolment.reinstated'] },
  checkAgain: { from: checkable, to: checkable, emits: ['enrolment.businessInQuestion'] },
  replace: { from: ['active'], to: ['replaced'], emits: ['enrolment.replaced'] },
} as const satisfies Lifecycle<Enrolment>;

const no = obstacles(refusals);

/** Kinds that the vendor invoices (ACT-002, ACT-004). */
export const transactingKinds: readonly PartnerKind[] = ['provider', 'directBill'];
const trading: readonly Enrolment['status'][] = ['active', 'restricted', 'suspended'];
/** Takes part as one of these, be it under conditions. */
export const isTrading = (
  enrolments: readonly Pick<Enrolment, 'kind' | 'status'>[],
  kinds: readonly PartnerKind[],
): boolean => enrolments.some(({ kind, status }) => kinds.includes(kind) && trading.includes(status));
/** Buys from the vendor and is invoiced by it: who stands at the side `seller` (ORD-071). */
export const transacts = (enrolments: readonly Pick<Enrolment, 'kind' | 'status'>[]): boolean =>
  isTrading(enrolments, transactingKinds);

/** What a partner may want to do; rooms above ask first (ACT-038, ACT-040, ACT-041). New add-ons are bought, too. */
export type Business =
  | 'createCustomer'
  | 'inviteCustomer'
  | 'invitePartner'
  | 'buy'
  | 'createSandbox'
  | 'changeQuantity'
  | 'convert'
  | 'suspendSubscription'
  | 'renew'
  | 'manage';
const allowedWhen: Readonly<Record<'restricted' | 'suspended' | 'suspendedStrictly', readonly Business[]>> = {
  restricted: ['changeQuantity', 'suspendSubscription', 'renew', 'manage'],
  suspended: ['changeQuantity', 'convert', 'suspendSubscription', 'renew', 'manage'],
  suspendedStrictly: ['suspendSubscription', 'renew', 'manage'],
};
type Asked = { enrolment: Enrolment | undefined; cloud: { features: { suspensionStopsChanges: boolean } } };

/** Why this partner may not do this now; undefined when nothing stands in the way. */
export function obstacleToBusiness(business: Business, { enrolment, cloud }: Asked): Obstacle | undefined {
  const status = enrolment?.status;
  if (status === 'restricted') {
    return allowedWhen.restricted.includes(business) ? undefined : no('account_restricted', { business });
  }
  if (status === 'suspended') {
    const allowed = cloud.features.suspensionStopsChanges ? allowedWhen.suspendedStrictly : allowedWhen.suspended;
    return allowed.includes(business) ? undefined : no('account_suspended', { reason: enrolment?.reason, business });
  }
  if (status !== 'active') return no('not_enrolled', { status: status ?? 'none' });
  return enrolment?.agreementEdition ? undefined : no('partner_agreement_missing');
}
export const canStartNewBusiness = (enrolment: Enrolment | undefined): boolean =>
  enrolment?.status === 'active' && enrolment.agreementEdition !== null;

/** ACT-039: direct-bill partner and reseller at once; then customers won as reseller are never sold to directly. */
export const hasDualStatus = (enrolments: readonly Enrolment[]): boolean =>
  (['directBill', 'reseller'] as const).every((kind) => isTrading(enrolments, [kind]));
