// What is found of links to resellers: by who made them, and by whoever opens one.
import * as contract from '../../../../contract/partnerships.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { refuse } from '../../../kernel/decision.ts';
import { lookAt } from '../../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { say } from '../../../platform/world/problem.ts';
import { no } from '../../../platform/world/refusals.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import { introductionsOf } from '../../organizations/offers.ts';
import { findPartnershipInvitation } from '../offers.ts';
import { invitations } from './thing.ts';

const opening = telling(contract.openPartnershipInvitation, async ({ world, path }) => {
  return world.database.read(async (tx) => {
    const found = await findPartnershipInvitation(tx, path.token!);
    if (!found) return refuse(no('not_found'));
    const ids = [found.provider];
    const [naming, [known]] = await Promise.all([namingOf(world, tx, { ids }), introductionsOf(tx, ids)]);
    const { link: _link, uses: _uses, createdBy: _createdBy, ...open } = invitations.show(found, naming);
    const { id, operator } = world.cloud;
    const activeSince = instantOrNull(known?.activeSince ?? null);
    return { ok: true, body: { ...open, cloud: { id, operator }, partnerId: known?.partnerId ?? null, activeSince } };
  });
});

/** REL-004: the text is theirs to edit; the link in it must stay as it is. */
const drafting = telling(contract.draftPartnershipMail, async ({ world, caller, path, query, language }) => {
  const seen = await lookAt(world, caller, {
    thing: invitations,
    action: 'partnershipInvitation.see',
    id: path.id!,
  });
  if (!seen.ok) return seen;
  const spoken = languageOf(query.language ?? language);
  const { link, provider } = seen.row as contract.PartnershipInvitation;
  const values = { provider: provider.name, link };
  const subject = say(spoken, 'partnerships.draft.subject', values);
  return { ok: true, body: { subject, text: say(spoken, 'partnerships.draft.text', values), link } };
});

export const views: readonly Route[] = [
  listing(contract.listPartnershipInvitations, { thing: invitations, action: 'partnershipInvitation.see' }),
  seeing(contract.seePartnershipInvitation, { thing: invitations, action: 'partnershipInvitation.see' }),
  opening,
  drafting,
];
