// The pages of catalogue, orders and subscriptions, with everything on them that one may meet.
import { createAttestation, readCustomerAgreement } from '../../../contract/agreements.ts';
import { declineWish, sendWish } from '../../../contract/orders.ts';
import { createPriceImport, seePriceImport, uploadPriceSheet } from '../../../contract/price-sheets.ts';
import { listRelationships, seeRelationship } from '../../../contract/relationships/relationships.ts';
import { csvOf, price } from '../../../server/capabilities/price-sheets/sheets/sample-sheets.ts';
import { until } from '../../outbox-world.ts';
import type { Place, Somebody } from '../place.ts';
import { cartOf, lineFor, orderOf, sellingTogether } from '../selling-world.ts';
import type { Shots } from '../shots.ts';

const bad = { ...price, SkuId: '0002', UnitPrice: '1,5', Market: 'Korea' };
async function imported(mira: Somebody, name: string, sheet: string): Promise<string> {
  const { id } = await mira.call(createPriceImport, { body: { name, list: 'licence', missing: 'keep' } });
  const file = new Blob([sheet], { type: 'text/csv' });
  await mira.call(uploadPriceSheet, { path: { id }, file });
  const see = () => mira.call(seePriceImport, { path: { id } });
  await until(see, ({ status }) => status !== 'uploading');
  return id;
}

async function wished(place: Place, { sena, jiwoo }: { sena: Somebody; jiwoo: Somebody }) {
  const { items } = await jiwoo.call(listRelationships, { query: { search: 'Daram' } });
  const { id: relationshipId, customer } = items[0]!;
  const { skuId } = await lineFor(sena, customer.id, 1);
  const body = { relationshipId, providerId: sena.me.organization!, skuId, quantity: 12 };
  const open = await jiwoo.call(sendWish, { body: { ...body, note: '새 사무실에 필요합니다.' } });
  const other = await jiwoo.call(sendWish, { body });
  const minjun = await place.as('Minjun');
  await minjun.call(declineWish, { path: { id: other.id }, body: { note: 'Not before May.' } });
  return { wish: open.id, declined: other.id, sku: skuId, customer: customer.id };
}

async function askedToConfirm(sena: Somebody, id: string) {
  const { tenantId } = await sena.call(seeRelationship, { path: { id } });
  const { edition } = await sena.call(readCustomerAgreement, { query: { country: 'KR' } });
  const made = await sena.call(createAttestation, {
    body: { tenantId, edition, returnUrl: 'https://shop.example/checkout' },
  });
  return { attestation: made.id, attestationLink: new URL(made.link!).pathname };
}

export const selling: Shots = {
  prepare: async (place) => {
    const { sena, jiwoo, relationship } = await sellingTogether(place);
    const mira = await place.as('Mira');
    const placed = await orderOf(sena, relationship, 20);
    const cart = await cartOf(sena, relationship, 5);
    const checked = await imported(mira, 'April', csvOf([price]));
    const broken = await imported(mira, 'Broken', csvOf([price, bad]));
    const failed = await imported(mira, 'No sheet', 'a,b\n1,2\n');
    const attestation = await askedToConfirm(sena, relationship);
    return {
      relationship,
      cart,
      checked,
      broken,
      failed,
      ...attestation,
      ...placed,
      ...(await wished(place, { sena, jiwoo })),
    };
  },
  shots: [
    { name: 'products', by: 'Minjun', path: () => '/products' },
    { name: 'skus', by: 'Minjun', path: () => '/skus' },
    { name: 'sku', by: 'Minjun', path: ({ sku }) => `/skus/${sku}` },
    { name: 'prices', by: 'Minjun', path: () => '/prices' },
    { name: 'price-differences', by: 'Minjun', path: () => '/price-differences?from=2020-01-01T00:00:00.000Z' },
    { name: 'availability', by: 'Sena', path: ({ relationship }) => `/availability?relationship=${relationship}` },
    { name: 'price-imports', by: 'Mira', path: () => '/price-imports' },
    { name: 'price-import-new', by: 'Mira', path: () => '/price-imports/new' },
    { name: 'price-import-checked', by: 'Mira', path: ({ checked }) => `/price-imports/${checked}` },
    { name: 'price-import-bad-rows', by: 'Mira', path: ({ broken }) => `/price-imports/${broken}` },
    { name: 'price-import-failed', by: 'Mira', path: ({ failed }) => `/price-imports/${failed}` },
    { name: 'order-customer', by: 'Sena', path: () => '/orders/new' },
    { name: 'order-offers', by: 'Sena', path: ({ cart }) => `/orders/new?cart=${cart}&step=offers` },
    { name: 'order-lines', by: 'Sena', path: ({ cart }) => `/orders/new?cart=${cart}&step=lines` },
    { name: 'order-review', by: 'Sena', path: ({ cart }) => `/orders/new?cart=${cart}&step=review` },
    { name: 'orders', by: 'Jiwoo', path: () => '/orders' },
    { name: 'order', by: 'Sena', path: ({ order }) => `/orders/${order}` },
    { name: 'carts', by: 'Sena', path: () => '/carts' },
    { name: 'cart', by: 'Sena', path: ({ cart }) => `/carts/${cart}` },
    { name: 'subscriptions', by: 'Minjun', path: () => '/subscriptions' },
    { name: 'subscriptions-of-a-customer', by: 'Haneul', path: () => '/subscriptions' },
    { name: 'subscription', by: 'Minjun', path: ({ subscription }) => `/subscriptions/${subscription}` },
    {
      name: 'subscription-of-a-customer',
      by: 'Haneul',
      path: ({ subscription }) => `/subscriptions/${subscription}`,
    },
    {
      name: 'subscription-increase',
      by: 'Sena',
      path: ({ subscription }) => `/subscriptions/${subscription}`,
      act: async (page) => page.locator('[data-command="increaseQuantity"]').click(),
    },
    {
      name: 'subscription-reseller',
      by: 'Sena',
      path: ({ subscription }) => `/subscriptions/${subscription}`,
      act: async (page) => page.locator('[data-command="setReseller"]').click(),
    },
    { name: 'attestations', by: 'Sena', path: () => '/attestations' },
    { name: 'attestation', by: 'Sena', path: ({ attestation }) => `/attestations/${attestation}` },
    { name: 'attestation-link', path: ({ attestationLink }) => attestationLink! },
    { name: 'notifications', by: 'Sena', path: () => '/notifications' },
    { name: 'notification-link', path: () => '/notification-links/unknown' },
    { name: 'wishes', by: 'Jiwoo', path: () => '/wishes' },
    { name: 'wish', by: 'Sena', path: ({ wish }) => `/wishes/${wish}` },
    { name: 'wish-declined', by: 'Jiwoo', path: ({ declined }) => `/wishes/${declined}` },
    { name: 'wish-new', by: 'Jiwoo', path: () => '/wishes/new' },
    { name: 'qualifications', by: 'Mira', path: () => '/qualifications' },
  ],
};
