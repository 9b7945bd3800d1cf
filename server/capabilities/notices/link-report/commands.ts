// How a link that looks wrong is reported by whoever got it, seen by the operator, and settled.
import * as contract from '../../../../contract/notices.ts';
import { newId } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { byHouse, step } from '../../../platform/door/step.ts';
import { load } from '../../../platform/record/history.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import {
  findPartnershipInvitation as findPartnershipLink,
  isPartnershipInvitationOpen as openPartnershipLink,
  revokingPartnershipInvitation as revokingPartnershipLink,
} from '../../partnerships/offers.ts';
import { findInvitation, isInvitationOpen, revokingInvitation } from '../../relationships/offers.ts';
import * as rules from './rules.ts';
import { openReportOf } from './store.ts';
import { linkReports } from './thing.ts';

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
    return link && openReportOf(tx, link.id);
  },
  locks: (_state, { token }) => [`report:${hashed(token)}`],
  given: async ({ tx, now, actor }, _state, command): Promise<rules.ReportGiven> => {
    const by = actor.kind === 'anyone' ? null : actor.id;
    const link = await behind(tx, command);
    return { now, by, newId: newId('lrp', link?.inviter ?? ''), link };
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
const settlingAll = together<rules.Settle>({
  changes: [settling, revokingInvitation, revokingPartnershipLink],
  plan: async ({ tx }, id, command) => {
    const first = step(settling, id, command);
    const report = await load(tx, linkReports, { id });
    if (!report || !command.revokesLink) return [first];
    const { kind, link } = report;
    if (kind === 'invitation') {
      return (await isInvitationOpen(tx, link)) ? [first, byHouse(step(revokingInvitation, link, {}))] : [first];
    }
    return (await openPartnershipLink(tx, link)) ? [first, byHouse(step(revokingPartnershipLink, link, {}))] : [first];
  },
});

export const commands: readonly Route[] = [
  doing(contract.reportLink, alone(reporting), ([first]) => ({
    reportedAt: (first!.shown as { reportedAt?: string }).reportedAt ?? '',
  })),
  doing(contract.settleLinkReport, settlingAll, ([first]) => first!.shown),
];
