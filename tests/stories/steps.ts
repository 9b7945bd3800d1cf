// What the stories take for granted: partnerships made, customers won, orders placed, each by the people who would.

import { attestCustomerAgreement } from '../../contract/agreements.ts';
import { createCart, type Order, placeCart } from '../../contract/orders.ts';
import { listLocations } from '../../contract/organizations/locations.ts';
import { listTenants, type Tenant } from '../../contract/organizations/tenants.ts';
import { approvePartnership, createPartnershipInvitation } from '../../contract/partnerships.ts';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import { createInvitation, openInvitation } from '../../contract/relationships/invitations.ts';
import type { Relationship } from '../../contract/relationships/relationships.ts';
import { planTitle } from '../../server/workbench/catalogue.ts';
import { skuOf } from '../../server/workbench/sheets.ts';
import type { Stage, Voice } from './stage.ts';

/** What stands behind the last slash of a link. */
export const tokenIn = (link: string | undefined): string => String(link).split('/').at(-1)!;

export async function makePartners(provider: Voice, reseller: Voice): Promise<void> {
  const { link } = await provider.call(createPartnershipInvitation, { body: {} });
  const path = { token: tokenIn(link) };
  await reseller.call(approvePartnership, { path, body: { confirmsPartnership: true } });
}

export async function tenantOf(owner: Voice, purpose: Tenant['purpose'] = 'customer'): Promise<string> {
  const { items } = await owner.call(listTenants, { query: { purpose } });
  return items[0]!.id;
}

/** The id by which a reseller stands on subscriptions (CHN-030). */
export async function partnerIdOf(owner: Voice, kind: 'location' | 'global' = 'location'): Promise<string> {
  const { items } = await owner.call(listLocations, { query: { kind } });
  return items[0]!.partnerId;
}

type Accepting = { token: string; tenantId: string; withAgreement?: false };
/** Accepts a link for a tenant: the relationship, and the agreement where the cloud has one. */
export async function accept(customer: Voice, { token, tenantId, withAgreement }: Accepting): Promise<Relationship[]> {
  const { agreement } = await customer.call(openInvitation, { path: { token } });
  const isTicked = agreement && withAgreement !== false;
  const ticked = { acceptsRelationship: true, ...(isTicked && { acceptsAgreement: agreement.edition }) };
  const { relationships } = await customer.call(acceptInvitation, { path: { token }, body: { ...ticked, tenantId } });
  return relationships;
}

/** A customer won by an invitation; answers the relationship of whoever sells. */
export async function win(
  by: Voice,
  customer: Voice,
  { providerId, withAgreement }: { providerId?: string; withAgreement?: false } = {},
): Promise<Relationship> {
  const { link } = await by.call(createInvitation, { body: providerId ? { providerId } : {} });
  const tenantId = await tenantOf(customer);
  const made = await accept(customer, {
    token: tokenIn(link),
    tenantId,
    ...(withAgreement === false && { withAgreement }),
  });
  return made.at(-1)!;
}

/** An indirect invitation of Miru with Saebyeok, accepted by Daram (STORY-04); answers Saebyeok's relationship. */
export async function daramWonByMiru(stage: Stage): Promise<Relationship> {
  await makePartners(stage.person('sena@saebyeok'), stage.person('hyun@miru'));
  const saebyeok = await stage.organization('saebyeok');
  return win(stage.person('jiwoo@miru'), stage.person('haneul@daram'), { providerId: saebyeok });
}

export const lineOf = (title: string, quantity: number) =>
  ({ skuId: skuOf(title), segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity }) as const;

type Ordering = { relationshipId: string; title: string; quantity: number; resellerPartnerId?: string };
export async function order(seller: Voice, { title, quantity, ...more }: Ordering): Promise<Order> {
  const { id } = await seller.call(createCart, { body: { ...more, lines: [lineOf(title, quantity)] } });
  return seller.call(placeCart, { path: { id }, body: {} });
}

/** A usage plan: one, until it is cancelled. */
export async function orderPlan(seller: Voice, relationshipId: string): Promise<Order> {
  const plan = { skuId: skuOf(planTitle), segment: 'Commercial', term: 'NoTerm', quantity: 1 } as const;
  const { id } = await seller.call(createCart, { body: { relationshipId, lines: [plan] } });
  return seller.call(placeCart, { path: { id }, body: {} });
}

/** The seller states that the customer accepted the agreement (ORD-021). */
export async function attest(stage: Stage, seller: Voice, tenantId: string): Promise<void> {
  const signer = { firstName: 'Haneul', lastName: 'Lee', email: 'haneul@daram.example' };
  const body = { tenantId, edition: '2020-02', agreedAt: stage.clock.now.toISOString(), ...signer };
  await seller.call(attestCustomerAgreement, { body });
}
