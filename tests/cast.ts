// The named organizations of the stories, and things of theirs in a valid state; every test begins with these.

import type { PartnerAgreement } from '../server/capabilities/organizations/agreement/state.ts';
import type { Enrolment } from '../server/capabilities/organizations/enrolment/state.ts';
import type { Location } from '../server/capabilities/organizations/location/state.ts';
import type { Organization } from '../server/capabilities/organizations/organization/state.ts';
import type { Tenant } from '../server/capabilities/organizations/tenant/state.ts';
import { type CloudNow, cloudAt, type DatedCloud } from '../server/clouds/cloud.ts';
import { clouds } from '../server/clouds/list.ts';
import type { Decision } from '../server/kernel/decision.ts';

/** A Monday. */
export const now = new Date('2026-03-02T09:00:00Z');
const at = (digit: string, prefix: 'org') => `${prefix}_${digit.repeat(32)}` as const;
/** Operator, provider, resellers, direct-bill partner: as in the stories of the rules. */
export const cast = {
  meridian: { id: at('0', 'org'), name: 'Meridian', country: 'KR' },
  saebyeok: { id: at('1', 'org'), name: 'Saebyeok Distribution', country: 'KR' },
  miru: { id: at('2', 'org'), name: 'Miru Systems', country: 'KR' },
  oaktrail: { id: at('3', 'org'), name: 'Oaktrail IT', country: 'KR' },
  lumenfold: { id: at('4', 'org'), name: 'Lumenfold', country: 'KR' },
  brightmoor: { id: at('5', 'org'), name: 'Brightmoor', country: 'KR' },
  nordhavn: { id: at('6', 'org'), name: 'Nordhavn Distribution', country: 'DK' },
} as const;

export const eachCloud: readonly [string, CloudNow][] = clouds.map((cloud) => [cloud.id, cloudAt(cloud, now)]);
export const cloudNow = (cloud: DatedCloud): CloudNow => cloudAt(cloud, now);
/** A country that is sold to in this cloud. */
export const countryIn = ({ regions }: CloudNow): string => Object.keys(regions)[0]!;

export const address = { street: 'Teheran-ro 1', city: 'Seoul', province: '11', postalCode: '06133' };
export const contact = { firstName: 'Jiwoo', lastName: 'Kim', mail: 'jiwoo@miru.example', phone: '025550100' };
export const support = { site: 'https://miru.example/help', mail: 'help@miru.example', phone: '025550101' };

type Facts<T> = Partial<Omit<T, 'status'>>;
export const organization = (facts: Facts<Organization> = {}) => {
  const { id, name, country } = cast.miru;
  const own = { id, organization: id, name, country, kind: 'company', createdAt: now } as const;
  const filled = { address, contact, support, registrationNumber: '120-81-47521', directory: null };
  return { version: 1, status: 'active' as const, ...own, ...filled, ...facts } satisfies Organization;
};
export const location = <const S extends Location['status'] = 'active'>(
  facts: Facts<Location> & { status?: S } = {},
): Location & { status: S } => ({
  id: 'loc_seoul',
  version: 1,
  status: 'active' as S,
  kind: 'location',
  organization: cast.miru.id,
  headquarters: null,
  number: 4_000_002,
  name: 'Miru Seoul',
  legalEntity: 'Miru Systems',
  country: 'KR',
  address,
  contact,
  createdAt: now,
  ...facts,
});
export const tenant = <const S extends Tenant['status'] = 'active'>(
  facts: Facts<Tenant> & { status?: S } = {},
): Tenant & { status: S } => ({
  id: 'ten_miru',
  version: 1,
  status: 'active' as S,
  organization: cast.miru.id,
  purpose: 'selling',
  domain: 'miru.example',
  country: 'KR',
  currency: 'KRW',
  isPrimary: true,
  partnerId: 4_000_002,
  createdAt: now,
  ...facts,
});

const passed = { result: 'passed' } as const;
export const enrolment = <const S extends Enrolment['status']>(
  status: S,
  facts: Facts<Enrolment> = {},
): Enrolment & { status: S } => ({
  id: 'enr_miru',
  version: 1,
  status,
  organization: cast.miru.id,
  kind: 'reseller',
  agreementEdition: status === 'active' || status === 'restricted' || status === 'suspended' ? '2019-09' : null,
  checks: { email: passed, employment: passed, business: passed },
  ...{ eligibility: null, phone: null },
  mail: contact.mail,
  language: 'en',
  mailTokenHash: 'hash',
  mailedAt: now,
  reviewSince: null,
  ticketFrom: null,
  reason: null,
  note: null,
  suspendedFrom: null,
  createdAt: now,
  ...facts,
});
export const partnerAgreement = (facts: Facts<PartnerAgreement> = {}) =>
  ({
    id: 'pag_miru',
    version: 1,
    status: 'accepted' as const,
    organization: cast.miru.id,
    tenant: 'ten_miru',
    party: 'transacting',
    region: 'Korea',
    edition: '2019-09',
    acceptedBy: 'per_jiwoo',
    acceptedAt: now,
    ...facts,
  }) satisfies PartnerAgreement;

/** The codes of a refusal, in order; empty when the way was free. */
export const codes = <S>(decision: Decision<S>): string[] =>
  decision.ok ? [] : decision.because.map(({ code }) => code);
/** What was decided; a refusal fails the test with its codes. */
export function done<S>(decision: Decision<S>): { next: S; events: readonly string[] } {
  if (!decision.ok) throw new Error(`refused: ${codes(decision).join(', ')}`);
  return decision;
}
