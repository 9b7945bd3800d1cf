// Organizations, locations, tenants, enrolments and partner agreements as the doors know them, and how they are shown.
import * as agreementContract from '../../../contract/organizations/agreements.ts';
import * as enrolmentContract from '../../../contract/organizations/enrolments.ts';
import * as locationContract from '../../../contract/organizations/locations.ts';
import * as profile from '../../../contract/organizations/profile.ts';
import * as tenantContract from '../../../contract/organizations/tenants.ts';
import type { AnyThing, Thing } from '../../platform/world/world.ts';
import * as state from './enrolment/state.ts';
import { barsOf } from './location/rules.ts';
import * as rows from './rows.ts';

const iso = (at: Date | null) => at?.toISOString() ?? null;

export const organizations: Thing<state.Organization, typeof state.organizationLifecycle> = {
  name: 'organization',
  table: 'organizations',
  lifecycle: state.organizationLifecycle,
  sides: state.organizationSides,
  contract: profile.Organization,
  fromRow: rows.organizationFromRow,
  toRow: rows.organizationToRow,
  show: ({ organization: _organization, createdAt, directory, ...same }) =>
    ({
      ...same,
      directory: directory && { ...directory, offers: [...directory.offers] },
      createdAt: createdAt.toISOString(),
    }) satisfies profile.Organization,
  listing: {
    sort: { name: 'name_lower', createdAt: '-created_at' },
    filters: { status: 'status', country: 'country', kind: 'kind' },
    search: 'name_lower',
  },
  isParty: true,
};

export const locations: Thing<state.Location, typeof state.locationLifecycle> = {
  name: 'location',
  table: 'locations',
  lifecycle: state.locationLifecycle,
  sides: state.locationSides,
  contract: locationContract.Location,
  fromRow: rows.locationFromRow,
  toRow: rows.locationToRow,
  bars: barsOf,
  show: ({ organization, headquarters, number, createdAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      headquarters: party(headquarters ?? organization),
      partnerId: String(number),
      createdAt: createdAt.toISOString(),
    }) satisfies locationContract.Location,
  listing: {
    sort: { partnerId: 'number' },
    filters: { status: 'status', kind: 'kind', country: 'country', organization: 'organization_id' },
  },
};

export const tenants: Thing<state.Tenant, typeof state.tenantLifecycle> = {
  name: 'tenant',
  table: 'tenants',
  lifecycle: state.tenantLifecycle,
  sides: state.ownedSides,
  contract: tenantContract.Tenant,
  fromRow: rows.tenantFromRow,
  toRow: rows.tenantToRow,
  show: ({ organization, partnerId, createdAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      partnerId: partnerId === null ? null : String(partnerId),
      createdAt: createdAt.toISOString(),
    }) satisfies tenantContract.Tenant,
  listing: {
    sort: { domain: 'domain' },
    filters: { status: 'status', purpose: 'purpose', country: 'country', organization: 'organization_id' },
  },
};

const shownCheck = ({ documents, ...check }: state.Check) => ({
  ...check,
  ...(documents && { documents: [...documents] }),
});

export const enrolments: Thing<state.Enrolment, typeof state.enrolmentLifecycle> = {
  name: 'enrolment',
  table: 'enrolments',
  lifecycle: state.enrolmentLifecycle,
  sides: state.ownedSides,
  contract: enrolmentContract.Enrolment,
  fromRow: rows.enrolmentFromRow,
  toRow: rows.enrolmentToRow,
  show: ({ id, status, version, kind, agreementEdition, reason, note, mail, phone, checks, ...rest }, { party }) =>
    ({
      ...{ id, status, version, kind, agreementEdition, reason, note, mail, phone },
      organization: party(rest.organization),
      checks: {
        email: shownCheck(checks.email),
        employment: shownCheck(checks.employment),
        business: shownCheck(checks.business),
        ...(checks.eligibility && { eligibility: shownCheck(checks.eligibility) }),
        ...(checks.credit && { credit: shownCheck(checks.credit) }),
        ...(checks.phone && { phone: shownCheck(checks.phone) }),
      },
      eligibility: rest.eligibility,
      mailedAt: iso(rest.mailedAt),
      reviewSince: iso(rest.reviewSince),
      ticketFrom: iso(rest.ticketFrom),
      createdAt: rest.createdAt.toISOString(),
    }) satisfies enrolmentContract.Enrolment,
  listing: {
    sort: { createdAt: '-created_at' },
    filters: { status: 'status', kind: 'kind', organization: 'organization_id' },
  },
};

export const partnerAgreements: Thing<state.PartnerAgreement, typeof state.partnerAgreementLifecycle> = {
  name: 'partnerAgreement',
  table: 'partner_agreements',
  lifecycle: state.partnerAgreementLifecycle,
  sides: state.ownedSides,
  contract: agreementContract.PartnerAgreement,
  fromRow: rows.agreementFromRow,
  toRow: rows.agreementToRow,
  show: ({ organization, acceptedAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      acceptedAt: acceptedAt.toISOString(),
    }) satisfies agreementContract.PartnerAgreement,
  listing: {
    sort: { acceptedAt: '-accepted_at' },
    filters: { party: 'party', tenant: 'tenant_id', organization: 'organization_id' },
  },
};

export const things: readonly AnyThing[] = [organizations, locations, tenants, enrolments, partnerAgreements];
