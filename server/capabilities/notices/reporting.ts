// How a link that looks wrong is reported by whoever got it, seen by the operator, and settled.
import * as contract from '../../../contract/notices.ts';
import { newId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { byHouse, step } from '../../platform/door/step.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import type { Thing } from '../../platform/world/world.ts';
import { revoking as revokingPartnershipLink } from '../partnerships/routes.ts';
import { findByToken as findPartnershipLink, openLink as openPartnershipLink } from '../partnerships/store.ts';
import { revoking as revokingInvitation } from '../relationships/inviting.ts';
import { findInvitation, openInvitationBy } from '../relationships/store.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';

export const linkReports: Thing<state.LinkReport, typeof state.reportLifecycle> = {
  name: 'linkReport',
  table: 'link_reports',
  lifecycle: state.reportLifecycle,
  sides: state.reportSides,
  contract: contract.LinkReport,
  fromRow: store.reportFromRow,
  toRow: store.reportToRow,
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
      settledAt: report.settledAt?.toISOString() ?? null,
      settledBy: report.settledBy,
      answer: report.answer,
    }) satisfies contract.LinkReport,
  listing: { sort: { reportedAt: '-reported_at' }, filters: { status: 'status', kind: 'kind' } },
};

type Behind = { id: string; inviter: string };
async function behind(tx: Tx, { kind, token }: rules.Report): Promise<Behind | undefined> {
  if (kind === 'invitation') {
    const found = await findInvitation(tx, token);
    return found && { id: found.id, inviter: found.partner };
  }
  const found = await findPartnershipLink(tx, token);
  return found && { id: found.id, inviter: found.provider };
}

const reporting = change({
  thing: linkReports,
  command: 'report',
  byBearer: true,
  find: async ({ tx }, _key, command: rules.Report) => {
    const link = await behind(tx, command);
    return link && store.openReportOf(tx, link.id);
  },
  locks: (_state, { token }) => [`report:${hashed(token)}`],
  given: async ({ tx, now, actor }, _state, command): Promise<rules.ReportGiven> => {
    const by = actor.kind === 'anyone' ? null : actor.id;
    return { now, by, newId: newId('lrp'), link: await behind(tx, command) };
  },
  rule: rules.report,
});

const settling = change({
  thing: linkReports,
  command: 'settle',
  given: ({ now, actor }) => ({ now, by: actor.id }),
  rule: rules.settle,
});

/** A link that is not to be trusted ends in the same act; what was agreed by it before stays. */
const settlingAll = together<rules.Settle>(async ({ tx }, id, command) => {
  const first = step(settling, id, command);
  const report = await store.reportOf(tx, id);
  if (!report || !command.revokesLink) return [first];
  const { kind, link } = report;
  if (kind === 'invitation') {
    return (await openInvitationBy(tx, link)) ? [first, byHouse(step(revokingInvitation, link, {}))] : [first];
  }
  return (await openPartnershipLink(tx, link)) ? [first, byHouse(step(revokingPartnershipLink, link, {}))] : [first];
});

export const routes: readonly Route[] = [
  doing(contract.reportLink, alone(reporting), ([first]) => ({
    reportedAt: (first!.shown as { reportedAt?: string }).reportedAt ?? '',
  })),
  listing(contract.listLinkReports, { thing: linkReports, action: 'linkReport.see' }),
  seeing(contract.seeLinkReport, { thing: linkReports, action: 'linkReport.see' }),
  doing(contract.settleLinkReport, settlingAll, ([first]) => first!.shown),
];
