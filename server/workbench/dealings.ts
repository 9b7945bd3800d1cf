// What already goes on in the demo when a newcomer arrives: partners, customers, a link on its way, some orders.
import { type Acting, type Answer, as, type Builder, organizationOf, tokenIn } from './builder.ts';
import { skuOf } from './sheets.ts';

type Items = { items: (Record<string, unknown> & { id: string })[] };
type Pair = { provider: string; reseller: string };
/** Named by the people who act: a seller of the provider, a global admin of the reseller. */
async function partner(builder: Builder, { provider, reseller }: Pair): Promise<void> {
  const { link } = await as(builder, provider)('partnershipInvitation.create');
  const body = { confirmsPartnership: true };
  await as(builder, reseller)('partnershipInvitation.use', { path: { token: tokenIn(link) }, body });
}

type Dealing = {
  /** Who invites, and who accepts for the customer. */
  by: string;
  customer: string;
  /** A person of the provider, where a reseller invites for both. */
  provider?: string;
};
/** An invitation accepted as customers do, with the agreement where the cloud has one; the seller's relationship. */
async function relate(builder: Builder, { by, customer, provider }: Dealing): Promise<string> {
  const providerId = provider && organizationOf(builder, provider);
  const body = providerId ? { providerId } : {};
  const { link } = await as(builder, by)('invitation.create', { body });
  const path = { token: tokenIn(link) };
  const byCustomer = as(builder, customer);
  const { agreement } = (await byCustomer('invitation.open', { path })) as unknown as {
    agreement: { edition: string } | null;
  };
  const accepted = await byCustomer('invitation.accept', {
    path,
    body: {
      tenantId: (await tenants(byCustomer, 'customer'))!.id,
      acceptsRelationship: true,
      ...(agreement && { acceptsAgreement: agreement.edition }),
    },
  });
  const made = accepted.relationships as { id: string; partner: { id: string } }[];
  return made.find((one) => one.partner.id === organizationOf(builder, provider ?? by))!.id;
}
const tenants = async (by: Acting, purpose: string) =>
  ((await by('tenant.list')) as unknown as Items).items.find((one) => one.purpose === purpose);

const invite = (builder: Builder, by: string): Promise<Answer> => as(builder, by)('invitation.create');

type Line = [title: string, quantity: number, plan?: 'Annual'];
type Ordering = { by: string; relationship: string; reseller?: string; lines: Line[] };
async function order(builder: Builder, { by, relationship, reseller, lines }: Ordering): Promise<void> {
  const seller = as(builder, by);
  const body = {
    relationshipId: relationship,
    ...(reseller && { resellerPartnerId: await partnerIdOf(as(builder, reseller)) }),
    lines: lines.map(([title, quantity, billingPlan = 'Monthly']) => ({
      ...{ skuId: skuOf(title), segment: 'Commercial', term: 'P1Y', billingPlan, quantity },
    })),
  };
  const cart = await seller('cart.create', { body });
  await seller('cart.place', { path: { id: cart.id } });
}
const partnerIdOf = async (by: Acting): Promise<string> => {
  const { items } = (await by('location.list')) as unknown as Items;
  return String(items.find(({ kind }) => kind === 'location')!.partnerId);
};

/** By cloud; nobody of the stories begins with more than the stories give it. */
const settling: Readonly<Record<string, (builder: Builder) => Promise<void>>> = {
  worldwide: async (builder) => {
    const [sena, hana, sori] = ['sena@saebyeok.example', 'hana@hallasan.example', 'sori@sorae.example'];
    await partner(builder, { provider: sena, reseller: hana });
    const sorae = await relate(builder, { by: hana, customer: sori, provider: sena });
    const lines: Line[] = [
      ['Workplace Standard', 35],
      ['Shield for Mail', 35],
    ];
    await order(builder, { by: sena, relationship: sorae, reseller: hana, lines });
    await order(builder, { by: sena, relationship: sorae, lines: [['Charts Pro', 4, 'Annual']] });
    const yuna = 'yuna@lumenfold.example';
    const garam = await relate(builder, { by: yuna, customer: 'gaeun@garam.example' });
    await order(builder, { by: yuna, relationship: garam, lines: [['Workplace Basic', 8]] });
    await invite(builder, yuna);
    await partner(builder, { provider: 'anders@nordhavn.example', reseller: 'liv@fjordlys.example' });
  },
  usgov: async (builder) => {
    const fay = 'fay@fortline.example';
    const millbrook = await relate(builder, { by: fay, customer: 'mason@millbrook.example' });
    await order(builder, { by: fay, relationship: millbrook, lines: [['Workplace Standard', 120]] });
  },
  china: async (builder) => {
    const peng = 'peng@jiangling.example';
    await partner(builder, { provider: peng, reseller: 'yun@yunpan.example' });
    const yufeng = await relate(builder, { by: peng, customer: 'lin@yufeng.example' });
    await order(builder, { by: peng, relationship: yufeng, lines: [['Files Plan 2', 15]] });
  },
};

export const settle = (builder: Builder): Promise<void> =>
  settling[builder.world.cloud.id]?.(builder) ?? Promise.resolve();
