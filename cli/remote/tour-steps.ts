// The steps of the stories that the tour plays: who acts, by which operation, and what the next step takes from it.
import type { Wanted } from './personas.ts';

/** What is known so far, by names that later steps use. */
export type Known = Readonly<Record<string, string>>;
type Answer = Record<string, unknown>;
type Item = Answer & { id: string; name?: string; provider?: Item; partner?: Item };
export type Call = {
  operation: string;
  path?: (known: Known) => Record<string, string>;
  query?: (known: Known) => Record<string, unknown>;
  body?: (known: Known) => Record<string, unknown>;
  /** Shown as a preview before it is done. */
  isPreviewed?: true;
  /** The fields that the story is about; everything where it is absent. */
  shows?: readonly string[];
  /** Asked again for some seconds, until the answer is meant. */
  until?: (answer: Answer) => boolean;
  /** What to remember of the answer. */
  keeps?: (answer: Answer) => Known;
};
export type Step = {
  /** Its texts are `cli.tour.<key>.title` and `.explains`. */
  key: string;
  by: Wanted;
  calls: readonly Call[];
};
/** Who plays which part in a cloud, by the beginnings of their names. */
export type Cast = Readonly<Record<'provider' | 'reseller' | 'customer', string>>;

const sellers = ['salesAgent', 'adminAgent', 'globalAdmin'];
const itemsOf = (answer: Answer, name = 'items') => answer[name] as Item[];
const isOf = (one: Item | undefined, name: string): boolean => one?.name?.startsWith(name) === true;
const lastPart = (link: unknown): string => String(link).split('/').at(-1)!;
const token = ({ invitationToken = '' }: Known) => ({ token: invitationToken });

export const inviteReseller = ({ provider }: Cast): Step => ({
  key: 'invite_reseller',
  by: { organization: provider, roles: sellers },
  calls: [
    {
      operation: 'partnershipInvitation.create',
      shows: ['status', 'provider', 'link', 'expiresAt'],
      keeps: ({ link }) => ({ partnershipToken: lastPart(link) }),
    },
  ],
});

export const approveProvider = ({ reseller }: Cast): Step => ({
  key: 'approve_provider',
  by: { organization: reseller, roles: ['globalAdmin'] },
  calls: [
    {
      operation: 'partnershipInvitation.open',
      path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
      shows: ['status', 'provider', 'expiresAt'],
    },
    {
      operation: 'partnershipInvitation.use',
      path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
      body: () => ({ confirmsPartnership: true }),
      isPreviewed: true,
      shows: ['status', 'provider', 'reseller', 'since'],
    },
  ],
});

export const seeEachOther = ({ provider, reseller }: Cast): Step => ({
  key: 'partners_see_each_other',
  by: { organization: reseller, roles: ['globalAdmin', 'adminAgent'] },
  calls: [
    {
      operation: 'partnership.list',
      shows: ['status', 'provider', 'reseller', 'since'],
      keeps: (answer) => ({ providerId: itemsOf(answer).find((one) => isOf(one.provider, provider))!.provider!.id }),
    },
  ],
});

const findLocation: Call = {
  operation: 'location.list',
  shows: ['status', 'kind', 'name', 'country', 'partnerId'],
  keeps: (answer) => ({ partnerId: String(itemsOf(answer).find(({ kind }) => kind === 'location')!.partnerId) }),
};
const shownOfInvitation = ['status', 'kind', 'partner', 'provider', 'link'];

export const inviteForBoth = ({ reseller }: Cast): Step => ({
  key: 'invite_customer',
  by: { organization: reseller, roles: ['adminAgent', 'globalAdmin'] },
  calls: [
    findLocation,
    {
      operation: 'invitation.create',
      body: ({ providerId }) => ({ providerId }),
      shows: shownOfInvitation,
      keeps: ({ link }) => ({ invitationToken: lastPart(link) }),
    },
  ],
});

