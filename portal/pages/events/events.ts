// Where the log is proven: the page of its signed end.
import { Link2 } from 'lucide-react';
import { seeHead } from '../../../contract/events.ts';
import type { Capability } from '../../capability.ts';

export const events: Capability = {
  nouns: [],
  entries: [{ name: 'heads', path: '/log-verification', icon: Link2, group: 'settings', operation: seeHead }],
  pages: { '/log-verification': () => import('./heads.tsx') },
};
