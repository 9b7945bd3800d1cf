// Who may do what and who sees what: one row per command and view, one file of rows per room.
import type { Rows, Side } from './grant.ts';
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

export type { Delegable, Grant, Side } from './grant.ts';

export const policy = {
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
} as const satisfies Rows;
export type Action = keyof typeof policy;

export type FieldClass = 'public' | 'commercial' | 'cost' | 'personal' | 'secret';
/**
 * Which side sees which class of field; it holds for answers, lists, events, webhooks, previews and exports alike. A
 * customer sees what concerns it, except prices (AUD-004).
 */
export const seenBy = {
  public: [
    'organization',
    'headquarters',
    'initiator',
    'invitee',
    'provider',
    'reseller',
    'partner',
    'seller',
    'customer',
    'operator',
    'bearer',
  ],
  commercial: [
    'organization',
    'headquarters',
    'initiator',
    'invitee',
    'provider',
    'reseller',
    'partner',
    'seller',
    'operator',
  ],
  cost: ['organization', 'provider', 'partner', 'seller', 'operator'],
  personal: [
    'organization',
    'initiator',
    'invitee',
    'provider',
    'reseller',
    'partner',
    'seller',
    'customer',
    'operator',
  ],
  secret: [],
} as const satisfies Record<FieldClass, readonly Side[]>;
