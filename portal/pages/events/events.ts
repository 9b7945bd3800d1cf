// What happened, what was agreed to, and where the log is proven: pages of their own, and two views of every thing.
import { History, Link2, ReceiptText } from 'lucide-react';
import { listActivity, listReceipts, seeHead } from '../../../contract/events.ts';
import type { Capability, Tab } from '../../capability.ts';

export const events: Capability = {
  nouns: [],
  entries: [
    { name: 'activity', path: '/activity', icon: History, group: 'records', operation: listActivity },
    { name: 'receipts', path: '/receipts', icon: ReceiptText, group: 'records', operation: listReceipts },
    { name: 'heads', path: '/log-verification', icon: Link2, group: 'records', operation: seeHead },
  ],
  pages: {
    '/activity': () => import('./activity.tsx'),
    '/receipts': () => import('./receipts.tsx'),
    '/receipts/$event': () => import('./receipt.tsx'),
    '/log-verification': () => import('./heads.tsx'),
  },
};

export const story: Readonly<Record<string, Tab>> = {
  activity: { operation: listActivity, page: () => import('./activity-of.tsx') },
  receipts: { operation: listReceipts, page: () => import('./receipts-of.tsx') },
};
