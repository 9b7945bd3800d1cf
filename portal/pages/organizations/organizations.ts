// How organizations, their accounts, tenants, enrolments and signatures are listed, shown and commanded.
import {
  BadgeCheck,
  BookUser,
  Building2,
  FileSignature,
  Globe,
  MapPin,
  Network,
  ShieldCheck,
  Store,
} from 'lucide-react';
import * as agreements from '../../../contract/organizations/agreements.ts';
import * as directory from '../../../contract/organizations/directory.ts';
import * as enrolments from '../../../contract/organizations/enrolments.ts';
import * as locations from '../../../contract/organizations/locations.ts';
import * as profile from '../../../contract/organizations/profile.ts';
import * as tenants from '../../../contract/organizations/tenants.ts';
import type { Capability, Item, Noun } from '../../capability.ts';
import { runsCloud } from '../../session.ts';
import { checks, countries, ownOrganizations, places } from './choices.ts';

const nameOf = (item: Item) => String(item.name);
const organizationOf = (item: Item) => (item.organization as { name: string }).name;
/** What a form begins with: the facts that are there. */
const present =
  (...names: readonly string[]) =>
  (item: Item) =>
    Object.fromEntries(names.flatMap((name) => (item[name] == null ? [] : [[name, item[name]]])));

const organization: Noun = {
  name: 'organization',
  prefix: 'org',
  path: '/organizations',
  icon: Building2,
  group: 'program',
  offeredTo: profile.registerOrganization,
  of: profile.Organization,
  list: profile.listOrganizations,
  see: profile.seeOrganization,
  title: nameOf,
  columns: ['country', 'kind', 'createdAt'],
  facts: ['name', 'country', 'address', 'contact', 'support', 'registrationNumber', 'directory', 'createdAt'],
  filters: ['status', 'kind'],
  sorts: ['createdAt'],
  isSearchable: true,
  commands: {
    change: {
      operation: profile.changeOrganization,
      start: present('address', 'contact', 'support', 'registrationNumber'),
    },
    rename: { operation: profile.renameOrganization, start: present('name') },
    describe: { operation: profile.describeOrganization, start: present('directory') },
    close: { operation: profile.closeOrganization, isIrreversible: true },
  },
  create: { operation: profile.registerOrganization, choices: { country: countries } },
  below: { taking: () => import('./taking-part.tsx') },
};

const location: Noun = {
  name: 'location',
  prefix: 'loc',
  path: '/locations',
  icon: MapPin,
  group: 'settings',
  of: locations.Location,
  list: locations.listLocations,
  see: locations.seeLocation,
  title: nameOf,
  columns: ['partnerId', 'kind', 'organization', 'country'],
  facts: [
    'partnerId',
    'kind',
    'organization',
    'headquarters',
    'legalEntity',
    'country',
    'address',
    'contact',
    'createdAt',
  ],
  filters: ['status', 'kind'],
  commands: {
    change: { operation: locations.changeLocation, start: present('name', 'legalEntity', 'address', 'contact') },
    move: { operation: locations.moveGlobalAccount, choices: { to: places } },
    close: { operation: locations.closeLocation, isIrreversible: true },
  },
  create: { operation: locations.addLocation, choices: { country: countries } },
  createAlso: { operation: locations.openGlobalAccount },
};

const tenant: Noun = {
  name: 'tenant',
  prefix: 'ten',
  path: '/tenants',
  icon: Network,
  group: 'settings',
  of: tenants.Tenant,
  list: tenants.listTenants,
  see: tenants.seeTenant,
  title: (item) => String(item.domain),
  columns: ['purpose', 'organization', 'country', 'currency', 'partnerId', 'isPrimary'],
  facts: ['purpose', 'organization', 'domain', 'country', 'currency', 'partnerId', 'isPrimary', 'createdAt'],
  filters: ['status', 'purpose'],
  commands: {
    linkLocation: { operation: tenants.linkLocation, choices: { partnerId: places } },
    unlink: { operation: tenants.unlinkTenant },
  },
  create: { operation: tenants.addTenant, choices: { country: countries } },
  createAlso: { operation: tenants.linkTenant, asksPath: ['domain'] },
};

