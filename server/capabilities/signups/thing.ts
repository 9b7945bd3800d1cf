// The sign-up put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/signups.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const signups: Thing<state.Signup, typeof state.lifecycle> = {
  name: 'signup',
  table: 'signups',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Signup,
  ...rows,
  show: ({ tokenHash: _tokenHash, language: _language, createdAt, expiresAt, ...same }) =>
    ({
      ...same,
      recordName: state.recordNameOf(same.domain),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }) satisfies contract.Signup,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};
