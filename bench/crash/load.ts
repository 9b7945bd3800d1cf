// Sends commands until the server is gone, and remembers each with its answer, if one came.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { patient } from '../side/patient.ts';
import { cartOf, type Plan, partnerOf, relationshipOf } from '../town/rows.ts';

export type Sent = {
  key: string;
  path: string;
  /** Whose program asks; nobody signs up as somebody. */
  partner: number | undefined;
  body: object;
  /** Undefined when the server was gone first. */
  answer: { id: string; version: number; text: string } | undefined;
  mail?: string;
};
type Loading = Door & { plan: Plan };
const atOnce = 16;

const line = { skuId: 'KTR000000001:0001', segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity: 5 };

/** A thing changed, a thing made, a job asked for, and many things at once. */
function nextOf({ plan }: Loading, no: number): Omit<Sent, 'answer'> {
  const key = randomUUID();
  const customer = 1 + Math.floor(Math.random() * (plan.customers - 1));
  const partner = partnerOf(customer, plan);
  const relationshipId = relationshipOf(customer);
  const kind = Math.random();
  if (kind < 0.5) {
    const body = { customerName: `Customer ${key}` };
    return { key, partner, path: `/relationships/${relationshipId}/rename`, body };
  }
  if (kind < 0.75) return { key, partner, path: '/carts', body: { relationshipId, lines: [line] } };
  if (kind < 0.85 && no < plan.carts) {
    const cart = 1 + no;
    const by = partnerOf((cart % plan.customers) + 1, plan);
    return { key, partner: by, path: `/carts/${cartOf(cart)}/place`, body: {} };
  }
  const mail = `${key}@example.test`;
  const about = { organizationName: `Company ${key}`, country: 'KR', domain: `d-${key}.example`, mail };
  return { key, partner: undefined, path: '/sign-ups', mail, body: { ...about, displayName: 'Seo', language: 'ko' } };
}

export type Door = { port: number; tokens: readonly string[] };
export async function send({ port, tokens }: Door, { key, path, partner, body }: Omit<Sent, 'answer'>) {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    host: `localhost:${port}`,
    ...(partner !== undefined && { authorization: `Bearer ${tokens[partner]}` }),
  };
  const asked = { method: 'POST', body: JSON.stringify(body), headers };
  const answer = await patient(() => fetch(`http://127.0.0.1:${port}/api/v1${path}`, asked));
  const text = await answer.text();
  // Nobody outside takes this token apart; whoever looks into the database for what was promised may.
  const [seen = ''] = (answer.headers.get('consistency') ?? '').split('.');
  const [id = '', version] = Buffer.from(seen, 'base64url').toString().split('.');
  const isReplayed = answer.headers.get('idempotency-replayed') === 'true';
  return { ok: answer.ok, status: answer.status, id, version: Number(version), text, isReplayed };
}

/** Ends when `isOver` says so and no answer is awaited any more. Refusals are faults: nothing here may be refused. */
export async function loadUntil(isOver: () => boolean, loading: Loading, firstCart: number) {
  const sent: Sent[] = [];
  const refused: string[] = [];
  let no = firstCart;
  const one = async () => {
    while (!isOver()) {
      const next = nextOf(loading, no++);
      const kept: Sent = { ...next, answer: undefined };
      sent.push(kept);
      const answer = await send(loading, next).catch(() => undefined);
      if (!answer) await pause(1);
      else if (answer.ok) kept.answer = answer;
      else if (!isOver()) refused.push(`${next.path} ${answer.status} ${answer.text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { sent, refused, carts: no };
}