const enrolment: Noun = {
  name: 'enrolment',
  prefix: 'enr',
  path: '/enrolments',
  icon: BadgeCheck,
  group: 'settings',
  of: enrolments.Enrolment,
  list: enrolments.listEnrolments,
  see: enrolments.seeEnrolment,
  title: organizationOf,
  columns: ['kind', 'agreementEdition', 'reviewSince', 'createdAt'],
  facts: [
    'organization',
    'kind',
    'agreementEdition',
    'mail',
    'mailedAt',
    'reviewSince',
    'ticketFrom',
    'reason',
    'note',
  ],
  filters: ['status', 'kind'],
  sorts: ['createdAt'],
  commands: {
    submit: { operation: enrolments.submitEnrolment },
    sendMailAgain: { operation: enrolments.sendEnrolmentMailAgain },
    check: { operation: enrolments.checkEnrolment, choices: { check: checks } },
    qualify: { operation: enrolments.qualifyEnrolment },
    hold: { operation: enrolments.holdEnrolment },
    resume: { operation: enrolments.resumeEnrolment },
    reject: { operation: enrolments.rejectEnrolment },
    restrict: { operation: enrolments.restrictEnrolment },
    suspend: { operation: enrolments.suspendEnrolment },
    reinstate: { operation: enrolments.reinstateEnrolment },
  },
  create: {
    operation: enrolments.startEnrolment,
    path: '/enrolments/new',
    choices: { organization: ownOrganizations },
  },
  // The operator reviews; the partner signs what is qualified.
  waiting: (me) => ({ status: runsCloud(me) ? 'pending' : 'qualified' }),
  below: { standing: () => import('./standing.tsx') },
};

const partnerAgreement: Noun = {
  name: 'partnerAgreement',
  prefix: 'pag',
  path: '/partner-agreements',
  icon: FileSignature,
  group: 'settings',
  of: agreements.PartnerAgreement,
  list: agreements.listPartnerAgreements,
  see: agreements.seePartnerAgreement,
  title: (item, { say }) => `${organizationOf(item)} – ${say.value('partnerAgreement', 'party', String(item.party))}`,
  columns: ['organization', 'region', 'edition', 'acceptedAt'],
  facts: ['organization', 'party', 'region', 'tenant', 'edition', 'acceptedAt', 'acceptedBy'],
  filters: ['party'],
  create: { operation: agreements.acceptPartnerAgreement, path: '/partner-agreements/new' },
};

export const organizations: Capability = {
  nouns: [organization, enrolment, location, tenant, partnerAgreement],
  entries: [
    {
      ...{ name: 'profile', path: '/profile', icon: BookUser, group: 'settings', isFirst: true },
      operation: profile.seeOrganization,
    },
    {
      name: 'vetting',
      path: '/reseller-vetting',
      icon: ShieldCheck,
      group: 'settings',
      operation: agreements.listResellerVetting,
    },
    { name: 'directory', path: '/providers', icon: Store, group: 'relations', operation: directory.listProviders },
    { name: 'regions', path: '/regions', icon: Globe, group: 'settings', operation: directory.listRegions },
  ],
  pages: {
    '/profile': () => import('./profile.tsx'),
    '/enrolments/new': () => import('./enrol.tsx'),
    '/partner-agreements/new': () => import('./sign.tsx'),
    '/reseller-vetting': () => import('./vetting.tsx'),
    '/providers': () => import('./providers.tsx'),
    '/regions': () => import('./regions.tsx'),
  },
  openPages: { '/enrolment-links/$token': () => import('./confirm.tsx') },
};
