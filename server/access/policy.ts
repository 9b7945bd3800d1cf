// Who may do what and who sees what: one row per command and view, one file of rows per room.
import type { Rows, Side } from './grant.ts';
import { rows } from './rows.ts';

export type { Delegable, Grant, Side } from './grant.ts';

export const policy = rows satisfies Rows;
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
