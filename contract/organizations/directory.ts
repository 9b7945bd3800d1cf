// Our promise about what anyone may read: the directory of providers, and the regions with their currencies.
import { Type } from 'typebox';
import { Country, OrNull, Text, view } from '../operation.ts';
import { DirectoryEntry, SupportProfile } from './profile.ts';

const Provider = Type.Object({
  id: Type.String(),
  name: Type.String(),
  country: Type.String(),
  region: Type.String(),
  partnerId: OrNull(Type.String()),
  support: OrNull(SupportProfile),
  directory: OrNull(DirectoryEntry),
});
export const listProviders = view({
  name: 'provider.list',
  path: '/api/v1/providers',
  summary: 'The public directory of active providers, by name.',
  who: 'anyone',
  secondFactor: false,
  query: {
    region: Type.Optional(Text(100)),
    country: Type.Optional(Country()),
    search: Type.Optional(Text(200)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    after: Type.Optional(Text(600)),
  },
  answer: Type.Object({ items: Type.Array(Provider), next: OrNull(Type.String()) }),
});

const Region = Type.Object({
  name: Type.String(),
  /** Billing currency; a country of the region may differ. */
  currency: Type.String(),
  countries: Type.Array(Type.Object({ country: Country(), currency: Type.String() })),
});
export const listRegions = view({
  name: 'region.list',
  path: '/api/v1/regions',
  summary: 'The regions of this cloud: a partner sells only in that of its legal address.',
  who: 'anyone',
  secondFactor: false,
  answer: Type.Object({ items: Type.Array(Region) }),
});
export const operations = [listProviders, listRegions];
