// The way in for an organization that is not here yet: two pages for anyone.
import type { Capability } from '../../capability.ts';

export const signups: Capability = {
  nouns: [],
  openPages: {
    '/sign-up': () => import('./start.tsx'),
    '/sign-up/$token': () => import('./go-on.tsx'),
  },
};
