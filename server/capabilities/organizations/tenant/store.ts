// How a tenant stands in its row.
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Tenant } from './state.ts';

export const rows = rowsOf<Tenant>({
  organization: 'organization_id',
  purpose: 'purpose',
  domain: 'domain',
  country: 'country',
  currency: 'currency',
  isPrimary: 'is_primary',
  partnerId: 'partner_id',
  createdAt: 'created_at',
});
