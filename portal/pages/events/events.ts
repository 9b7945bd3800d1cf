// What happened and what was agreed to: two pages of their own, and two views of every thing.
import { History, ReceiptText } from 'lucide-react';
import { listActivity, listReceipts } from '../../../contract/events.ts';
import type { Capability, Tab } from '../../capability.ts';

export const events: Capability = {
  nouns: [],
  entries: [
    { name: 'activity', path: '/activity', icon: History, group: 'work', operation: listActivity },
    { name: 'receipts', path: '/receipts', icon: ReceiptText, group: 'work', operation: listReceipts },
  ],
  pages: {
    '/activity': () => import('./activity.tsx'),
    '/receipts': () => import('./receipts.tsx'),
    '/receipts/$event': () => import('./receipt.tsx'),
  },
};

export const story: Readonly<Record<string, Tab>> = {
  activity: { operation: listActivity, page: () => import('./activity-of.tsx') },
  receipts: { operation: listReceipts, page: () => import('./receipts-of.tsx') },
};
