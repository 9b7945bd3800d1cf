// Our promise about relationships: which partner may sell to which tenant, and under which name it keeps the customer.
import { type Static, Type } from 'typebox';
import {
  body,
  Country,
  command,
  Email,
  Identifier,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  shown,
  Text,
  view,
} from '../operation.ts';
import { Address } from '../organizations/profile.ts';
import { Tenant } from '../organizations/tenants.ts';

export const Relationship = noun(['active'], {
  partner: open(Party),
  customer: open(Party),
  tenantId: open(Type.String()),
  /** The partner sells here without a reseller, or with the resellers named; as a reseller, through the providers. */
  isDirect: open(Type.Boolean()),
  resellers: open(Type.Array(Party)),
  providers: open(Type.Array(Party)),
  origin: open(Type.Enum(['invited', 'created', 'extended'])),
  since: open(Instant()),
  /** How the partner lists and bills this customer; in the tenant nothing changes by it (REL-054). */
  customerName: open(Type.String()),
  invitationId: only('commercial', OrNull(Type.String())),
  acceptedBy: only('personal', Type.String()),
});
export type Relationship = Static<typeof Relationship>;

export const listRelationships = list({
  name: 'relationship.list',
  path: '/api/v1/relationships',
  summary: 'Your customers, or your partners if you are the customer.',
  exportedBy: 'relationship.export',
  of: Relationship,
  filters: {
    status: Type.Optional(Type.Enum(['active'])),
    tenantId: Type.Optional(Identifier()),
    /** Shared customers of a partnership, seen by the provider or by the reseller (REL-026). */
    resellerId: Type.Optional(Identifier()),
    providerId: Type.Optional(Identifier()),
    origin: Type.Optional(Type.Enum(['invited', 'created', 'extended'])),
    /** Only your customers, or only your partners, where you have both. */
    as: Type.Optional(Type.Enum(['partner', 'customer'])),
  },
});
export const seeRelationship = view({
  name: 'relationship.see',
  path: '/api/v1/relationships/{id}',
  summary: 'One relationship between partner and customer.',
  answer: shown(Relationship),
});
export const createRelationship = command({
  name: 'relationship.create',
  path: '/api/v1/relationships',
  summary: 'Create a new customer with its tenant and first global admin, whose temporary password is shown once.',
  status: 201,
  isIrreversible: true,
  body: body({
    /** As it is registered (REL-051). */
    companyName: Text(200, 2),
    confirmsLegalName: Type.Boolean(),
    country: Country(),
    address: Address,
    contact: body({
      firstName: Text(100),
      lastName: Text(100),
      mail: Email(),
      phone: Type.Optional(Text(30)),
    }),
    registrationNumber: Type.Optional(Text(40)),
    /** The tenant's first domain is this name under the host of the cloud; it never changes (REL-051). */
    domainPrefix: Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{1,38}[a-z0-9])$', examples: ['daram'] }),
    admin: body({
      /** What the first global admin signs in with. */
      name: Email(),
      displayName: Text(100),
      language: Type.Optional(Type.Enum(['en', 'ko', 'zh-CN'])),
    }),
    /** A provider says for which of its resellers the customer is, or for none (REL-052). */
    resellerId: Type.Optional(Identifier()),
  }),
  answer: Type.Object({
    relationship: shown(Relationship),
    tenant: shown(Tenant),
    /** To be handed to the customer now: no later answer has it (REL-050). */
    admin: Type.Object({ name: Type.String(), temporaryPassword: Type.String() }),
  }),
});
export type CreateRelationship = Static<(typeof createRelationship)['body']>;
export const renameRelationship = command({
  name: 'relationship.rename',
  path: '/api/v1/relationships/{id}/rename',
  summary: 'Change under which name you list and bill this customer.',
  body: body({ customerName: Text(200) }),
  answer: shown(Relationship),
});
export const extendRelationship = command({
  name: 'relationship.extend',
  path: '/api/v1/relationships/{id}/extend',
  summary: 'Add one of your providers to a customer that you have sold to directly until now.',
  who: 'person',
  body: body({ providerId: Identifier(), hasCustomerConsent: Type.Boolean() }),
  answer: shown(Relationship),
});
export const operations = [
  listRelationships,
  createRelationship,
  seeRelationship,
  renameRelationship,
  extendRelationship,
];
