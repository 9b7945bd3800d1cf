// Every rule about enrolling that the applicant acts by: start, hand in, confirm the mail, be activated.
import type { CloudNow } from '../../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../../kernel/decision.ts';
import type { Id } from '../../../../kernel/id.ts';
import type { In, Nothing } from '../../../../kernel/lifecycle.ts';
import { dayMs } from '../../../../kernel/term.ts';
import type { Organization } from '../../organization/state.ts';
import { refusals } from '../../refusals.ts';
import { consumerDomainOf } from '../../rules/mail-domains.ts';
import type { CheckName, Checks, Eligibility, Enrolment, PartnerKind } from '../state.ts';

const no = obstacles(refusals);
const hourMs = 3_600_000;
type Features = { cloud: Pick<CloudNow, 'features'> };
/** ACT-032, and what a cloud looks at beside it (CLD-004, CLD-005). */
export const checksIn = ({ cloud: { features } }: Features): readonly CheckName[] => [
  ...(['email', 'employment', 'business'] as const),
  ...(features.eligibilityCheck ? (['eligibility'] as const) : []),
  ...(features.creditCheck ? (['credit'] as const) : []),
  ...(features.phoneCheck ? (['phone'] as const) : []),
];
const unchecked = (given: Features): Checks =>
  Object.fromEntries(checksIn(given).map((name) => [name, { result: 'pending' }])) as unknown as Checks;

export type Start = { kind: PartnerKind };
export type StartGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'features' | 'regions'>;
  isOperator: boolean;
  organization: Pick<Organization, 'id' | 'country' | 'status'> | undefined;
  enrolments: readonly Enrolment[];
  newId: Id<'enr'>;
};

/** The operator appoints whom it likes; everybody else becomes a reseller first (ACT-006). */
export function start(_state: Nothing, { kind }: Start, given: StartGiven): Decision<Enrolment> {
  const { organization, enrolments, cloud, isOperator } = given;
  if (kind === 'advisor') return refuse(no('advisor_closed'));
  const country = organization?.country ?? '';
  if (organization?.status !== 'active' || !cloud.regions[country]) {
    return refuse(no('country_not_sold_here', { country }));
  }
  const same = enrolments.find((one) => one.kind === kind);
  if (same) return refuse(no('already_enrolled', { kind, status: same.status }));
  const excluding = enrolments.find((one) => excludes(one, kind));
  if (excluding) return refuse(no('kinds_exclude_each_other', { kind, other: excluding.kind }));
  const isReseller = enrolments.some((one) => one.kind === 'reseller' && one.status === 'active');
  const mustBeReseller = cloud.features.resellerFirst && (kind === 'directBill' || kind === 'provider');
  if (mustBeReseller && !isReseller && !isOperator) return refuse(no('enrol_as_reseller_first', { kind }));
  const empty = {
    eligibility: null,
    phone: null,
    mail: null,
    mailTokenHash: null,
    mailedAt: null,
    reviewSince: null,
    ticketFrom: null,
  } as const;
  const none = { agreementEdition: null, reason: null, note: null, suspendedFrom: null } as const;
  const made = {
    organization: organization.id,
    kind,
    checks: unchecked(given),
    language: 'en',
    createdAt: given.now,
  } as const;
  return decided({ id: given.newId, version: 0, status: 'draft', ...made, ...empty, ...none }, 'enrolment.started');
}

/** ACT-001, ACT-005, ACT-039: a direct-bill partner may be a reseller as well; other kinds stand alone. */
function excludes({ kind: present, status }: Enrolment, wanted: PartnerKind): boolean {
  if (present === 'advisor' || status === 'rejected') return false;
  const together: readonly PartnerKind[] = ['directBill', 'reseller'];
  return !(together.includes(present) && together.includes(wanted));
}

export type Fill = { eligibility?: Eligibility; phone?: string };
export type FillGiven = { cloud: Pick<CloudNow, 'features' | 'enrolmentPhone'> };
/** What one cloud asks beside the profile: a form, a number. What is left out stays as it was. */
export function fill(
  state: In<Enrolment, 'draft' | 'rejected'>,
  { eligibility = null, phone }: { [name in keyof Fill]?: Fill[name] | null },
  { cloud }: FillGiven,
): Decision<Enrolment> {
  const { features, enrolmentPhone } = cloud;
  const number = phone ? plainNumber(phone, enrolmentPhone?.countryCode) : null;
  const isOfCountry = !number || !enrolmentPhone || new RegExp(enrolmentPhone.pattern).test(number);
  const refused = refuseAll([
    eligibility !== null && !features.eligibilityCheck && no('not_asked_here', { field: 'eligibility' }),
    number !== null && !features.phoneCheck && no('not_asked_here', { field: 'phone' }),
    features.phoneCheck && !isOfCountry && no('phone_of_other_country', { countryCode: enrolmentPhone?.countryCode }),
  ]);
  if (refused) return refused;
  const filled = { eligibility: eligibility ?? state.eligibility, phone: number ?? state.phone };
  return decided({ ...state, ...filled }, 'enrolment.filled');
}

