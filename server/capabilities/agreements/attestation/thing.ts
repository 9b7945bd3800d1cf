// An attestation put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/agreements.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const purpose = 'attestation';
const path = '/attestation-links';

export const attestations: Thing<state.Attestation, typeof state.lifecycle> = {
  name: 'attestation',
  table: 'attestations',
  lifecycle: state.lifecycle,
  through: { use: 'customerAgreement.create' },
  sides: state.sides,
  contract: contract.Attestation,
  ...rows,
  show: (attestation, { party, link }) =>
    ({
      id: attestation.id,
      status: attestation.status,
      version: attestation.version,
      partner: party(attestation.partner),
      edition: attestation.edition,
      createdAt: attestation.createdAt.toISOString(),
      expiresAt: attestation.expiresAt.toISOString(),
      confirmedAt: instantOrNull(attestation.confirmedAt),
      language: attestation.language,
      textHash: attestation.textHash,
      customer: party(attestation.customer),
      tenantId: attestation.tenant,
      agreementId: attestation.agreement,
      link: link(path, { purpose, of: attestation.id }),
      returnUrl: attestation.returnUrl,
      signer: attestation.signer,
      createdBy: attestation.createdBy,
    }) satisfies contract.Attestation,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', tenantId: 'tenant_id' } },
};
