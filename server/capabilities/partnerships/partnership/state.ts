// A reseller that approved a provider is its partner, and both list each other.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export type Partnership = {
  id: Id<'par'>;
  version: number;
  status: 'active';
  provider: string;
  reseller: string;
  invitation: string;
  approvedBy: string;
  since: Date;
};

export const sides = { provider: 'provider_id', reseller: 'reseller_id' } as const;

export const lifecycle = {
  establish: { from: ['nothing', 'active'], to: ['active'], emits: ['partnership.established'] },
} as const satisfies Lifecycle<Partnership>;
