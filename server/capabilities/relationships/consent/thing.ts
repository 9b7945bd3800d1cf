// A consent put together: table, life cycle, sides, and how it is shown.
import { Consent } from '../../../../contract/relationships/consents.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import { path, purpose } from '../invitation/thing.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const consents: Thing<state.Consent, typeof state.lifecycle> = {
  name: 'consent',
  table: 'consents',
  lifecycle: state.lifecycle,
  through: { accept: 'invitation.accept', decline: 'invitation.decline', passOn: 'invitation.passOn' },
  sides: state.sides,
  contract: Consent,
  ...rows,
  show: (consent, { party, partyOrNull, link }) =>
    ({
      id: consent.id,
      status: consent.status,
      version: consent.version,
      partner: party(consent.partner),
      provider: partyOrNull(consent.provider),
      customer: party(consent.customer),
      tenantId: consent.tenant,
      link: link(path, { purpose, of: consent.invitation }),
      openedAt: consent.openedAt.toISOString(),
      expiresAt: instantOrNull(consent.expiresAt),
      answeredAt: instantOrNull(consent.answeredAt),
      openedBy: consent.openedBy,
      answeredBy: consent.answeredBy,
    }) satisfies Consent,
  listing: {
    sort: { openedAt: '-opened_at' },
    filters: { status: 'status', tenantId: 'tenant_id', invitationId: 'invitation_id' },
  },
};
