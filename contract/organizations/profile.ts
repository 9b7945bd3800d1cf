// Our promise about organizations themselves: their profile, as its owner and the operator see it.
import { type Static, Type } from 'typebox';
import {
  body,
  Country,
  command,
  Email,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  shown,
  Text,
  view,
} from '../operation.ts';

export const Address = Type.Object(
  {
    street: Text(200),
    city: Text(100),
    /** The second part of its ISO 3166-2 code where we know the provinces of the country. */
    province: Type.Optional(Text(60)),
    postalCode: Type.Optional(Text(20)),
  },
  { additionalProperties: false },
);
export const Contact = Type.Object(
  { firstName: Text(100, 0), lastName: Text(100, 0), mail: Email(), phone: Type.Optional(Text(30)) },
  { additionalProperties: false },
);
export const SupportProfile = Type.Object(
  { site: Type.String({ format: 'uri', maxLength: 300 }), mail: Email(), phone: Text(30) },
  { additionalProperties: false },
);
const directoryOffers = ['training', 'technicalHelp', 'marketing', 'financing', 'creditTerms'] as const;
export const DirectoryEntry = Type.Object(
  {
    summary: Text(1000),
    offers: Type.Array(Type.Enum([...directoryOffers]), { maxItems: 5, uniqueItems: true }),
  },
  { additionalProperties: false },
);

export const Organization = noun(['active', 'closed'], {
  kind: open(Type.Enum(['company', 'operator'])),
  name: open(Type.String()),
  country: open(Country()),
  support: open(OrNull(SupportProfile)),
  directory: open(OrNull(DirectoryEntry)),
  createdAt: open(Instant()),
  address: only('commercial', OrNull(Address)),
  registrationNumber: only('commercial', OrNull(Type.String())),
  contact: only('personal', OrNull(Contact)),
});
export type Organization = Static<typeof Organization>;

export const registerOrganization = command({
  name: 'organization.register',
  path: '/api/v1/organizations',
  summary: 'Register an organization, as the operator.',
  status: 201,
  body: body({ name: Text(200), country: Country() }),
  answer: shown(Organization),
});
export const listOrganizations = list({
  name: 'organization.list',
  path: '/api/v1/organizations',
  summary: 'Your organization; for the operator all of them.',
  of: Organization,
  filters: {
    status: Type.Optional(Type.Enum(['active', 'closed'])),
    country: Type.Optional(Country()),
    kind: Type.Optional(Type.Enum(['company', 'operator'])),
  },
});
export const seeOrganization = view({
  name: 'organization.see',
  path: '/api/v1/organizations/{id}',
  summary: 'The profile of an organization.',
  answer: shown(Organization),
});
export const changeOrganization = command({
  name: 'organization.change',
  path: '/api/v1/organizations/{id}/change',
  summary: 'Change address, primary contact, support profile or registration number.',
  body: body({
    address: Type.Optional(Address),
    contact: Type.Optional(Contact),
    support: Type.Optional(SupportProfile),
    registrationNumber: Type.Optional(Text(40)),
  }),
  answer: shown(Organization),
});
export const renameOrganization = command({
  name: 'organization.rename',
  path: '/api/v1/organizations/{id}/rename',
  summary: 'Change the legal name; the business is verified again.',
  body: body({ name: Text(200) }),
  answer: shown(Organization),
});
export const describeOrganization = command({
  name: 'organization.describe',
  path: '/api/v1/organizations/{id}/describe',
  summary: 'Write what the public directory says of a provider, as the operator.',
  body: body({ directory: DirectoryEntry }),
  answer: shown(Organization),
});
export const closeOrganization = command({
  name: 'organization.close',
  path: '/api/v1/organizations/{id}/close',
  summary: 'Close an organization that no longer takes part, as the operator.',
  body: body({}),
  answer: shown(Organization),
});
export const operations = [
  registerOrganization,
  listOrganizations,
  seeOrganization,
  changeOrganization,
  renameOrganization,
  describeOrganization,
  closeOrganization,
];