/** Digits alone, as one dials within the country: +86 010 8888 0000 and 0086 10 88880000 are the same number. */
function plainNumber(phone: string, countryCode = ''): string {
  const digits = phone.replace(/[\s().-]/g, '').replace(/^00/, '+');
  const within = digits.startsWith(countryCode) ? digits.slice(countryCode.length) : digits;
  return within.replace(/^0/, '');
}

export type Submit = { language?: Enrolment['language'] };
export type SubmitGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'registrationNumberCountries' | 'features'>;
  organization: Pick<Organization, 'country' | 'address' | 'contact' | 'support' | 'registrationNumber'>;
  isInNetwork: boolean;
  tokenHash: string;
};
/** ACT-030: all that is missing at once, so that it is mended at once. */
export function submit(
  state: In<Enrolment, 'draft' | 'rejected'>,
  command: Submit,
  given: SubmitGiven,
): Decision<Enrolment> {
  const { organization, now } = given;
  const refused = refuseAll([...profileObstacles(given), ...formObstacles(state, given)]);
  if (refused) return refused;
  const language = command.language ?? state.language;
  const mailed = { mail: organization.contact!.mail, mailTokenHash: given.tokenHash, mailedAt: now, language };
  const anew = { checks: unchecked(given), note: null, reason: null, reviewSince: null, ticketFrom: null };
  return decided({ ...state, status: 'emailVerification', ...mailed, ...anew }, 'enrolment.submitted');
}

function profileObstacles({ organization, cloud, isInNetwork }: SubmitGiven): (Obstacle | false)[] {
  const { country, address, contact, support, registrationNumber } = organization;
  const domain = contact && consumerDomainOf(contact.mail);
  const needsNumber = cloud.registrationNumberCountries.includes(country);
  return [
    !isInNetwork && no('partner_account_missing'),
    !address && no('address_missing'),
    !contact && no('contact_missing'),
    !!domain && no('public_mail_domain', { domain }),
    !support && no('support_profile_missing'),
    needsNumber && !registrationNumber && no('registration_number_missing', { country }),
  ];
}

const formObstacles = ({ eligibility, phone }: Enrolment, { cloud: { features } }: Features): (Obstacle | false)[] => [
  features.eligibilityCheck && !eligibility && no('eligibility_form_missing'),
  features.phoneCheck && !phone && no('enrolment_phone_missing'),
];

export type SendAgainGiven = { now: Date; cloud: Pick<CloudNow, 'windows'> };
export function sendMailAgain(
  state: In<Enrolment, 'emailVerification'>,
  _command: object,
  { now, cloud }: SendAgainGiven,
): Decision<Enrolment> {
  const { verificationMailAgainHours: hours } = cloud.windows;
  const from = new Date((state.mailedAt?.getTime() ?? 0) + hours * hourMs);
  if (now < from) return refuse(no('mail_sent_recently', { from: from.toISOString(), hours }));
  return decided({ ...state, mailedAt: now }, 'enrolment.mailSentAgain');
}

export type Confirm = { confirmsEnrolment: boolean; confirmsAddress: boolean };
/** ACT-033: the review begins only when both are confirmed; ACT-034: a ticket may ask after so many working days. */
export function confirm(
  state: In<Enrolment, 'emailVerification'>,
  command: Confirm,
  { now, cloud }: SendAgainGiven,
): Decision<Enrolment> {
  if (!command.confirmsEnrolment || !command.confirmsAddress) return refuse(no('enrolment_not_confirmed'));
  const checks = { ...state.checks, email: { result: 'passed' } } as const;
  const ticketFrom = afterWorkingDays(now, cloud.windows.reviewWorkingDays);
  return decided({ ...state, status: 'pending', checks, reviewSince: now, ticketFrom }, 'enrolment.confirmed');
}

/** Monday to Friday; holidays differ too much to be known here. */
function afterWorkingDays(from: Date, days: number): Date {
  let at = from.getTime();
  for (let left = days; left > 0; ) {
    at += dayMs;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(at);
}

/** ACT-032, CLD-004, CLD-005: every check of the cloud must have passed. */
export function checksObstacle({ checks }: Enrolment, given: Features): Obstacle | undefined {
  const open = checksIn(given).filter((name) => checks[name]?.result !== 'passed');
  return open.length > 0 ? no('checks_not_passed', { checks: open.join(', ') }) : undefined;
}

/** Follows the acceptance of the agreement in the same transaction (ACT-031, ACT-052). */
export function activate(
  state: In<Enrolment, 'qualified' | 'active'>,
  { edition }: { edition: string },
  given: Features,
): Decision<Enrolment> {
  const isNew = state.status === 'qualified';
  const unchecked = isNew && checksObstacle(state, given);
  if (unchecked) return refuse(unchecked);
  if (!isNew && state.agreementEdition === edition) return decided(state);
  const next = { ...state, status: 'active', agreementEdition: edition } as const;
  return decided(next, isNew ? 'enrolment.activated' : 'enrolment.agreementRenewed');
}

/** ACT-007: whoever joins the program leaves the advisors for good. */
export const replace = (state: In<Enrolment, 'active'>): Decision<Enrolment> =>
  decided({ ...state, status: 'replaced' }, 'enrolment.replaced');
