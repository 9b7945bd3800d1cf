// All that the portal can list, show and do: navigation, search and the work queue walk this list.
import type { Capability, Entry, Noun } from './capability.ts';
import { partnerships } from './pages/partnerships/partnerships.ts';

export const capabilities: readonly Capability[] = [partnerships];
export const nouns: readonly Noun[] = capabilities.flatMap((one) => one.nouns);
export const entries: readonly Entry[] = capabilities.flatMap((one) => one.entries ?? []);
