// How customers, partners, links to customers and their answers are listed, shown and commanded.
import { Building2, Forward, HeartHandshake, Link2, MailQuestion } from 'lucide-react';
import * as consents from '../../../contract/relationships/consents.ts';
import { listCustomers } from '../../../contract/relationships/customers.ts';
import * as invitations from '../../../contract/relationships/invitations.ts';
import * as relationships from '../../../contract/relationships/relationships.ts';
import { listSubscriptions } from '../../../contract/subscriptions.ts';
import type { Capability, Item, Noun, Standing, Tab } from '../../capability.ts';
import { partners } from './partner-choices.ts';

type Party = { id: string; name: string };
const nameOf = (item: Item, field: string): string => (item[field] as Party | null)?.name ?? '';
export const makesLinks = ({ sides, cloud }: Standing): boolean =>
  cloud.features.includes('resellerInvites') || !sides.includes('reseller') || sides.includes('provider');
/** REL-045, CLD-003: a reseller asks its provider, and some clouds take nobody new. */
const createsCustomers = ({ sides, cloud }: Standing): boolean =>
  cloud.features.includes('newCustomers') && (sides.includes('provider') || !sides.includes('reseller'));
const sold: Readonly<Record<string, Tab>> = {
  subscriptions: { operation: listSubscriptions, page: () => import('./subscriptions-of.tsx') },
};

const customer: Noun = {
  name: 'relationship',
  group: 'relations',
  prefix: 'rel',
  path: '/customers',
  icon: Building2,
  sides: ['partner', 'operator'],
  of: relationships.Relationship,
  list: relationships.listRelationships,
  see: relationships.seeRelationship,
  only: { as: 'partner' },
  exported: listCustomers,
  title: (item) => String(item.customerName),
  columns: ['customer', 'resellers', 'providers', 'origin', 'since'],
  columnsForOperator: ['partner'],
  facts: [
    'partner',
    'customer',
    'customerName',
    'isDirect',
    'resellers',
    'providers',
    'origin',
    'since',
    'acceptedBy',
    'tenantId',
  ],
  filters: ['origin', 'resellerId', 'providerId'],
  filterChoices: { resellerId: partners('reseller'), providerId: partners('provider') },
  sorts: ['since'],
  isSearchable: true,
  commands: {
    rename: {
      operation: relationships.renameRelationship,
      start: ({ customerName }) => ({ customerName }),
    },
    extend: { operation: relationships.extendRelationship, choices: { providerId: partners('provider') } },
  },
  create: { operation: invitations.createInvitation, path: '/invitations/new', isOffered: makesLinks },
  createAlso: { operation: relationships.createRelationship, path: '/customers/new', isOffered: createsCustomers },
  tabs: sold,
};

const yourPartner: Noun = {
  name: 'yourPartner',
  group: 'relations',
  prefix: 'rel',
  path: '/partners',
  icon: HeartHandshake,
  sides: ['customer'],
  of: relationships.Relationship,
  list: relationships.listRelationships,
  see: relationships.seeRelationship,
  only: { as: 'customer' },
  title: (item) => nameOf(item, 'partner'),
  columns: ['isDirect', 'resellers', 'providers', 'origin', 'since'],
  facts: ['partner', 'isDirect', 'resellers', 'providers', 'origin', 'since', 'acceptedBy', 'tenantId'],
  listPage: () => import('./partners.tsx'),
  tabs: sold,
};

const invitation: Noun = {
  name: 'invitation',
  group: 'relations',
  prefix: 'inv',
  path: '/invitations',
  icon: Link2,
  sides: ['partner'],
  of: invitations.Invitation,
  list: invitations.listInvitations,
  see: invitations.seeInvitation,
  title: ({ kind, createdAt }, { say }) =>
    say('relationships.title.invitation', {
      kind: say(`value.invitation.kind.${kind}`),
      at: say.moment(String(createdAt)),
    }),
  columns: ['partner', 'provider', 'acceptances', 'expiresAt', 'createdBy'],
  facts: ['kind', 'partner', 'provider', 'createdAt', 'expiresAt', 'forResellers', 'acceptances', 'createdBy'],
  filters: ['status', 'kind', 'isAccepted'],
  sorts: [],
  commands: { revoke: { operation: invitations.revokeInvitation } },
  create: { operation: invitations.createInvitation, path: '/invitations/new', isOffered: makesLinks },
  waiting: { status: 'open', isAccepted: 'false' },
  below: {
    send: () => import('./send.tsx'),
    answers: () => import('./answers.tsx'),
  },
};

const consent: Noun = {
  name: 'consent',
  group: 'relations',
  prefix: 'con',
  path: '/answers',
  icon: MailQuestion,
  sides: ['partner', 'customer'],
  of: consents.Consent,
  list: consents.listConsents,
  see: consents.seeConsent,
  title: (item, { me }) =>
    (item.customer as Party).id === me.organization ? nameOf(item, 'partner') : nameOf(item, 'customer'),
  columns: ['customer', 'partner', 'provider', 'openedAt', 'expiresAt', 'answeredAt'],
  facts: [
    ...['customer', 'partner', 'provider', 'openedAt', 'openedBy', 'expiresAt', 'answeredAt', 'answeredBy', 'tenantId'],
  ],
  filters: ['status'],
  sorts: ['openedAt'],
  waiting: { status: 'pending' },
  below: { answer: () => import('./to-answer.tsx') },
};

export const customers: Capability = {
  nouns: [customer, yourPartner, invitation, consent],
  entries: [
    {
      name: 'providerInvitations',
      path: '/provider-invitations',
      icon: Forward,
      group: 'relations',
      operation: invitations.forwardInvitations,
      sides: ['reseller'],
      isOffered: ({ cloud }) => !cloud.features.includes('resellerInvites'),
    },
  ],
  pages: {
    '/customers/new': () => import('./create.tsx'),
    '/invitations/new': () => import('./invite.tsx'),
    '/provider-invitations': () => import('./forward.tsx'),
  },
  openPages: { '/invitation-links/$token': () => import('./answer.tsx') },
};
