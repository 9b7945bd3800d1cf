// How partnerships and their links are listed, shown and commanded.
import { Handshake, MailPlus } from 'lucide-react';
import * as contract from '../../../contract/partnerships.ts';
import { type Capability, type Item, shapedAs } from '../../capability.ts';

const other = (item: Item, organization: string | null) => {
  const { provider, reseller } = shapedAs(contract.Partnership, item);
  return provider.id === organization ? reseller : provider;
};

export const partnerships: Capability = {
  nouns: [
    {
      name: 'partnership',
      group: 'relations',
      prefix: 'par',
      path: '/partnerships',
      icon: Handshake,
      of: contract.Partnership,
      list: contract.listPartnerships,
      see: contract.seePartnership,
      title: (item, { me }) => other(item, me.organization).name,
      columns: ['provider', 'reseller', 'since'],
      facts: ['provider', 'reseller', 'since', 'approvedBy'],
      below: { shared: () => import('./shared.tsx') },
    },
    {
      name: 'partnershipInvitation',
      group: 'relations',
      prefix: 'pin',
      path: '/partnership-invitations',
      icon: MailPlus,
      of: contract.PartnershipInvitation,
      list: contract.listPartnershipInvitations,
      see: contract.seePartnershipInvitation,
      title: (item, { say }) => say.moment(String(item.createdAt)),
      columns: ['createdAt', 'expiresAt', 'reusable', 'uses', 'createdBy'],
      facts: ['createdAt', 'expiresAt', 'reusable', 'uses', 'createdBy'],
      filters: ['status'],
      sorts: ['createdAt'],
      commands: { revoke: { operation: contract.revokePartnershipInvitation } },
      create: { operation: contract.createPartnershipInvitation, path: '/partnership-invitations/new' },
      waiting: { status: 'open' },
      below: { draft: () => import('./draft.tsx') },
    },
  ],
  pages: { '/partnership-invitations/new': () => import('./invite.tsx') },
  openPages: { '/partnership-links/$token': () => import('./answer.tsx') },
};
