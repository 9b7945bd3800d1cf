// Our promise about relationships: which partner may sell to which tenant, and under which name it keeps the customer.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
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
  of: Relationship,
  filters: {
    status: Type.Optional(Type.Enum(['active'])),
    tenantId: Type.Optional(Identifier()),
    /** Shared customers of a partnership, seen by the provider or by the reseller (REL-026). */
    resellerId: Type.Optional(Identifier()),
    providerId: Type.Optional(Identifier()),
    origin: Type.Optional(Type.Enum(['invited', 'created', 'extended'])),
  },
});
export const seeRelationship = view({
  name: 'relationship.see',
  path: '/api/v1/relationships/{id}',
  summary: 'One relationship between partner and customer.',
  answer: shown(Relationship),
});
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
export const operations = [listRelationships, seeRelationship, renameRelationship, extendRelationship];
