// How an organization stands in its row.
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { Organization } from './state.ts';

export const rows = rowsOf<Organization>(
  {
    organization: { column: 'id', isReadOnly: true },
    kind: 'kind',
    name: 'name',
    country: 'country',
    address: json('address'),
    contact: json('contact'),
    support: json('support'),
    registrationNumber: 'registration_number',
    directory: json('directory'),
    createdAt: 'created_at',
  },
  { name_lower: ({ name }) => name.toLowerCase() },
);
