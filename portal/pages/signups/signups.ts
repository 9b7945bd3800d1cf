// Getting in: the sign-up page, the page behind its mail, and for the operator how far sign-ups have come.
import { DoorOpen } from 'lucide-react';
import * as contract from '../../../contract/signups.ts';
import type { Capability } from '../../capability.ts';

export const signups: Capability = {
  nouns: [],
  lists: [
    {
      name: 'signup',
      path: '/sign-ups',
      icon: DoorOpen,
      group: 'program',
      of: contract.Signup,
      list: contract.listSignups,
      title: ({ organizationName }) => String(organizationName),
      columns: ['country', 'domain', 'mail', 'displayName', 'createdAt', 'expiresAt'],
      filters: ['status'],
      sorts: ['createdAt'],
    },
  ],
  openPages: {
    '/sign-up': () => import('./begin.tsx'),
    '/sign-up/$token': () => import('./go-on.tsx'),
  },
};
