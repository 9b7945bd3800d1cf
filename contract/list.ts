// All operations of our API: OpenAPI, the client, the CLI and the tests walk this list.

import { operations as agreements } from './agreements.ts';
import { operations as catalog } from './catalog.ts';
import { operations as claims } from './claims.ts';
import { operations as events } from './events.ts';
import { operations as identity } from './identity.ts';
import { operations as jobs } from './jobs.ts';
import { operations as members } from './members.ts';
import { operations as merges } from './merges.ts';
import { operations as notices } from './notices.ts';
import type { Operation } from './operation.ts';
import { operations as orders } from './orders.ts';
import { operations as organizations } from './organizations.ts';
import { operations as partnerships } from './partnerships.ts';
import { operations as relationships } from './relationships.ts';
import { operations as signups } from './signups.ts';
import { operations as subscriptions } from './subscriptions.ts';
import { operations as webhooks } from './webhooks.ts';

export const operations: readonly Operation[] = [
  ...agreements,
  ...catalog,
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
  ...claims,
  ...subscriptions,
  ...webhooks,
];
