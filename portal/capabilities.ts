// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Listed, Noun } from './capability.ts';
import { catalog } from './pages/catalog/catalog.ts';
import { orders } from './pages/orders/orders.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';
import { subscriptions } from './pages/subscriptions/subscriptions.ts';

export const capabilities: readonly Capability[] = [partnerships, orders, subscriptions, catalog];
export const nouns: readonly Noun[] = capabilities.flatMap((one) => one.nouns);
export const lists: readonly (Listed & { path: `/${string}` })[] = capabilities.flatMap((one) => one.lists ?? []);
const asEntry = ({ name, path, icon, group = 'work', list }: (typeof lists)[number]): Entry => ({
  ...{ name, path, icon, group },
  operation: list,
});
export const entries: readonly Entry[] = [...lists.map(asEntry), ...capabilities.flatMap((one) => one.entries ?? [])];
