// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Noun } from './capability.ts';
import { events, story } from './pages/events/events.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';
import { customers } from './pages/relationships/relationships.ts';

export const capabilities: readonly Capability[] = [customers, partnerships, events];
/** Whatever happens to a thing has its story and its receipts. */
export const nouns: readonly Noun[] = capabilities.flatMap((one) =>
  one.nouns.map((noun) => ({ ...noun, tabs: { ...noun.tabs, ...story } })),
);
export const entries: readonly Entry[] = capabilities.flatMap((one) => one.entries ?? []);
