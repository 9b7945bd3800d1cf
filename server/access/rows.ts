// Who may do what, all rooms together: made by `npm run generate` from what lies there.
import { agreements } from './rows/agreements.ts';
import { catalog } from './rows/catalog.ts';
import { claims } from './rows/claims.ts';
import { events } from './rows/events.ts';
import { identity } from './rows/identity.ts';
import { jobs } from './rows/jobs.ts';
import { members } from './rows/members.ts';
import { merges } from './rows/merges.ts';
import { notices } from './rows/notices.ts';
import { orders } from './rows/orders.ts';
import { organizations } from './rows/organizations.ts';
import { partnerships } from './rows/partnerships.ts';
import { relationships } from './rows/relationships.ts';
import { signups } from './rows/signups.ts';
import { subscriptions } from './rows/subscriptions.ts';
import { webhooks } from './rows/webhooks.ts';

export const rows = {
  ...agreements,
  ...catalog,
  ...claims,
  ...events,
  ...identity,
  ...jobs,
  ...members,
  ...merges,
  ...notices,
  ...orders,
  ...organizations,
  ...partnerships,
  ...relationships,
  ...signups,
  ...subscriptions,
  ...webhooks,
} as const;
