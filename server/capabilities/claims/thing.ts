// The claim put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/claims.ts';
import type { Thing } from '../../platform/world/world.ts';
import { recordNameOf } from '../signups/state.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const adminClaims: Thing<state.AdminClaim, typeof state.lifecycle> = {
  name: 'adminClaim',
  table: 'admin_claims',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.AdminClaim,
  ...rows,
  show: ({ id, version, status, organization, person, domain, recordValue, createdAt, expiresAt }, { party }) =>
    ({
      ...{ id, version, status, person, domain, recordValue },
      organization: party(organization),
      recordName: recordNameOf(domain),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }) satisfies contract.AdminClaim,
};
