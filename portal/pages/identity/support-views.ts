// Views of support: who of the operator saw what this organization sees, when and why; and the way to end one.
import { Eye } from 'lucide-react';
import * as contract from '../../../contract/identity/support-views.ts';
import type { Capability, Item } from '../../capability.ts';
import { ownOrganizations } from '../organizations/choices.ts';

export const supportViews: Capability = {
  nouns: [
    {
      name: 'supportView',
      prefix: 'sup',
      path: '/support-views',
      icon: Eye,
      group: 'settings',
      of: contract.SupportView,
      list: contract.listSupportViews,
      see: contract.seeSupportView,
      title: (item: Item) => (item.organization as { name: string }).name,
      columns: ['organization', 'person', 'begunAt', 'endsAt'],
      facts: ['organization', 'person', 'reason', 'begunAt', 'endsAt'],
      filters: ['status'],
      sorts: ['begunAt'],
      commands: { end: { operation: contract.endSupportView } },
      create: {
        operation: contract.beginSupportView,
        choices: { organization: ownOrganizations },
        isOffered: ({ sides }) => sides.includes('operator'),
      },
    },
  ],
};
