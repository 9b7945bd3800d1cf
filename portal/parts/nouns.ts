// The kinds of things that the portal knows, for parts that meet a thing by the name of its kind.
import { createContext, use } from 'react';
import type { Entry, Noun } from '../capability.ts';

export const Nouns = createContext<readonly Noun[]>([]);
/** Pages of the navigation that are no lists. */
export const Entries = createContext<readonly Entry[]>([]);
export const useEntries = (): readonly Entry[] => use(Entries);
export const useNouns = (): readonly Noun[] => use(Nouns);
