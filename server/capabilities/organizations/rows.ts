// How organizations, locations, tenants, enrolments and partner agreements stand in their rows.
import type { Row } from '../../platform/world/world.ts';
import type { Enrolment, Location, Organization, PartnerAgreement, Tenant } from './enrolment/state.ts';

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

export type OrganizationRow = Omit<Organization, 'organization' | 'registrationNumber' | 'createdAt'> & {
  registration_number: string | null;
  name_lower: string;
  created_at: Date;
};
export const organizationFromRow = (row: OrganizationRow): Organization => {
  const { id, version, status, kind, name, country, address, contact, support, directory } = row;
  const facts = { id, version, status, organization: id, kind, name, country, address, contact, support, directory };
  return { ...facts, registrationNumber: row.registration_number, createdAt: row.created_at };
};
export const organizationToRow = (state: Organization): Row => {
  const { organization: _organization, registrationNumber, createdAt, ...same } = state;
  const { address, contact, support, directory, ...plain } = same;
  const blocks = { address: json(address), contact: json(contact), support: json(support), directory: json(directory) };
  const own = { registration_number: registrationNumber, created_at: createdAt, name_lower: state.name.toLowerCase() };
  return { ...plain, ...blocks, ...own };
};

export type LocationRow = Omit<Location, 'organization' | 'headquarters' | 'legalEntity' | 'createdAt'> & {
  organization_id: string;
  headquarters_id: string | null;
  legal_entity: string;
  created_at: Date;
};
export const locationFromRow = (row: LocationRow): Location => {
  const { id, version, status, kind, number, name, country, address, contact } = row;
  const own = { organization: row.organization_id, headquarters: row.headquarters_id };
  const made = { legalEntity: row.legal_entity, createdAt: row.created_at };
  return { id, version, status, kind, number, name, country, address, contact, ...own, ...made };
};
export const locationToRow = (state: Location): Row => {
  const { organization, headquarters, legalEntity, createdAt, address, contact, ...same } = state;
  const own = { organization_id: organization, headquarters_id: headquarters };
  const blocks = { address: json(address), contact: json(contact) };
  return { ...same, ...own, legal_entity: legalEntity, created_at: createdAt, ...blocks };
};

export type TenantRow = Omit<Tenant, 'organization' | 'isPrimary' | 'partnerId' | 'createdAt'> & {
  organization_id: string;
  is_primary: boolean;
  partner_id: number | null;
  created_at: Date;
};
export const tenantFromRow = (row: TenantRow): Tenant => {
  const { id, version, status, purpose, domain, country, currency } = row;
  const own = { organization: row.organization_id, isPrimary: row.is_primary, partnerId: row.partner_id };
  return { id, version, status, purpose, domain, country, currency, ...own, createdAt: row.created_at };
};
export const tenantToRow = ({ organization, isPrimary, partnerId, createdAt, ...same }: Tenant): Row => ({
  ...same,
  organization_id: organization,
  is_primary: isPrimary,
  partner_id: partnerId,
  created_at: createdAt,
});

type Same = 'id' | 'version' | 'status' | 'kind' | 'checks' | 'eligibility' | 'phone' | 'mail' | 'language';
export type EnrolmentRow = Pick<Enrolment, Same | 'reason' | 'note'> & {
  organization_id: string;
  agreement_edition: string | null;
  mail_token_hash: string | null;
  mailed_at: Date | null;
  review_since: Date | null;
  ticket_from: Date | null;
  suspended_from: Enrolment['suspendedFrom'];
  created_at: Date;
};
export const enrolmentFromRow = (row: EnrolmentRow): Enrolment => {
  const { id, version, status, kind, checks, eligibility, phone, mail, language, reason, note } = row;
  const mailed = { mailTokenHash: row.mail_token_hash, mailedAt: row.mailed_at };
  const review = { reviewSince: row.review_since, ticketFrom: row.ticket_from, suspendedFrom: row.suspended_from };
  const own = { organization: row.organization_id, agreementEdition: row.agreement_edition };
  const facts = { id, version, status, kind, checks, eligibility, phone, mail, language, reason, note };
  return { ...facts, ...own, ...mailed, ...review, createdAt: row.created_at };
};
export const enrolmentToRow = (state: Enrolment): Row => {
  const { id, version, status, kind, checks, eligibility, phone, mail, language, reason, note } = state;
  const mailed = { mail_token_hash: state.mailTokenHash, mailed_at: state.mailedAt, created_at: state.createdAt };
  const review = {
    review_since: state.reviewSince,
    ticket_from: state.ticketFrom,
    suspended_from: state.suspendedFrom,
  };
  const own = { organization_id: state.organization, agreement_edition: state.agreementEdition };
  const blocks = { checks: json(checks), eligibility: json(eligibility) };
  const facts = { id, version, status, kind, ...blocks, phone, mail, language, reason, note };
  return { ...facts, ...own, ...mailed, ...review };
};

export type AgreementRow = Pick<PartnerAgreement, 'id' | 'version' | 'status' | 'party' | 'region' | 'edition'> & {
  organization_id: string;
  tenant_id: string;
  accepted_by: string;
  accepted_at: Date;
};
export const agreementFromRow = (row: AgreementRow): PartnerAgreement => {
  const { id, version, status, party, region, edition } = row;
  const own = { organization: row.organization_id, tenant: row.tenant_id };
  return {
    id,
    version,
    status,
    party,
    region,
    edition,
    ...own,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
  };
};
export const agreementToRow = ({ organization, tenant, acceptedBy, acceptedAt, ...same }: PartnerAgreement): Row => ({
  ...same,
  organization_id: organization,
  tenant_id: tenant,
  accepted_by: acceptedBy,
  accepted_at: acceptedAt,
});
