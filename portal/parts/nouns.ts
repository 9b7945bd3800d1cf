// The kinds of things that the portal knows, for parts that meet a thing by the name of its kind.
import { createContext, use } from 'react';
import type { Noun } from '../capability.ts';

export const Nouns = createContext<readonly Noun[]>([]);
export const useNouns = (): readonly Noun[] => use(Nouns);
