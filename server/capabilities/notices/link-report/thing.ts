// A reported link put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/notices.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const linkReports: Thing<state.LinkReport, typeof state.lifecycle> = {
  name: 'linkReport',
  table: 'link_reports',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.LinkReport,
  ...rows,
  names: ({ inviter }) => [inviter],
  show: (report, { party }) =>
    ({
      id: report.id,
      status: report.status,
      version: report.version,
      kind: report.kind,
      linkId: report.link,
      inviter: party(report.inviter),
      reason: report.reason,
      note: report.note,
      reportedBy: report.reportedBy,
      times: report.times,
      reportedAt: report.reportedAt.toISOString(),
      settledAt: instantOrNull(report.settledAt),
      settledBy: report.settledBy,
      answer: report.answer,
    }) satisfies contract.LinkReport,
  listing: { sort: { reportedAt: '-reported_at' }, filters: { status: 'status', kind: 'kind' } },
};
