// Partner accounts: the global one of a company and the locations beneath it, each with a public number.
import type { Obstacle } from '../../../kernel/decision.ts';
import { obstacles } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import type { Address, Contact } from '../organization/state.ts';
import { refusals } from '../refusals.ts';

/** ACT-010: one global account per company, and location accounts directly beneath it; each has a public number. */
export type Location = {
  id: Id<'loc'>;
  version: number;
  status: 'active' | 'closed';
  kind: 'global' | 'location';
  /** Who runs it. */
  organization: string;
  /** ACT-020: beneath whose global account it lies since its company was merged; null beneath that of its own. */
  headquarters: string | null;
  number: number;
  name: string;
  legalEntity: string;
  country: string;
  address: Address;
  contact: Contact;
  createdAt: Date;
};

export const sides = { organization: 'organization_id', headquarters: 'headquarters_id' } as const;
export const lifecycle = {
  open: { from: ['nothing'], to: ['active'], emits: ['location.opened'] },
  add: { from: ['nothing'], to: ['active'], emits: ['location.added'] },
  change: { from: ['active'], to: ['active'], emits: ['location.changed'] },
  move: { from: ['active'], to: ['active'], emits: ['location.moved'] },
  merge: { from: ['active', 'closed'], to: ['active', 'closed'], emits: ['location.merged'] },
  close: { from: ['active'], to: ['closed'], emits: ['location.closed'] },
} as const satisfies Lifecycle<Location>;

const no = obstacles(refusals);

/** ACT-010: exactly one global account; what it is not fit for is refused where a location is needed (ACT-011). */
export function obstacleToUseOf(location: Location | undefined, partnerId: string | number): Obstacle | undefined {
  if (!location) return no('location_unknown', { partnerId });
  if (location.kind === 'global') return no('global_id_not_allowed', { partnerId });
  if (location.status !== 'active') return no('location_closed', { partnerId });
  return undefined;
}

/** ACT-020: a company that was merged has no global account of its own, and none again. */
export const isMerged = (locations: readonly Location[]): boolean =>
  locations.some(({ headquarters }) => headquarters !== null);
/** Has a partner account, its own or one beneath which its places lie. */
export const isInNetwork = (locations: readonly Location[]): boolean =>
  isMerged(locations) || locations.some(({ kind }) => kind === 'global');

/** ACT-063: an active location is needed in the country from which one sells. */
export const hasLocationIn = (locations: readonly Location[], country: string): boolean =>
  locations.some((one) => !obstacleToUseOf(one, one.number) && one.country === country);
