// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Noun } from './capability.ts';
import { catalog } from './pages/catalog/catalog.ts';
import { orders } from './pages/orders/orders.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';
import { subscriptions } from './pages/subscriptions/subscriptions.ts';

export const capabilities: readonly Capability[] = [partnerships, catalog, orders, subscriptions];
export const nouns: readonly Noun[] = capabilities.flatMap((one) => one.nouns);
export const entries: readonly Entry[] = capabilities.flatMap((one) => [...one.nouns, ...(one.entries ?? [])]);
