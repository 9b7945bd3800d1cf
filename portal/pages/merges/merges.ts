// How account merges are listed, shown and commanded: their list is the history of merges.
import { Merge } from 'lucide-react';
import * as contract from '../../../contract/merges.ts';
import { type Capability, shapedAs } from '../../capability.ts';

export const merges: Capability = {
  nouns: [
    {
      name: 'accountMerge',
      group: 'settings',
      prefix: 'mrg',
      path: '/account-merges',
      icon: Merge,
      of: contract.AccountMerge,
      list: contract.listAccountMerges,
      see: contract.seeAccountMerge,
      title: (item, { me }) => {
        const { initiator, invitee } = shapedAs(contract.AccountMerge, item);
        return (initiator.id === me.organization ? invitee : initiator).name;
      },
      columns: ['initiator', 'invitee', 'globalId', 'invitedAt', 'confirmedAt'],
      facts: [
        'initiator',
        'initiatorGlobalId',
        'invitee',
        'globalId',
        'invitedAt',
        'invitedBy',
        'expiresAt',
        'answeredAt',
        'answeredBy',
        'reason',
        'confirmedAt',
        'confirmedBy',
      ],
      filters: ['status'],
      sorts: ['invitedAt'],
      commands: {
        accept: { operation: contract.acceptAccountMerge },
        decline: { operation: contract.declineAccountMerge },
        confirm: { operation: contract.confirmAccountMerge, isIrreversible: true },
        withdraw: { operation: contract.withdrawAccountMerge },
      },
      create: { operation: contract.inviteToMerge },
      waiting: { waitsFor: 'you' },
      waitsFor: contract.acceptAccountMerge,
    },
  ],
};