/** Where only the indirect provider may invite, its resellers pass its link on. */
export const shareInvitation = ({ provider }: Cast): Step => ({
  key: 'share_invitation',
  by: { organization: provider, roles: sellers },
  calls: [{ operation: 'invitation.create', body: () => ({ forResellers: true }), shows: shownOfInvitation }],
});

export const passInvitationOn = ({ reseller, provider }: Cast): Step => ({
  key: 'forward_invitation',
  by: { organization: reseller, roles: ['adminAgent', 'globalAdmin'] },
  calls: [
    findLocation,
    {
      operation: 'invitation.forward',
      shows: ['provider', 'link', 'createdAt'],
      keeps: (answer) => ({
        invitationToken: lastPart(itemsOf(answer).find((one) => isOf(one.provider, provider))!.link),
      }),
    },
  ],
});

export const inviteDirectly = ({ provider }: Cast): Step => ({
  key: 'invite_directly',
  by: { organization: provider, roles: ['adminAgent', 'globalAdmin'] },
  calls: [
    {
      operation: 'invitation.create',
      shows: shownOfInvitation,
      keeps: ({ link }) => ({ invitationToken: lastPart(link) }),
    },
  ],
});

/** With the customer agreement where the cloud has one. */
export const accept = ({ customer, provider }: Cast, key = 'customer_accepts'): Step => ({
  key,
  by: { organization: customer, roles: ['globalAdmin'] },
  calls: [
    {
      operation: 'invitation.open',
      path: token,
      shows: ['status', 'inviters', 'asks', 'doesNot', 'whoMayAccept'],
      keeps: ({ agreement }) => ({ edition: (agreement as { edition: string } | null)?.edition ?? '' }),
    },
    {
      operation: 'tenant.list',
      query: () => ({ purpose: 'customer' }),
      shows: ['status', 'purpose', 'domain', 'organization'],
      keeps: (answer) => ({ tenantId: itemsOf(answer)[0]!.id }),
    },
    {
      operation: 'invitation.accept',
      path: token,
      body: ({ tenantId, edition }) => ({
        tenantId,
        acceptsRelationship: true,
        ...(edition && { acceptsAgreement: edition }),
      }),
      isPreviewed: true,
      shows: ['consent', 'relationships'],
      keeps: (answer) => ({
        relationshipId: itemsOf(answer, 'relationships').find((one) => isOf(one.partner, provider))!.id,
      }),
    },
  ],
});

export const order = ({ provider }: Cast, key = 'provider_orders'): Step => ({
  key,
  by: { organization: provider, roles: sellers },
  calls: [
    {
      operation: 'sku.list',
      query: () => ({ search: 'Workplace Standard' }),
      shows: ['title', 'publisher', 'unit', 'id'],
      keeps: (answer) => ({ skuId: itemsOf(answer)[0]!.id }),
    },
    {
      operation: 'cart.create',
      body: ({ relationshipId, partnerId, skuId }) => ({
        relationshipId,
        ...(partnerId && { resellerPartnerId: partnerId }),
        lines: [{ skuId, segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity: 20 }],
      }),
      shows: ['status', 'partner', 'customer', 'resellerPartnerId', 'lines'],
      keeps: ({ id }) => ({ cartId: String(id) }),
    },
    {
      operation: 'cart.place',
      path: ({ cartId = '' }) => ({ id: cartId }),
      isPreviewed: true,
      shows: ['status', 'number', 'partner', 'reseller', 'customer', 'totals'],
      keeps: ({ id }) => ({ orderId: String(id) }),
    },
  ],
});

export const waitForVendor = ({ customer }: Cast): Step => ({
  key: 'vendor_confirms',
  by: { organization: customer, roles: ['globalAdmin'] },
  calls: [
    {
      operation: 'subscription.list',
      query: ({ orderId }) => ({ orderId }),
      shows: ['status', 'skuTitle', 'quantity', 'term', 'endsAt'],
      until: (answer) => itemsOf(answer).every(({ status }) => status !== 'provisioning'),
    },
  ],
});
