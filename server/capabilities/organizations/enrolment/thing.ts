// The enrolment put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/organizations/enrolments.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

const shownCheck = ({ documents, ...check }: state.Check) => ({
  ...check,
  ...(documents && { documents: [...documents] }),
});

export const enrolments: Thing<state.Enrolment, typeof state.lifecycle> = {
  name: 'enrolment',
  table: 'enrolments',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Enrolment,
  ...rows,
  show: ({ id, status, version, kind, agreementEdition, reason, note, mail, phone, checks, ...rest }, { party }) =>
    ({
      ...{ id, status, version, kind, agreementEdition, reason, note, mail, phone },
      organization: party(rest.organization),
      checks: {
        email: shownCheck(checks.email),
        employment: shownCheck(checks.employment),
        business: shownCheck(checks.business),
        ...(checks.eligibility && { eligibility: shownCheck(checks.eligibility) }),
        ...(checks.credit && { credit: shownCheck(checks.credit) }),
        ...(checks.phone && { phone: shownCheck(checks.phone) }),
      },
      eligibility: rest.eligibility,
      mailedAt: instantOrNull(rest.mailedAt),
      reviewSince: instantOrNull(rest.reviewSince),
      ticketFrom: instantOrNull(rest.ticketFrom),
      createdAt: rest.createdAt.toISOString(),
    }) satisfies contract.Enrolment,
  listing: {
    sort: { createdAt: '-created_at' },
    filters: { status: 'status', kind: 'kind', organization: 'organization_id' },
  },
};
