// A customer's tenant accepts, declines or passes on an invitation; one acceptance is one transaction.
import { acceptInvitation, declineInvitation, passOnInvitation } from '../../../../contract/relationships/consents.ts';
import { obstacles } from '../../../kernel/decision.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import type { Door, Seen } from '../../../platform/world/world.ts';
import type { Language } from '../../agreements/agreement/state.ts';
import { acceptingAgreement, agreementBetween } from '../../agreements/offers.ts';
import { affiliatesOf, countryOf, enrolmentsOf, tenantOf, tenantsOf } from '../../organizations/offers.ts';
import { findPartnership } from '../../partnerships/offers.ts';
import { acceptingConsent, decliningConsent, passingOnConsent } from '../consent/commands.ts';
import { findInvitation } from '../offers.ts';
import { refusals } from '../refusals.ts';
import { establishing } from '../relationship/commands.ts';
import { covers, sells } from '../relationship/state.ts';
import { relationshipsOf } from '../relationship/store.ts';
import * as rules from './rules.ts';
import { type Invitation, sellerOf, waysOf } from './state.ts';
import { invitations } from './thing.ts';

const no = obstacles(refusals);
/** The plan has turned the token into the id, which never changes; it is read once, under its lock. */
const opened = { thing: invitations, byBearer: true, notPermitted: no('global_admin_required') } as const;

async function invitersOf({ tx }: Pick<Door, 'tx'>, invitation: Invitation): Promise<rules.Inviters> {
  const { partner, provider } = invitation;
  if (!provider) return { seller: await enrolmentsOf(tx, partner) };
  const [seller, enrolments, partnership] = await Promise.all([
    enrolmentsOf(tx, provider),
    enrolmentsOf(tx, partner),
    findPartnership(tx, { provider, reseller: partner }),
  ]);
  return { seller, reseller: { enrolments, arePartners: partnership?.status === 'active' } };
}

/** REL-042, CHN-035: what accepting does not do. */
export const unchanged = [
  'relationships.foresee.subscriptions_stay',
  'relationships.foresee.billing_stays',
  'relationships.foresee.partner_of_record_stays',
  'relationships.foresee.usage_stays_closed',
  'relationships.foresee.no_admin_rights',
];

type Accept = rules.Accept & { agreementLanguage?: Language };
const acceptingInvitation = change({
  ...opened,
  command: 'accept',
  locks: (_state, { tenantId }: Accept) => [`tenant:${tenantId}`],
  given: async (door, invitation, { tenantId }): Promise<rules.AcceptGiven> => {
    const { tx, now, cloud, actor: by } = door;
    const seller = sellerOf(invitation);
    const ways = waysOf(invitation);
    const partners = ways.map(({ partner }) => partner);
    const [tenant, inviters, country, found, agreement, affiliates, partnership] = await Promise.all([
      tenantOf(tx, tenantId),
      invitersOf(door, invitation),
      countryOf(tx, invitation.partner),
      relationshipsOf(tx, tenantId),
      agreementBetween(door, { partner: seller, tenant: tenantId }),
      affiliatesOf(tx, partners),
      findPartnership(tx, { provider: seller, reseller: by.organization }),
    ]);
    const isCustomer = ways.every((way) => found.some((one) => covers(one, way)));
    const hasOtherPartners = found.some(({ partner }) => !partners.includes(partner));
    const isWonAsReseller = found.some((one) => one.partner === invitation.partner && !sells(one));
    const ownSide = [...partners, ...affiliates];
    const resellsForSeller = partnership?.status === 'active';
    const among = { isCustomer, hasOtherPartners, isWonAsReseller };
    return { now, cloud, by, tenant, inviters, country, ownSide, resellsForSeller, ...among, agreement };
  },
  rule: rules.accept,
  foresees: (_before, _after, { isCustomer }) => (isCustomer ? {} : { unchanged: unchanged.map((key) => ({ key })) }),
});

const answerGiven = async ({ tx, now, actor: by }: Door, _state: Invitation, { tenantId }: rules.Answer) => ({
  now,
  by,
  tenant: await tenantOf(tx, tenantId),
});
const decliningInvitation = change({ ...opened, command: 'decline', given: answerGiven, rule: rules.answer });
const passingOnInvitation = change({ ...opened, command: 'passOn', given: answerGiven, rule: rules.answer });

/**
 * REL-039, REL-043: link, consent, one or two relationships and the agreement, or nothing of it. No step goes to a
 * subscription, whoever sold it: REL-113, REL-114, REL-115, REL-116.
 */
const accepting = together<Accept>({
  changes: [acceptingInvitation, acceptingConsent, establishing, acceptingAgreement],
  plan: async ({ tx, caller: { organization: customer } }, token, command) => {
    const invitation = await findInvitation(tx, token);
    if (!invitation) return [];
    const { id } = invitation;
    const { tenantId, acceptsAgreement: edition, agreementLanguage: language } = command;
    const made = { customer, tenant: tenantId, invitation: id, origin: 'invited' } as const;
    const agreement = {
      partnerId: sellerOf(invitation),
      tenantId,
      acceptsAgreement: true,
      ...(language && { language }),
    };
    return [
      step(acceptingInvitation, id, command),
      step(acceptingConsent, id, answerOf(invitation, { customer, tenant: tenantId })),
      ...waysOf(invitation).map((way) => step(establishing, id, { ...made, ...way })),
      ...(edition === undefined ? [] : [step(acceptingAgreement, id, { ...agreement, edition })]),
    ];
  },
});

const answerOf = ({ id, partner, provider }: Invitation, by: { customer: string; tenant: string }) => ({
  ...by,
  partner,
  provider,
  invitation: id,
});

const declining = together<rules.Answer>({
  changes: [decliningInvitation, decliningConsent],
  plan: async ({ tx, caller: { organization: customer } }, token, command) => {
    const invitation = await findInvitation(tx, token);
    if (!invitation) return [];
    const answer = answerOf(invitation, { customer, tenant: command.tenantId });
    return [step(decliningInvitation, invitation.id, command), step(decliningConsent, invitation.id, answer)];
  },
});

const mayBuy = new Set(['customer', 'corporate']);
/** The primary one first; none at all is no tenant of theirs. */
async function customerTenantOf(tx: Tx, organization: string): Promise<string> {
  const all = (await tenantsOf(tx, organization)).filter(
    ({ status, purpose }) => status === 'active' && mayBuy.has(purpose),
  );
  return (all.find(({ isPrimary }) => isPrimary) ?? all[0])?.id ?? '';
}
const passingOn = together<Partial<rules.Answer>>({
  changes: [passingOnInvitation, passingOnConsent],
  plan: async ({ tx, caller: { organization: customer } }, token, command) => {
    const invitation = await findInvitation(tx, token);
    if (!invitation) return [];
    const tenantId = command.tenantId ?? (await customerTenantOf(tx, customer));
    const answer = answerOf(invitation, { customer, tenant: tenantId });
    return [step(passingOnInvitation, invitation.id, { tenantId }), step(passingOnConsent, invitation.id, answer)];
  },
});

const shown = (states: readonly Seen[], thing: string) =>
  states.filter((one) => one.thing === thing).map((one) => one.shown);

export const answers: readonly Route[] = [
  doing(acceptInvitation, accepting, (states) => ({
    consent: shown(states, 'consent')[0],
    relationships: shown(states, 'relationship'),
    agreement: shown(states, 'customerAgreement')[0] ?? null,
  })),
  doing(declineInvitation, declining, (states) => states.at(-1)!.shown),
  doing(passOnInvitation, passingOn, (states) => states.at(-1)!.shown),
];
