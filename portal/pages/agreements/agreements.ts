// How customer agreements are listed, attested by the partner that sells, and accepted by the customer itself.
import { FileCheck, FileQuestion } from 'lucide-react';
import * as contract from '../../../contract/agreements.ts';
import type { Answer } from '../../../contract/operation.ts';
import { listRelationships } from '../../../contract/relationships/relationships.ts';
import type { Capability, Choices, Item, Noun } from '../../capability.ts';
import { membershipOf } from '../../session.ts';

/** Whose agreement is attested: a tenant to which the partner sells. */
const customers: Choices = {
  operation: listRelationships,
  query: () => ({ limit: '500' }),
  of: ({ items }: Answer<typeof listRelationships>) =>
    items.map(({ tenantId, customerName }) => ({ value: tenantId, label: customerName })),
};
const editions: Choices = {
  operation: contract.readCustomerAgreement,
  query: ({ me }) => ({ country: membershipOf(me)?.organization.country ?? '' }),
  of: ({ edition, title }: contract.CustomerAgreementText) => [{ value: edition, label: `${edition} – ${title}` }],
};
const party = (item: Item, side: 'customer' | 'partner') => item[side] as { id: string; name: string };

const attestation: Noun = {
  name: 'attestation',
  group: 'relations',
  prefix: 'att',
  path: '/attestations',
  icon: FileQuestion,
  of: contract.Attestation,
  list: contract.listAttestations,
  see: contract.seeAttestation,
  title: (item, { me }) => party(item, party(item, 'customer').id === me.organization ? 'partner' : 'customer').name,
  columns: ['customer', 'edition', 'expiresAt', 'confirmedAt', 'createdBy'],
  facts: [
    ...['partner', 'customer', 'edition', 'createdAt', 'createdBy', 'expiresAt', 'confirmedAt', 'language', 'signer'],
    ...['returnUrl', 'agreementId'],
  ],
  filters: ['status'],
  create: {
    operation: contract.createAttestation,
    choices: { tenantId: customers, edition: editions },
    leadsTo: ({ id }) => ({ to: `/attestations/${id}` }),
    isOffered: ({ cloud }) => cloud.features.includes('customerAgreementInSystem'),
  },
  commands: {
    use: {
      operation: contract.createCustomerAgreement,
      leaves: ['attestationId', 'tenantId', 'edition'],
      start: ({ id, tenantId, edition }) => ({ attestationId: id, tenantId, edition }),
      leadsTo: ({ id }) => ({ to: `/customer-agreements/${id}` }),
    },
  },
  waiting: { status: 'confirmed' },
  waitsFor: contract.createCustomerAgreement,
  below: { link: () => import('./link.tsx') },
};

export const agreements: Capability = {
  nouns: [
    {
      name: 'customerAgreement',
      group: 'relations',
      prefix: 'cag',
      path: '/customer-agreements',
      icon: FileCheck,
      of: contract.CustomerAgreement,
      list: contract.listCustomerAgreements,
      see: contract.seeCustomerAgreement,
      title: (item, { me }) =>
        party(item, party(item, 'customer').id === me.organization ? 'partner' : 'customer').name,
      columns: ['partner', 'customer', 'way', 'edition', 'agreedAt'],
      facts: [
        'partner',
        'customer',
        'way',
        'edition',
        'country',
        'language',
        'agreedAt',
        'recordedAt',
        'signer',
        'recordedBy',
      ],
      filters: ['way'],
      create: {
        operation: contract.attestCustomerAgreement,
        choices: { tenantId: customers, edition: editions },
      },
      createAlso: { operation: contract.acceptCustomerAgreement, path: '/customer-agreements/new' },
    },
    attestation,
  ],
  pages: { '/customer-agreements/new': () => import('./accept.tsx') },
  openPages: { '/attestation-links/$token': () => import('./confirm.tsx') },
};
