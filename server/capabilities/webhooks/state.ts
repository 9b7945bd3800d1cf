// An organization has events sent to an address of its own, signed with a secret that only the two know.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type Webhook = {
  id: Id<'whk'>;
  version: number;
  /** Suspended by the house, because the address failed too often in a row. */
  status: 'active' | 'paused' | 'suspended' | 'removed';
  organization: string;
  url: string;
  types: readonly string[];
  /** Counts the secrets; the secret itself is made from it and stored nowhere. */
  secretEdition: number;
  secretSince: Date;
  createdBy: string;
  createdAt: Date;
};

export const sides = { organization: 'organization_id' } as const;

export const lifecycle = {
  create: { from: ['nothing'], to: ['active'], emits: ['webhook.created'] },
  ping: { from: ['active'], to: ['active'], emits: ['webhook.pinged'] },
  pause: { from: ['active', 'suspended'], to: ['paused'], emits: ['webhook.paused'] },
  resume: { from: ['paused', 'suspended'], to: ['active'], emits: ['webhook.resumed'] },
  redeliver: { from: ['active'], to: ['active'], emits: ['webhook.redelivered'] },
  suspend: { from: ['active'], to: ['suspended'], emits: ['webhook.suspended'] },
  changeSecret: {
    from: ['active', 'paused', 'suspended'],
    to: ['active', 'paused', 'suspended'],
    emits: ['webhook.secretChanged'],
  },
  remove: { from: ['active', 'paused', 'suspended'], to: ['removed'], emits: ['webhook.removed'] },
} as const satisfies Lifecycle<Webhook>;

export const webhooksMax = 20;
/** This many failed tries in a row, over whatever deliveries, suspend a webhook. */
export const failuresMax = 20;
export const oldSecretHours = 24;

export const refusals = {
  webhook_address_invalid: { kind: 'invalid' },
  webhook_address_not_public: { kind: 'limit' },
  webhook_limit_reached: { kind: 'limit' },
  nothing_to_redeliver: { kind: 'conflict' },
} as const satisfies Refusals;
