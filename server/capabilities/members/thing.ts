// Members put together: table, life cycle, sides, and how they are shown.
import sql from 'sql-template-tag';
import * as contract from '../../../contract/members.ts';
import type { Role } from '../../access/roles.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const members: Thing<state.Member, typeof state.lifecycle> = {
  name: 'member',
  table: 'members',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Member,
  ...rows,
  show: ({ organization, roles: held, createdAt, ...member }, { party }) =>
    ({
      ...member,
      organization: party(organization),
      roles: held as Role[],
      createdAt: createdAt.toISOString(),
    }) satisfies contract.Member,
  listing: {
    sort: { name: 'name', createdAt: '-created_at' },
    filters: { status: 'status', role: (role) => sql`${role} = any(t.roles)` },
    search: 'name',
  },
};
