// Who takes part: organizations, their locations and tenants, what they are enrolled as and what they signed.
import type { Obstacle } from '../../kernel/decision.ts';
import { obstacles } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { question } from '../../kernel/question.ts';
import { refusals } from './refusals.ts';

export type Address = { street: string; city: string; province?: string; postalCode?: string };
export type Contact = { firstName: string; lastName: string; mail: string; phone?: string };
export type SupportProfile = { site: string; mail: string; phone: string };
type DirectoryOffer = 'training' | 'technicalHelp' | 'marketing' | 'financing' | 'creditTerms';
/** What the public directory says of a provider; the operator writes it (REL-025). */
export type DirectoryEntry = { summary: string; offers: readonly DirectoryOffer[] };

export type Organization = {
  id: Id<'org'>;
  version: number;
  status: 'active' | 'closed';
  /** Its own id, which is the side it stands on. */
  organization: string;
  kind: 'company' | 'operator';
  /** The legal name, exactly as it is registered (ACT-035). */
  name: string;
  country: string;
  address: Address | null;
  contact: Contact | null;
  support: SupportProfile | null;
  registrationNumber: string | null;
  directory: DirectoryEntry | null;
  createdAt: Date;
};

/** ACT-010: one global account per company, and location accounts directly beneath it; each has a public number. */
export type Location = {
  id: Id<'loc'>;
  version: number;
  status: 'active' | 'closed';
  kind: 'global' | 'location';
  /** Who runs it. */
  organization: string;
  /** ACT-020: beneath whose global account it lies since its company was merged; null beneath that of its own. */
  headquarters: string | null;
  number: number;
  name: string;
  legalEntity: string;
  country: string;
  address: Address;
  contact: Contact;
  createdAt: Date;
};

export type Purpose = 'selling' | 'corporate' | 'sharedServices' | 'sandbox' | 'customer';
/** ACT-023: the purpose says whether a partner may be a customer of another one in it (ORD-005). */
export type Tenant = {
  id: Id<'ten'>;
  version: number;
  status: 'active' | 'unlinked';
  organization: string;
  purpose: Purpose;
  domain: string;
  country: string;
  currency: string;
  isPrimary: boolean;
  /** ACT-012: the number of the one location a selling tenant stands for. */
  partnerId: number | null;
  createdAt: Date;
};

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

/** ACT-055: agreements are keyed by cloud, region and the part one plays. */
export type Party = 'reseller' | 'transacting';
export type PartnerAgreement = {
  id: Id<'pag'>;
  version: number;
  status: 'accepted';
  organization: string;
  tenant: string;
  party: Party;
  region: string;
  edition: string;
  acceptedBy: string;
  acceptedAt: Date;
};

export const organizationSides = { organization: 'id' } as const;
export const ownedSides = { organization: 'organization_id' } as const;
export const locationSides = { ...ownedSides, headquarters: 'headquarters_id' } as const;

export const organizationLifecycle = {
  register: { from: ['nothing'], to: ['active'], emits: ['organization.registered'] },
  change: { from: ['active'], to: ['active'], emits: ['organization.changed'] },
  rename: { from: ['active'], to: ['active'], emits: ['organization.renamed'] },
  describe: { from: ['active'], to: ['active'], emits: ['organization.described'] },
  close: { from: ['active'], to: ['closed'], emits: ['organization.closed'] },
} as const satisfies Lifecycle<Organization>;
export const locationLifecycle = {
  open: { from: ['nothing'], to: ['active'], emits: ['location.opened'] },
  add: { from: ['nothing'], to: ['active'], emits: ['location.added'] },
  change: { from: ['active'], to: ['active'], emits: ['location.changed'] },
  move: { from: ['active'], to: ['active'], emits: ['location.moved'] },
  merge: { from: ['active', 'closed'], to: ['active', 'closed'], emits: ['location.merged'] },
  close: { from: ['active'], to: ['closed'], emits: ['location.closed'] },
} as const satisfies Lifecycle<Location>;
export const tenantLifecycle = {
  add: { from: ['nothing'], to: ['active'], emits: ['tenant.added'] },
  link: { from: ['active', 'unlinked'], to: ['active'], emits: ['tenant.linked'] },
  unlink: { from: ['active'], to: ['unlinked'], emits: ['tenant.unlinked'] },
  linkLocation: { from: ['active'], to: ['active'], emits: ['tenant.locationLinked'] },
} as const satisfies Lifecycle<Tenant>;

const checkable = ['pending', 'onHold', 'qualified', 'active', 'restricted', 'suspended'] as const;
export const enrolmentLifecycle = {
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
export const partnerAgreementLifecycle = {
  accept: {
    from: ['nothing', 'accepted'],
    to: ['accepted'],
    repeats: ['accepted'],
    emits: ['partnerAgreement.accepted'],
  },
} as const satisfies Lifecycle<PartnerAgreement>;

/** Which resellers work with a provider; partnerships know (ACT-053). */
export const resellersOf = question<{ provider: string }, string>('resellersOf');

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
export const partyOf = (kind: PartnerKind): Party => (transactingKinds.includes(kind) ? 'transacting' : 'reseller');

/** ACT-010: exactly one global account; what it is not fit for is refused where a location is needed (ACT-011). */
export function obstacleToUseOf(location: Location | undefined, partnerId: string | number): Obstacle | undefined {
  if (!location) return no('location_unknown', { partnerId });
  if (location.kind === 'global') return no('global_id_not_allowed', { partnerId });
  if (location.status !== 'active') return no('location_closed', { partnerId });
  return undefined;
}

/** ACT-020: a company that was merged has no global account of its own, and none again. */
export const isMerged = (locations: readonly Location[]): boolean =>
  locations.some(({ headquarters }) => headquarters !== null);
/** Has a partner account, its own or one beneath which its places lie. */
export const isInNetwork = (locations: readonly Location[]): boolean =>
  isMerged(locations) || locations.some(({ kind }) => kind === 'global');

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
  (['directBill', 'reseller'] as const).every((kind) =>
    enrolments.some((one) => one.kind === kind && ['active', 'restricted', 'suspended'].includes(one.status)),
  );
export const mayBuyDirectly = (enrolments: readonly Enrolment[], wonAs: 'directBill' | 'reseller'): boolean =>
  wonAs === 'directBill' || !hasDualStatus(enrolments);

type Regions = { regions: Readonly<Record<string, string>> };
type Currencies = {
  currencies: { byRegion: Readonly<Record<string, string>>; byCountry: Readonly<Record<string, string>> };
};
/** ACT-060: the region of a country; undefined where this cloud does not sell. */
export const regionOf = ({ regions }: Regions, country: string): string | undefined => regions[country];
export const maySellIn = (cloud: Regions, from: string, to: string): boolean =>
  regionOf(cloud, from) !== undefined && regionOf(cloud, from) === regionOf(cloud, to);
/** ACT-062: what is billed in a country. */
export const currencyOf = ({ regions, currencies }: Regions & Currencies, country: string): string | undefined =>
  currencies.byCountry[country] ?? currencies.byRegion[regions[country] ?? ''];
/** ACT-063: an active location is needed in the country from which one sells. */
export const hasLocationIn = (locations: readonly Location[], country: string): boolean =>
  locations.some((one) => !obstacleToUseOf(one, one.number) && one.country === country);
