// Mails as they wait or are kept by the workbench, and the links that people reported to the operator.
import { Bell, Flag, Mailbox, Send } from 'lucide-react';
import * as contract from '../../../contract/notices.ts';
import type { Capability } from '../../capability.ts';

export const notices: Capability = {
  nouns: [
    {
      name: 'linkReport',
      group: 'program',
      prefix: 'lrp',
      path: '/link-reports',
      icon: Flag,
      of: contract.LinkReport,
      list: contract.listLinkReports,
      see: contract.seeLinkReport,
      title: ({ inviter }) => (inviter as { name: string }).name,
      columns: ['kind', 'reason', 'times', 'reportedAt'],
      facts: [
        ...['inviter', 'kind', 'linkId', 'reason', 'note', 'times', 'reportedAt', 'reportedBy'],
        ...['answer', 'settledAt', 'settledBy'],
      ],
      filters: ['status', 'kind'],
      sorts: ['reportedAt'],
      commands: { settle: { operation: contract.settleLinkReport } },
      waiting: { status: 'open' },
      waitsFor: contract.settleLinkReport,
    },
  ],
  entries: [
    { name: 'notifications', path: '/notifications', icon: Bell, group: 'settings' },
    { name: 'outgoing', path: '/outgoing-mail', icon: Send, group: 'program', operation: contract.seeMailbox },
    { name: 'mailbox', path: '/mailbox', icon: Mailbox, group: 'workbench', isOfWorkbench: true },
  ],
  pages: {
    '/outgoing-mail': () => import('./outgoing.tsx'),
    '/notifications': () => import('./notifications.tsx'),
  },
  openPages: {
    '/mailbox': () => import('./mailbox.tsx'),
    '/notification-links/$token': () => import('./confirm-address.tsx'),
  },
};
