// What may be answered in forms about organizations: countries and checks of this cloud, places, organizations.
import { seeSession } from '../../../contract/identity.ts';
import type { Answer } from '../../../contract/operation.ts';
import { listRegions } from '../../../contract/organizations/directory.ts';
import { listLocations } from '../../../contract/organizations/locations.ts';
import { listOrganizations } from '../../../contract/organizations/profile.ts';
import type { Choices } from '../../capability.ts';
import { checksHere } from './checks-here.ts';

/** A country is named by the form itself, in the language of the page. */
export const countries: Choices = {
  operation: listRegions,
  of: ({ items }: Answer<typeof listRegions>) =>
    items.flatMap((region) => region.countries.map(({ country }) => ({ value: country, label: country }))),
};

type Locations = Answer<typeof listLocations>;
/** ACT-011: only locations sell, and each company from its own (ACT-020); a global account is not offered. */
export const places: Choices = {
  operation: listLocations,
  query: ({ me }) => ({
    ...{ status: 'active', kind: 'location', limit: '200' },
    ...(me.organization && { organization: me.organization }),
  }),
  of: ({ items }: Locations) =>
    items.map(({ partnerId, name }) => ({ value: partnerId, label: `${partnerId} – ${name}` })),
};

type Organizations = Answer<typeof listOrganizations>;
export const ownOrganizations: Choices = {
  operation: listOrganizations,
  query: () => ({ status: 'active', limit: '500' }),
  of: ({ items }: Organizations) => items.map(({ id, name }) => ({ value: id, label: name })),
};

/** Some clouds look at more than others (CLD-004, CLD-005). */
export const checks: Choices = {
  operation: seeSession,
  of: ({ cloud }: Answer<typeof seeSession>, { say }) =>
    checksHere(cloud.features).map((value) => ({ value, label: say.value('enrolment', 'check', value) })),
};
