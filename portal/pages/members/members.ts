// How the people of an organization are listed, shown and commanded; their roles are offered with what each can do.
import { Users } from 'lucide-react';
import * as contract from '../../../contract/members.ts';
import type { Capability } from '../../capability.ts';
import { guestRoles, rolesToGive } from './role-choices.ts';

export const members: Capability = {
  nouns: [
    {
      name: 'member',
      prefix: 'mem',
      path: '/members',
      icon: Users,
      group: 'settings',
      of: contract.Member,
      list: contract.listMembers,
      see: contract.seeMember,
      title: ({ displayName, name, user }) => String(displayName ?? name ?? user),
      columns: ['name', 'roles', 'isGuest', 'createdAt'],
      facts: ['name', 'organization', 'roles', 'isGuest', 'suspendedBy', 'suspensionReason', 'createdAt'],
      filters: ['status', 'role'],
      sorts: ['name', 'createdAt'],
      isSearchable: true,
      commands: {
        changeRoles: {
          operation: contract.changeRoles,
          start: ({ roles }) => ({ roles }),
          choices: { roles: rolesToGive },
        },
        resetPassword: { operation: contract.resetMemberPassword },
        suspend: { operation: contract.suspendMember },
        reinstate: { operation: contract.reinstateMember },
        remove: { operation: contract.removeMember },
        erase: { operation: contract.eraseMember, isIrreversible: true },
      },
      create: { operation: contract.addMember, choices: { roles: rolesToGive } },
      createAlso: { operation: contract.addGuest, choices: { roles: guestRoles } },
      below: { roles: () => import('./what-roles-can-do.tsx') },
    },
  ],
};
