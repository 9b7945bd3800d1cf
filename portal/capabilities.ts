// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Noun } from './capability.ts';
import { agreements } from './pages/agreements/agreements.ts';
import { events } from './pages/events/events.ts';
import { apiClients } from './pages/identity/api-clients.ts';
import { jobs } from './pages/jobs/jobs.ts';
import { members } from './pages/members/members.ts';
import { notices } from './pages/notices/notices.ts';
import { organizations } from './pages/organizations/organizations.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';
import { webhooks } from './pages/webhooks/webhooks.ts';

export const capabilities: readonly Capability[] = [
  partnerships,
  agreements,
  organizations,
  members,
  apiClients,
  webhooks,
  jobs,
  events,
  notices,
];
export const nouns: readonly Noun[] = capabilities.flatMap((one) => one.nouns);
export const entries: readonly Entry[] = capabilities.flatMap((one) => one.entries ?? []);
