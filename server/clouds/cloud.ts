// What may differ from one cloud to the next, and since when. A difference is a field here, never an `if` on a name.
const features = [
  'newCustomers', // CLD-003: Germany keeps what it has and takes nobody new
  'multiPartner', // CLD-010, REL-119
  'multiChannel', // CLD-010
  'resellerInvites', // REL-032: in China only the indirect partner makes invitations
  'invitationWithoutRights', // REL-034
  'customerAgreementInSystem', // ORD-030
  'helpdeskManagesSubscriptions', // matrix rows 24, 25
  'helpdeskSeesProfile', // matrix row 2
  'helpdeskEditsBilling', // matrix row 13
  'salesAgentSeesPrices', // matrix row 42
  'adminResetsPasswords', // matrix row 10
  'userAdminGivesAdminRoles', // ROL-007
  'oneLevelEach', // ROL-006: in China a user has one agent level and one admin level
  'billingAdminSeesAgreements', // matrix row 8
  'resellerFirst', // ACT-006: since October 2020 one becomes a reseller before anything else
  'suspensionStopsChanges', // ACT-041: in China a suspended partner changes no quantities either
  'eligibilityCheck', // CLD-004: a company says by a form why it may serve the government
  'creditCheck', // CLD-004: its background and credit are looked at
  'phoneCheck', // CLD-005: the contact is called at a number of the country
  'governmentOnly', // CLD-004: every customer is a public body, so its segment needs no qualification
] as const;
export type Feature = (typeof features)[number];

type Cloud = {
  features: Record<Feature, boolean>;
  /** The edition a customer must have accepted; null where the operator's own agreements apply (ORD-030). */
  customerAgreement: string | null;
  /** Editions of the partner agreement by kind of partner (ACT-055). */
  partnerAgreement: { reseller: string; transacting: string };
  /** Country to market region (ACT-060); a country that is missing is not sold to. */
  regions: Readonly<Record<string, string>>;
  /** Billing currency by region, and where a country of a region differs by country (ACT-062). */
  currencies: { byRegion: Readonly<Record<string, string>>; byCountry: Readonly<Record<string, string>> };
  /** Countries whose companies must give a registration number (ACT-042). */
  registrationNumberCountries: readonly string[];
  /** What a number must look like at which an applicant is called, without the country's code; null where none is. */
  enrolmentPhone: { countryCode: string; pattern: string } | null;
  windows: {
    commercialLogYears: number; // AUD-003
    otherLogYears: number; // AUD-003
    partnershipInvitationDays: number; // REL-018
    pendingConsentDays: number; // REL-047
    adminClaimDays: number; // ACT-026
    accountMergeDays: number; // ACT-020: to answer an invitation, and then to confirm it
    attestationDays: number; // ORD-031: how long the link on which a customer confirms the agreement is worth anything
    reviewWorkingDays: number; // ACT-034
    verificationMailAgainHours: number; // ACT-032
    invoiceOverdueSuspendsDays: number; // ACT-040
    lockedTermMonths: number; // ORD-074: from this length on a term is bought once, as it is
  };
  /** ORD-009: how many offers a partner may keep at the top of its catalogue. */
  pinnedOffersMax: number;
  /** CHN-033: when the reseller named on a subscription is looked at. */
  resellerValidation: 'none' | 'orders' | 'ordersAndChanges';
  /** SEC-010: on by default everywhere; the operator may relax it. */
  secondFactor: 'required' | 'recommended';
};

/** Each value with the day from which it holds, oldest first. */
type Since<T> = readonly [since: string, value: T];
type Dated<T> = readonly [Since<T>, ...Since<T>[]];
export type DatedCloud = {
  id: string;
  /** Host label under the origin; the first cloud of an installation answers on the origin itself. */
  label: string;
  /** Name of the body that runs the program here: demo data, renamed at set-up. */
  operator: string;
} & { [K in keyof Cloud]: Dated<Cloud[K]> };

const kinds = [
  'features',
  'customerAgreement',
  'partnerAgreement',
  'regions',
  'currencies',
  'registrationNumberCountries',
  'enrolmentPhone',
  'windows',
  'pinnedOffersMax',
  'resellerValidation',
  'secondFactor',
] as const satisfies readonly (keyof Cloud)[];

export type CloudNow = Cloud & { edition: string };
const known = new WeakMap<DatedCloud, { day: string; cloud: CloudNow }>();

/** The cloud as it was on a day, with the day its youngest rule came into force, so that decisions stay explainable. */
export const cloudAt = (dated: DatedCloud, at: Date): CloudNow => {
  const day = at.toISOString().slice(0, 10);
  const last = known.get(dated);
  if (last?.day === day) return last.cloud;
  const inForce = <T>(entries: Dated<T>) => entries.findLast(([since]) => since <= day) ?? entries[0];
  const chosen = kinds.map((kind) => [kind, inForce(dated[kind] as Dated<unknown>)] as const);
  const edition = chosen
    .map(([, [since]]) => since)
    .sort()
    .at(-1)!;
  const cloud = { ...(Object.fromEntries(chosen.map(([kind, [, value]]) => [kind, value])) as Cloud), edition };
  known.set(dated, { day, cloud });
  return cloud;
};
