// How the links to resellers stand in their rows.
import { rowsOf } from '../../../platform/record/columns.ts';
import type { PartnershipInvitation } from './state.ts';

export const rows = rowsOf<PartnershipInvitation>({
  provider: 'provider_id',
  tokenHash: 'token_hash',
  reusable: 'reusable',
  uses: 'uses',
  createdBy: 'created_by',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
});
