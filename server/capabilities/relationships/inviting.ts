// A partner makes, revokes and sends links to customers; the house lets them expire.
import {
  createInvitation,
  draftInvitationMail,
  forwardInvitations,
  type Invitation,
  listInvitations,
  revokeInvitation,
  seeInvitation,
} from '../../../contract/relationships/invitations.ts';
import { type Language, languageOf } from '../../../messages/catalogue.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { enter, lookAt } from '../../platform/door/look.ts';
import { alone } from '../../platform/door/perform.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import { say } from '../../platform/world/problem.ts';
import { enrolmentsOf } from '../organizations/offers.ts';
import { findPartnership, providersOf } from '../partnerships/store.ts';
import * as rules from './rules/invitations.ts';
import { invitationsToForward } from './store.ts';
import { invitations, path, purpose } from './things.ts';

const creating = change({
  thing: invitations,
  command: 'create',
  find: 'new',
  given: async (
    { tx, now, cloud, actor: by, world },
    _state,
    { providerId }: rules.Create,
  ): Promise<rules.CreateGiven> => {
    const id = newId('inv');
    const pair = { provider: providerId ?? '', reseller: by.organization };
    const [own, provider, partnership] = await Promise.all([
      enrolmentsOf(tx, by.organization),
      providerId ? enrolmentsOf(tx, providerId) : [],
      providerId ? findPartnership(tx, pair) : undefined,
    ]);
    const arePartners = partnership?.status === 'active';
    // ACT-064: the link tells nothing of tenants, locations or parties.
    const tokenHash = hashed(world.secrets.tokenFor(purpose, id));
    return { now, cloud, by, own, provider, arePartners, newId: id, tokenHash };
  },
  rule: rules.create,
});
export const revoking = change({ thing: invitations, command: 'revoke', given: () => ({}), rule: rules.revoke });
export const expiring = change({ thing: invitations, command: 'expire', given: () => ({}), rule: rules.expire });

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
      expiresAt: expiresAt?.toISOString() ?? null,
      ...draftOf({ partner: party(partner), provider: null, link: link(path, { purpose, of: id }) }, spoken),
    }));
    return { ok: true, body: { items } };
  }),
);

export const routes: readonly Route[] = [
  doing(createInvitation, alone(creating)),
  listing(listInvitations, { thing: invitations, action: 'invitation.see' }),
  seeing(seeInvitation, { thing: invitations, action: 'invitation.see' }),
  doing(revokeInvitation, alone(revoking)),
  drafting,
  forwarding,
];
