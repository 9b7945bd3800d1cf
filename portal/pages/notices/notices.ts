// Mails as the operator sees them wait, and as the workbench keeps them to be read.
import { Mailbox, Send } from 'lucide-react';
import * as contract from '../../../contract/notices.ts';
import type { Capability } from '../../capability.ts';

export const notices: Capability = {
  nouns: [],
  entries: [
    { name: 'outgoing', path: '/outgoing-mail', icon: Send, group: 'program', operation: contract.seeMailbox },
    { name: 'mailbox', path: '/mailbox', icon: Mailbox, group: 'workbench', isOfWorkbench: true },
  ],
  pages: { '/outgoing-mail': () => import('./outgoing.tsx') },
  openPages: { '/mailbox': () => import('./mailbox.tsx') },
};
