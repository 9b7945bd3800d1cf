// What somebody may try to do next: a call, made up from what is there and from chance, right or wrong.

import { sampleBody } from '../../contract/example.ts';
import { operations } from '../../contract/list.ts';
import type { Operation } from '../../contract/operation.ts';
import { kebab } from '../../contract/spelling.ts';
import { line, partnerIds, type Shop, skus } from '../buying.ts';
import { type Named, organizationOf, type Person, tenantOf, tokenOf } from '../customers.ts';
import type { Chance } from '../seeded.ts';

export type Call = { by: Person | 'vendor'; path: string; body: Record<string, unknown> };
/** What a move is, and where its chance begins: played again on other ground it chooses in the same way. */
export type Move = { name: string; choice: number };
export type Known = { links: string[]; seen: { by: Person; path: string; item: Record<string, any> }[] };
type Make = (by: Chance, shop: Shop, known: Known) => Promise<Call | undefined> | Call | undefined;

const sellers: readonly Person[] = ['sena', 'minjun', 'jiwoo', 'dohyeon', 'yuna', 'aram', 'taeho', 'seojun'];
const customers: readonly (readonly [Person, Named])[] = [
  ['haneul', 'daram'],
  ['somi', 'pinegate'],
];
const everybody: readonly Person[] = [...sellers, 'haneul', 'bora', 'somi', 'hyun', 'nils', 'freja'];
const lists = [
  '/invitations',
  '/consents',
  '/relationships',
  '/subscriptions',
  '/carts',
  '/orders',
  '/wishes',
  '/members',
];

const itemsOf = async (shop: Shop, by: Person, path: string): Promise<Record<string, any>[]> =>
  (await shop.get(by, `${path}?limit=500`)).body.items ?? [];
const relationOf = async (by: Chance, shop: Shop, seller: Person) => {
  const items = await itemsOf(shop, seller, '/relationships');
  return items.length > 0 ? by.pick(items) : undefined;
};
const verbs = new Map<string, Operation>(
  operations.filter(({ method, path }) => method === 'POST' && path.includes('{id}')).map((one) => [one.name, one]),
);
const nounOfList: Record<string, string> = { '/consents': 'consent', '/wishes': 'wish' };
const nounFor = (path: string) => nounOfList[path] ?? path.slice(1, -1);

/** Any command on anything one sees, whether it is allowed or not, with a body that fits. */
const command: Make = async (by, shop) => {
  const who = by.pick(everybody);
  const path = by.pick(lists);
  const items = await itemsOf(shop, who, path);
  if (items.length === 0) return undefined;
  const noun = nounFor(path);
  const item = by.pick(items);
  const known = [...verbs.keys()].filter((name) => name.startsWith(`${noun}.`));
  const named: readonly string[] =
    by.is(0.8) && item.commands?.length > 0 ? item.commands : known.map((one) => one.split('.')[1]!);
  if (named.length === 0) return undefined;
  const operation = verbs.get(`${noun}.${by.pick(named)}`);
  if (!operation) return undefined;
  const sample = sampleBody(operation);
  if ('quantity' in sample) sample.quantity = (item.quantity ?? 0) + by.below(4);
  if ('resellerPartnerId' in sample) sample.resellerPartnerId = String(by.pick(Object.values(partnerIds)));
  if ('roles' in sample) sample.roles = [by.pick(['user', 'salesAgent', 'adminAgent', 'globalAdmin'])];
  return { by: who, path: `${path}/${item.id}/${kebab(operation.name.split('.')[1]!)}`, body: sample };
};

const invite: Make = (by) => {
  const who = by.pick(sellers);
  const provider = by.pick(['saebyeok', 'nordhavn'] as const);
  const body = by.is(0.5) ? { providerId: organizationOf(provider) } : {};
  return { by: who, path: '/invitations', body };
};
const answer: Make = (by, _shop, { links }) => {
  if (links.length === 0) return undefined;
  const [who, name] = by.pick(customers);
  const yes = { acceptsRelationship: true, acceptsAgreement: '2020-02', tenantId: tenantOf(name, 'customer') };
  const isYes = by.is(0.8);
  return {
    by: by.is(0.9) ? who : by.pick(everybody),
    path: `/invitation-links/${tokenOf(by.pick(links))}/${isYes ? 'accept' : 'decline'}`,
    body: isYes
      ? by.is(0.9)
        ? yes
        : { ...yes, acceptsRelationship: false }
      : { tenantId: tenantOf(name, 'customer') },
  };
};
const cart: Make = async (by, shop) => {
  const who = by.pick(sellers);
  const relationship = await relationOf(by, shop, who);
  if (!relationship) return undefined;
  const lines = Array.from({ length: 1 + by.below(3) }, () => line(by.pick(Object.values(skus)), 1 + by.below(30)));
  const reseller = by.is(0.6) ? { resellerPartnerId: String(by.pick(Object.values(partnerIds))) } : {};
  return { by: who, path: '/carts', body: { relationshipId: relationship.id, lines, ...reseller } };
};
const wish: Make = async (by, shop) => {
  const who = by.pick(['jiwoo', 'dohyeon'] as const);
  const relationship = await relationOf(by, shop, who);
  if (!relationship) return undefined;
  const provider = organizationOf(by.pick(['saebyeok', 'nordhavn'] as const));
  const sku = { skuId: by.pick(Object.values(skus)), quantity: 1 + by.below(20) };
  return { by: who, path: '/wishes', body: { relationshipId: relationship.id, providerId: provider, ...sku } };
};
const confirm: Make = async (by, shop) => {
  const { body } = await shop.vendor('/subscriptions?limit=500', { method: 'GET' });
  const items = body.items ?? [];
  if (items.length === 0) return undefined;
  const isFine = by.is(0.8);
  const text = isFine ? { entitlementId: `ent-${by.below(1e9)}` } : { reason: 'The tenant is locked.' };
  return { by: 'vendor', path: `/subscriptions/${by.pick<any>(items).id}/${isFine ? 'confirm' : 'fail'}`, body: text };
};
const judge: Make = async (by, shop) => {
  const { body } = await shop.vendor('/enrolments?limit=500', { method: 'GET' });
  const verb = by.pick(['suspend', 'reinstate', 'reinstate', 'restrict']);
  const reason = { suspend: { reason: 'abuse', note: 'Reported' }, restrict: { note: 'Below' }, reinstate: {} }[verb]!;
  return { by: 'vendor', path: `/enrolments/${by.pick<any>(body.items).id}/${verb}`, body: reason };
};
const attest: Make = async (by, shop) => {
  const who = by.pick(sellers);
  const relationship = await relationOf(by, shop, who);
  const operation = operations.find(({ name }) => name === 'customerAgreement.attest')!;
  const sample = {
    ...sampleBody(operation),
    edition: '2020-02',
    ...(relationship && { relationshipId: relationship.id }),
  };
  return { by: who, path: '/customer-agreements/attest', body: sample };
};

/** Waiting is a move of its own; the player turns the clock. */
export const waiting = 'wait';
export const makes: Readonly<Record<string, Make>> = { command, invite, answer, cart, wish, confirm, judge, attest };
const weights: Readonly<Record<string, number>> = {
  ...{ command: 8, invite: 3, answer: 4, cart: 4, wish: 2, confirm: 3, judge: 1, attest: 1 },
  [waiting]: 1,
};
const hat = Object.entries(weights).flatMap(([name, weight]) => Array<string>(weight).fill(name));
export const drawn = (by: Chance, count: number): Move[] =>
  Array.from({ length: count }, () => ({ name: by.pick(hat), choice: by.below(2 ** 31) }));
