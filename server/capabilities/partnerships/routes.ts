// How the wire reaches the rules of partnerships, and how partnerships and their links are shown.
import * as contract from '../../../contract/partnerships.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { refuse } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { lookAt } from '../../platform/door/look.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import { say } from '../../platform/world/problem.ts';
import { no } from '../../platform/world/refusals.ts';
import type { AnyThing, Thing } from '../../platform/world/world.ts';
import { countryOf, findEnrolment, introductionsOf } from '../organizations/offers.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';

const purpose = 'partnershipInvitation';

const invitations: Thing<state.PartnershipInvitation, typeof state.invitationLifecycle> = {
  name: 'partnershipInvitation',
  table: 'partnership_invitations',
  lifecycle: state.invitationLifecycle,
  sides: state.invitationSides,
  contract: contract.PartnershipInvitation,
  fromRow: store.invitationFromRow,
  toRow: store.invitationToRow,
  show: ({ id, status, version, provider, reusable, uses, createdBy, createdAt, expiresAt }, { party, link }) =>
    ({
      id,
      status,
      version,
      provider: party(provider),
      reusable,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      link: link('/partnership-links', { purpose, of: id }),
      uses,
      createdBy,
    }) satisfies contract.PartnershipInvitation,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};

const partnerships: Thing<state.Partnership, typeof state.partnershipLifecycle> = {
  name: 'partnership',
  table: 'partnerships',
  lifecycle: state.partnershipLifecycle,
  sides: state.partnershipSides,
  contract: contract.Partnership,
  fromRow: store.partnershipFromRow,
  toRow: store.partnershipToRow,
  show: ({ id, status, version, provider, reseller, since, approvedBy }, { party }) =>
    ({
      id,
      status,
      version,
      provider: party(provider),
      reseller: party(reseller),
      since: since.toISOString(),
      approvedBy,
    }) satisfies contract.Partnership,
  listing: { sort: { since: '-since' }, filters: { status: 'status' } },
};

export const things: readonly AnyThing[] = [invitations, partnerships];

const creating = change({
  thing: invitations,
  command: 'create',
  find: 'new',
  given: async ({ tx, now, cloud, actor: by, world }): Promise<rules.CreateGiven> => {
    const id = newId('pin');
    const provider = await findEnrolment(tx, { organization: by.organization, kind: 'provider' });
    return { now, cloud, by, provider, newId: id, tokenHash: hashed(world.secrets.tokenFor(purpose, id)) };
  },
  rule: rules.create,
});

const using = change({
  thing: invitations,
  command: 'use',
  byBearer: true,
  find: ({ tx }, key) => store.findByToken(tx, key),
  peeks: true,
  given: async ({ tx, now, cloud, actor: by }, { provider }): Promise<rules.UseGiven> => {
    const reseller = by.organization;
    const [theirs, ours, there, here, partnership] = await Promise.all([
      findEnrolment(tx, { organization: provider, kind: 'provider' }),
      findEnrolment(tx, { organization: reseller, kind: 'reseller' }),
      countryOf(tx, provider),
      countryOf(tx, reseller),
      store.findPartnership(tx, { provider, reseller }),
    ]);
    return {
      now,
      cloud,
      by,
      provider: { enrolment: theirs, country: there },
      reseller: { enrolment: ours, country: here },
      arePartners: partnership?.status === 'active',
    };
  },
  rule: rules.use,
});

const establishing = change({
  thing: partnerships,
  command: 'establish',
  find: ({ tx }, _key, command: rules.Establish) => store.findPartnership(tx, command),
  locks: (_state, { provider, reseller }) => [`partners:${provider}|${reseller}`],
  given: ({ now, actor: by }): rules.EstablishGiven => ({ now, by, newId: newId('par') }),
  rule: rules.establish,
  // REL-014
  foresees: () => ({
    access: [{ key: 'partnerships.foresee.provider_may_order' }],
    unchanged: [{ key: 'partnerships.foresee.customers_stay' }, { key: 'partnerships.foresee.no_admin_rights' }],
  }),
});

const declining = change({
  thing: invitations,
  command: 'decline',
  byBearer: true,
  find: ({ tx }, key) => store.findByToken(tx, key),
  peeks: true,
  given: () => ({}),
  rule: rules.decline,
});
export const revoking = change({ thing: invitations, command: 'revoke', given: () => ({}), rule: rules.revoke });
export const expiring = change({ thing: invitations, command: 'expire', given: () => ({}), rule: rules.expire });

/** One approval is one transaction: the link is used and both list each other (REL-012). */
const approving = together<rules.Use>(async ({ tx, caller }, token, command) => {
  const invitation = await store.findByToken(tx, token);
  const first = step(using, token, command);
  if (!invitation) return [first];
  const pair = { provider: invitation.provider, reseller: caller.organization, invitation: invitation.id };
  return [first, step(establishing, token, pair)];
});

const opening = telling(contract.openPartnershipInvitation, async ({ world, path }) => {
  return world.database.read(async (tx) => {
    const found = await store.findByToken(tx, path.token!);
    if (!found) return refuse(no('not_found'));
    const ids = [found.provider];
    const [naming, [known]] = await Promise.all([namingOf(world, tx, { ids }), introductionsOf(tx, ids)]);
    const { link: _link, uses: _uses, createdBy: _createdBy, ...open } = invitations.show(found, naming);
    const { id, operator } = world.cloud;
    const activeSince = known?.activeSince?.toISOString() ?? null;
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

export const routes: readonly Route[] = [
  doing(contract.createPartnershipInvitation, alone(creating)),
  listing(contract.listPartnershipInvitations, { thing: invitations, action: 'partnershipInvitation.see' }),
  seeing(contract.seePartnershipInvitation, { thing: invitations, action: 'partnershipInvitation.see' }),
  opening,
  doing(contract.approvePartnership, approving, (states) => states.at(-1)!.shown),
  doing(contract.declinePartnership, alone(declining)),
  doing(contract.revokePartnershipInvitation, alone(revoking)),
  drafting,
  listing(contract.listPartnerships, { thing: partnerships, action: 'partnership.see' }),
  seeing(contract.seePartnership, { thing: partnerships, action: 'partnership.see' }),
];
