// Customers, partners, links and answers: one customer accepted an indirect invitation, another must read one.

import { listTenants } from '../../../contract/organizations/tenants.ts';
import { listPartnerships } from '../../../contract/partnerships.ts';
import { acceptInvitation, listConsents, passOnInvitation } from '../../../contract/relationships/consents.ts';
import { createInvitation, openInvitation } from '../../../contract/relationships/invitations.ts';
import { listRelationships } from '../../../contract/relationships/relationships.ts';
import type { Place, Somebody } from '../place.ts';
import type { Shots } from '../shots.ts';
import { partnerships } from './partnerships.ts';

const tokenOf = (link: string | undefined): string => link?.split('/').at(-1) ?? '';

/** A link of Jiwoo's, made together with the provider Saebyeok. */
async function invitedTogether(jiwoo: Somebody): Promise<{ id: string; token: string }> {
  const { items } = await jiwoo.call(listPartnerships, { query: {} });
  const { id, link } = await jiwoo.call(createInvitation, { body: { providerId: items[0]!.provider.id } });
  return { id, token: tokenOf(link) };
}

async function accepted(customer: Somebody, token: string): Promise<void> {
  const { items } = await customer.call(listTenants, { query: { status: 'active' } });
  const { agreement } = await customer.call(openInvitation, { path: { token }, query: { language: 'ko' } });
  const read = agreement ? { acceptsAgreement: agreement.edition, agreementLanguage: agreement.language } : {};
  const body = { tenantId: items[0]!.id, acceptsRelationship: true, ...read };
  await customer.call(acceptInvitation, { path: { token }, body });
}

async function prepare(place: Place) {
  await partnerships.prepare(place);
  const [jiwoo, haneul, bora] = await Promise.all([place.as('Jiwoo'), place.as('Haneul'), place.as('Bora')]);
  const { id: invitation, token } = await invitedTogether(jiwoo);
  await accepted(haneul, token);
  const yuna = await place.as('Yuna');
  const direct = await yuna.call(createInvitation, { body: {} });
  await bora.call(passOnInvitation, { path: { token: tokenOf(direct.link) }, body: {} });
  const [{ items: customers }, { items: waiting }] = await Promise.all([
    jiwoo.call(listRelationships, { query: { as: 'partner' } }),
    haneul.call(listConsents, { query: { status: 'pending' } }),
  ]);
  const made = { invitation, token, direct: tokenOf(direct.link), directId: direct.id };
  return { ...made, customer: customers[0]!.id, consent: waiting[0]!.id };
}

export const relationships: Shots = {
  prepare,
  shots: [
    { name: 'home-customer', by: 'Haneul', path: () => '/' },
    { name: 'home-empty', by: 'Somi', path: () => '/' },
    { name: 'customers', by: 'Sena', path: () => '/customers' },
    { name: 'customers-empty', by: 'Taeho', path: () => '/customers' },
    { name: 'customer', by: 'Jiwoo', path: ({ customer }) => `/customers/${customer}` },
    { name: 'customer-activity', by: 'Jiwoo', path: ({ customer }) => `/customers/${customer}?tab=activity` },
    { name: 'customer-subscriptions', by: 'Jiwoo', path: ({ customer }) => `/customers/${customer}?tab=subscriptions` },
    {
      name: 'customer-rename',
      by: 'Jiwoo',
      path: ({ customer }) => `/customers/${customer}`,
      act: async (page) => page.locator('[data-command="rename"]').click(),
    },
    { name: 'partners', by: 'Haneul', path: () => '/partners' },
    { name: 'partner-subscriptions', by: 'Haneul', path: ({ customer }) => `/partners/${customer}?tab=subscriptions` },
    { name: 'partners-empty', by: 'Somi', path: () => '/partners' },
    { name: 'invitations', by: 'Jiwoo', path: () => '/invitations' },
    { name: 'invitation', by: 'Jiwoo', path: ({ invitation }) => `/invitations/${invitation}` },
    { name: 'invite', by: 'Jiwoo', path: () => '/invitations/new' },
    { name: 'invite-review', by: 'Sena', path: () => '/invitations/new?step=review' },
    {
      name: 'invite-send',
      by: 'Yuna',
      path: ({ directId }) => `/invitations/new?step=send&made=${directId}`,
    },
    { name: 'answers', by: 'Jiwoo', path: () => '/answers' },
    { name: 'answer-waiting', by: 'Haneul', path: ({ consent }) => `/answers/${consent}` },
    { name: 'provider-invitations', by: 'Bai', cloud: 'china', path: () => '/provider-invitations' },
    { name: 'invitation-link', path: ({ token }) => `/invitation-links/${token}` },
    { name: 'invitation-link-pass-on', by: 'Bora', path: ({ direct }) => `/invitation-links/${direct}` },
    { name: 'invitation-link-admin', by: 'Somi', path: ({ token }) => `/invitation-links/${token}` },
    { name: 'sign-up', path: ({ token }) => `/sign-up?next=/invitation-links/${token}` },
    { name: 'invitation-link-unknown', path: () => '/invitation-links/nothing' },
  ],
};
