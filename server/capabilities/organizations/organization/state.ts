// A company that takes part, or the body that runs the cloud: its profile, and the region it belongs to.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export type Address = { street: string; city: string; province?: string; postalCode?: string };
export type Contact = { firstName: string; lastName: string; mail: string; phone?: string };
export type SupportProfile = { site: string; mail: string; phone: string };
type DirectoryOffer = 'training' | 'technicalHelp' | 'marketing' | 'financing' | 'creditTerms';
/** What the public directory says of a provider; the operator writes it (REL-025). */
export type DirectoryEntry = { summary: string; offers: readonly DirectoryOffer[] };

export type Organization = {
  id: Id<'org'>;
  version: number;
  status: 'active' | 'closed';
  /** Its own id, which is the side it stands on. */
  organization: string;
  kind: 'company' | 'operator';
  /** The legal name, exactly as it is registered (ACT-035). */
  name: string;
  country: string;
  address: Address | null;
  contact: Contact | null;
  support: SupportProfile | null;
  registrationNumber: string | null;
  directory: DirectoryEntry | null;
  createdAt: Date;
};

export const sides = { organization: 'id' } as const;
export const lifecycle = {
  register: { from: ['nothing'], to: ['active'], emits: ['organization.registered'] },
  change: { from: ['active'], to: ['active'], emits: ['organization.changed'] },
  rename: { from: ['active'], to: ['active'], emits: ['organization.renamed'] },
  describe: { from: ['active'], to: ['active'], emits: ['organization.described'] },
  close: { from: ['active'], to: ['closed'], emits: ['organization.closed'] },
} as const satisfies Lifecycle<Organization>;

type Regions = { regions: Readonly<Record<string, string>> };
type Currencies = {
  currencies: { byRegion: Readonly<Record<string, string>>; byCountry: Readonly<Record<string, string>> };
};
/** ACT-060: the region of a country; undefined where this cloud does not sell. */
export const regionOf = ({ regions }: Regions, country: string): string | undefined => regions[country];
export const maySellIn = (cloud: Regions, from: string, to: string): boolean =>
  regionOf(cloud, from) !== undefined && regionOf(cloud, from) === regionOf(cloud, to);
/** ACT-062: what is billed in a country. */
export const currencyOf = ({ regions, currencies }: Regions & Currencies, country: string): string | undefined =>
  currencies.byCountry[country] ?? currencies.byRegion[regions[country] ?? ''];
