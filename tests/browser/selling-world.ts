// A demo in which Saebyeok sells to Daram through Miru, and Lumenfold directly: made by calls, before anybody looks.
import { listAvailability, listSkus } from '../../contract/catalog/offers.ts';
import { createCart, placeCart } from '../../contract/orders.ts';
import { listTenants } from '../../contract/organizations/tenants.ts';
import { approvePartnership, createPartnershipInvitation } from '../../contract/partnerships.ts';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { listRelationships, seeRelationship } from '../../contract/relationships/relationships.ts';
import { listResellers } from '../../contract/subscriptions.ts';
import type { Place, Somebody } from './place.ts';

const tokenOf = (link: string | undefined): string => link?.split('/').at(-1) ?? '';

type How = { providerId?: string; isAgreementOnRecord?: boolean };
/** Whoever invites, Haneul accepts; once she has bought, only a partner can attest the agreement (ORD-027). */
export async function invitedDaram(place: Place, by: Somebody, how: How = {}): Promise<void> {
  const { providerId, isAgreementOnRecord = false } = how;
  const haneul = await place.as('Haneul');
  const { items: tenants } = await haneul.call(listTenants, {});
  const agreement = isAgreementOnRecord ? {} : { acceptsAgreement: '2020-02' };
  const { link } = await by.call(createInvitation, { body: providerId ? { providerId } : {} });
  await haneul.call(acceptInvitation, {
    path: { token: tokenOf(link) },
    body: { tenantId: tenants[0]!.id, acceptsRelationship: true, ...agreement },
  });
}

/** STORY-01 and STORY-04, in short. */
export async function sellingTogether(
  place: Place,
): Promise<{ sena: Somebody; jiwoo: Somebody; relationship: string }> {
  const [sena, hyun, jiwoo] = await Promise.all([place.as('Sena'), place.as('Hyun'), place.as('Jiwoo')]);
  const { link } = await sena.call(createPartnershipInvitation, { body: {} });
  await hyun.call(approvePartnership, { path: { token: tokenOf(link) }, body: { confirmsPartnership: true } });
  await invitedDaram(place, jiwoo, { providerId: sena.me.organization! });
  const { items } = await sena.call(listRelationships, { query: { search: 'Daram' } });
  return { sena, jiwoo, relationship: items[0]!.id };
}

export const suite = 'Workplace Standard';

/** The line of a cart for an offer that Daram may buy for a year, paid by the month. */
export async function lineFor(sena: Somebody, customer: string, quantity: number) {
  const { items } = await sena.call(listSkus, { query: { search: suite } });
  const query = { sku: items[0]!.id, segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly' } as const;
  const found = await sena.call(listAvailability, { path: { customer }, query });
  if (!found.items[0]?.available) throw new Error(`${suite} cannot be bought`);
  const { segment, term, billingPlan } = query;
  return { skuId: query.sku, segment, term, billingPlan, quantity };
}

export async function cartOf(sena: Somebody, relationshipId: string, quantity: number): Promise<string> {
  const { customer } = await sena.call(seeRelationship, { path: { id: relationshipId } });
  const { items: resellers } = await sena.call(listResellers, { query: { search: 'Miru' } });
  const lines = [await lineFor(sena, customer.id, quantity)];
  const body = { relationshipId, resellerPartnerId: resellers[0]!.partnerId, lines };
  return (await sena.call(createCart, { body })).id;
}

export async function orderOf(sena: Somebody, relationshipId: string, quantity: number) {
  const id = await cartOf(sena, relationshipId, quantity);
  const order = await sena.call(placeCart, { path: { id }, body: {} });
  return { order: order.id, subscription: order.lines[0]!.subscriptionId };
}
