// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Listed, Noun } from './capability.ts';
import { agreements } from './pages/agreements/agreements.ts';
import { catalog } from './pages/catalog/catalog.ts';
import { claims } from './pages/claims/claims.ts';
import { events, story } from './pages/events/events.ts';
import { apiClients } from './pages/identity/api-clients.ts';
import { supportViews } from './pages/identity/support-views.ts';
import { jobs } from './pages/jobs/jobs.ts';
import { members } from './pages/members/members.ts';
import { merges } from './pages/merges/merges.ts';
import { notices } from './pages/notices/notices.ts';
import { orders } from './pages/orders/orders.ts';
import { organizations } from './pages/organizations/organizations.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';
import { customers } from './pages/relationships/relationships.ts';
import { signups } from './pages/signups/signups.ts';
import { subscriptions } from './pages/subscriptions/subscriptions.ts';
import { webhooks } from './pages/webhooks/webhooks.ts';

export const capabilities: readonly Capability[] = [
  customers,
  partnerships,
  orders,
  subscriptions,
  catalog,
  agreements,
  organizations,
  merges,
  members,
  apiClients,
  supportViews,
  webhooks,
  jobs,
  events,
  signups,
  claims,
  notices,
];
/** Whatever happens to a thing has its story and its receipts. */
export const nouns: readonly Noun[] = capabilities.flatMap((one) =>
  one.nouns.map((noun) => ({ ...noun, tabs: { ...noun.tabs, ...story } })),
);
export const lists: readonly (Listed & { path: `/${string}` })[] = capabilities.flatMap((one) => one.lists ?? []);
const asEntry = ({ name, path, icon, group = 'work', list, offeredTo = list }: (typeof lists)[number]): Entry => ({
  ...{ name, path, icon, group },
  operation: offeredTo,
});
export const entries: readonly Entry[] = [...lists.map(asEntry), ...capabilities.flatMap((one) => one.entries ?? [])];
