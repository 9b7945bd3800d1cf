// The partner agreement put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/organizations/agreements.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const partnerAgreements: Thing<state.PartnerAgreement, typeof state.lifecycle> = {
  name: 'partnerAgreement',
  table: 'partner_agreements',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.PartnerAgreement,
  ...rows,
  show: ({ organization, acceptedAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      acceptedAt: acceptedAt.toISOString(),
    }) satisfies contract.PartnerAgreement,
  listing: {
    sort: { acceptedAt: '-accepted_at' },
    filters: { party: 'party', tenant: 'tenant_id', organization: 'organization_id' },
  },
};
