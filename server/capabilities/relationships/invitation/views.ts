// What a partner finds of its links to customers, and the mails in which it sends them.
import {
  draftInvitationMail,
  forwardInvitations,
  type Invitation,
  listInvitations,
  seeInvitation,
} from '../../../../contract/relationships/invitations.ts';
import { type Language, languageOf } from '../../../../messages/catalogue.ts';
import { enter, lookAt } from '../../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { say } from '../../../platform/world/problem.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import { providersOf } from '../../partnerships/offers.ts';
import { opening } from './opening.ts';
import { invitationsToForward } from './store.ts';
import { invitations, path, purpose } from './thing.ts';

type Mail = Pick<Invitation, 'partner' | 'provider'> & { link: string };
/** REL-004: the text is theirs to edit; the link in it must stay as it is. */
function draftOf({ partner, provider, link }: Mail, language: Language) {
  const key = `relationships.draft.${provider ? 'indirect' : 'direct'}`;
  const values = { partner: partner.name, provider: provider?.name ?? '', link };
  return { subject: say(language, `${key}.subject`, values), text: say(language, `${key}.text`, values), link };
}

const drafting = telling(draftInvitationMail, async ({ world, caller, path, query, language }) => {
  const seen = await lookAt(world, caller, { thing: invitations, action: 'invitation.see', id: path.id! });
  if (!seen.ok) return seen;
  const invitation = seen.row as Invitation;
  const mail = { ...invitation, link: invitation.link ?? '' };
  return { ok: true, body: draftOf(mail, languageOf(query.language ?? language)) };
});

/** REL-032: where only the provider makes links, its resellers find them here and send them on. */
const forwarding = telling(forwardInvitations, ({ world, caller, query, language }) =>
  world.database.read(async (tx) => {
    const sides = { reseller: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'invitation.forward', sides });
    if (!entered.ok) return entered;
    const { now, actor } = entered.door;
    const providers = await providersOf(tx, actor.organization);
    const found = await invitationsToForward(tx, { providers, now, limit: world.limits.pageRowsMax });
    const { party, link } = await namingOf(world, tx, { ids: providers });
    const spoken = languageOf(query.language ?? language);
    const items = found.map(({ id, partner, createdAt, expiresAt }) => ({
      id,
      provider: party(partner),
      createdAt: createdAt.toISOString(),
      expiresAt: instantOrNull(expiresAt),
      ...draftOf({ partner: party(partner), provider: null, link: link(path, { purpose, of: id }) }, spoken),
    }));
    return { ok: true, body: { items } };
  }),
);

export const views: readonly Route[] = [
  listing(listInvitations, { thing: invitations, action: 'invitation.see' }),
  seeing(seeInvitation, { thing: invitations, action: 'invitation.see' }),
  drafting,
  forwarding,
  opening,
];
