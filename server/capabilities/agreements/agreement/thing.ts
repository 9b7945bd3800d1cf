// A customer agreement put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/agreements.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const customerAgreements: Thing<state.CustomerAgreement, typeof state.lifecycle> = {
  name: 'customerAgreement',
  table: 'customer_agreements',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.CustomerAgreement,
  ...rows,
  show: ({ partner, customer, tenant, attestation, agreedAt, recordedAt, ...same }, { party }) =>
    ({
      ...same,
      attestationId: attestation,
      partner: party(partner),
      customer: party(customer),
      tenantId: tenant,
      agreedAt: agreedAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
    }) satisfies contract.CustomerAgreement,
  listing: {
    sort: { recordedAt: '-recorded_at' },
    filters: { tenantId: 'tenant_id', partnerId: 'partner_id', edition: 'edition', way: 'way' },
  },
};
