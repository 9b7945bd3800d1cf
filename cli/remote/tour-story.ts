// The two-tier story as steps: who acts, by which operation, and what the next step takes from it.
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

const provider = 'Saebyeok';
const reseller = 'Miru';
const customer = 'Daram';
const itemsOf = (answer: Answer, name = 'items') => answer[name] as Item[];
const isOf = (one: Item | undefined, name: string): boolean => one?.name?.startsWith(name) === true;
const lastPart = (link: unknown): string => String(link).split('/').at(-1)!;

/** In this order; a step whose operations this server does not have ends the tour. */
export const story: readonly Step[] = [
  {
    key: 'invite_reseller',
    by: { organization: provider, roles: ['salesAgent', 'adminAgent', 'globalAdmin'] },
    calls: [
      {
        operation: 'partnershipInvitation.create',
        keeps: ({ link }) => ({ partnershipToken: lastPart(link) }),
      },
    ],
  },
  {
    key: 'approve_provider',
    by: { organization: reseller, roles: ['globalAdmin'] },
    calls: [
      {
        operation: 'partnershipInvitation.open',
        path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
      },
      {
        operation: 'partnershipInvitation.use',
        path: ({ partnershipToken = '' }) => ({ token: partnershipToken }),
        body: () => ({ confirmsPartnership: true }),
        isPreviewed: true,
      },
    ],
  },
  {
    key: 'partners_see_each_other',
    by: { organization: reseller, roles: ['globalAdmin', 'adminAgent'] },
    calls: [
      {
        operation: 'partnership.list',
        keeps: (answer) => ({ providerId: itemsOf(answer).find((one) => isOf(one.provider, provider))!.provider!.id }),
      },
    ],
  },
  {
    key: 'invite_customer',
    by: { organization: reseller, roles: ['adminAgent', 'globalAdmin'] },
    calls: [
      {
        operation: 'location.list',
        keeps: (answer) => ({
          partnerId: String(itemsOf(answer).find(({ kind }) => kind === 'location')!.partnerId),
        }),
      },
      {
        operation: 'invitation.create',
        body: ({ providerId }) => ({ providerId }),
        keeps: ({ link }) => ({ invitationToken: lastPart(link) }),
      },
    ],
  },
  {
    key: 'customer_accepts',
    by: { organization: customer, roles: ['globalAdmin'] },
    calls: [
      {
        operation: 'invitation.open',
        path: ({ invitationToken = '' }) => ({ token: invitationToken }),
        keeps: ({ agreement }) => ({ edition: (agreement as { edition: string }).edition }),
      },
      { operation: 'tenant.list', keeps: (answer) => ({ tenantId: itemsOf(answer)[0]!.id }) },
      {
        operation: 'invitation.accept',
        path: ({ invitationToken = '' }) => ({ token: invitationToken }),
        body: ({ tenantId, edition }) => ({ tenantId, acceptsRelationship: true, acceptsAgreement: edition }),
        isPreviewed: true,
        keeps: (answer) => ({
          relationshipId: itemsOf(answer, 'relationships').find((one) => isOf(one.partner, provider))!.id,
        }),
      },
    ],
  },
  {
    key: 'provider_orders',
    by: { organization: provider, roles: ['salesAgent', 'adminAgent', 'globalAdmin'] },
    calls: [
      {
        operation: 'sku.list',
        query: () => ({ search: 'Workplace Standard' }),
        keeps: (answer) => ({ skuId: itemsOf(answer)[0]!.id }),
      },
      {
        operation: 'cart.create',
        body: ({ relationshipId, partnerId, skuId }) => ({
          relationshipId,
          resellerPartnerId: partnerId,
          lines: [{ skuId, segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity: 20 }],
        }),
        keeps: ({ id }) => ({ cartId: String(id) }),
      },
      {
        operation: 'cart.place',
        path: ({ cartId = '' }) => ({ id: cartId }),
        isPreviewed: true,
        keeps: ({ id }) => ({ orderId: String(id) }),
      },
    ],
  },
  {
    key: 'vendor_confirms',
    by: { organization: customer, roles: ['globalAdmin'] },
    calls: [
      {
        operation: 'subscription.list',
        query: ({ orderId }) => ({ orderId }),
        until: (answer) => itemsOf(answer).every(({ status }) => status !== 'provisioning'),
      },
    ],
  },
];
