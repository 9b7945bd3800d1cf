// How the wire reaches what happened: the feed by cursor, the activity log, heads and receipts.
import * as contract from '../../../contract/events.ts';
import type { Action } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { daysAfter } from '../../kernel/term.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/door/list.ts';
import { enter } from '../../platform/door/look.ts';
import { headOf, pairThread } from '../../platform/record/heads.ts';
import { signHead, signReceipt } from '../../platform/record/receipts.ts';
import { publicKeys } from '../../platform/record/signing-keys.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { paged } from '../../platform/wire/export.ts';
import { type Call, type Route, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Door } from '../../platform/world/world.ts';
import { consents, consentTypes } from './consents.ts';
import { type Body, type EventRow, envelopes, findEvent, type Places } from './offers.ts';
import { claimsOf, receiptOf } from './receipts.ts';
import { type Read, readThread } from './store.ts';
import { verifyingLog } from './verification.ts';

type Asked = {
  limit?: number;
  after?: string;
  type?: string;
  subject?: string;
  pair?: string;
  from?: string;
  until?: string;
};
const limitDefault = 50;
const activityDays = 31;

/** Names a thread in few letters: a cursor has a place for each lane, and a limit to its length. */
const markOf = (thread: string): string => hashed(thread).slice(0, 12);
const cursorOf = (thread: string, places: Places): string =>
  Buffer.from(JSON.stringify([markOf(thread), ...places])).toString('base64url');
/** A cursor of another thread, or of nobody, is refused: it would skip or repeat. */
function placesIn(thread: string, cursor: string): Places | undefined {
  try {
    const [of, ...places] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    // Cursors from before there were lanes name the thread in full, and the place in the first.
    const isOurs = of === markOf(thread) || (of === thread && places.length === 1);
    return isOurs && places.every((place) => Number.isSafeInteger(place)) ? (places as number[]) : undefined;
  } catch {
    return undefined;
  }
}

const threadOf = ({ actor }: Door, pair: string | undefined): string =>
  pair === undefined ? actor.organization : pairThread(actor.organization, pair);

/** The caller's own organization is the side; what is not its own does not exist for it. */
const entering = <T>(call: Call, action: Action, work: (door: Door) => Promise<T>): Promise<T | Refusal> =>
  call.world.database.read(async (tx) => {
    const { world, caller } = call;
    const entered = await enter(world, tx, { caller, action, sides: { organization: caller.organization } });
    return entered.ok ? work(entered.door) : entered;
  });

type Found = { ok: true; thread: string; read: Read };
type How = { backward: boolean; types?: readonly string[] | undefined };
async function readFor(door: Door, asked: Asked, { backward, types }: How): Promise<Found | Refusal> {
  const thread = threadOf(door, asked.pair);
  const from = asked.after === undefined ? undefined : placesIn(thread, asked.after);
  if (asked.after !== undefined && from === undefined) return refuse(no('invalid_cursor'));
  const limit = Math.min(asked.limit ?? limitDefault, door.world.limits.pageRowsMax);
  const since = asked.from && new Date(asked.from);
  const until = asked.until && new Date(asked.until);
  const period = { ...(since && { since }), ...(until && { until }) };
  const reading = { thread, from, backward, limit, types, subject: asked.subject, ...period };
  return { ok: true, thread, read: await readThread(door.tx, reading) };
}

const following = telling(contract.listEvents, (call) =>
  entering(call, 'event.see', async (door) => {
    const asked = call.query as Asked;
    const found = await readFor(door, asked, { backward: false, types: asked.type ? [asked.type] : undefined });
    if (!found.ok) return found;
    const { thread, read } = found;
    const next = cursorOf(thread, read.reached);
    return { ok: true, body: { items: await envelopes(door, read.rows), next, more: !read.isEnd } };
  }),
);

type Looking<Item> = { action: Action; types?: readonly string[]; item(door: Door, rows: EventRow[]): Promise<Item[]> };
/** Backward, a page at a time; the same pages make the export. */
const backward = <Item>(call: Call, asked: Asked, { action, types, item }: Looking<Item>) =>
  entering(call, action, async (door) => {
    const found = await readFor(door, asked, { backward: true, types });
    if (!found.ok) return found;
    const { thread, read } = found;
    const next = read.isEnd ? null : cursorOf(thread, read.reached);
    return { ok: true as const, items: await item(door, read.rows), next };
  });

/** AUD-001: the last month, unless a period is asked for or one thing's whole story. */
function periodOf({ world }: Call, asked: Asked): Asked {
  if (asked.from !== undefined || asked.until !== undefined || asked.subject !== undefined) return asked;
  return { ...asked, from: daysAfter(world.clock.business(), -activityDays).toISOString() };
}
const activity = (call: Call, asked: Asked) =>
  backward(call, periodOf(call, asked), {
    action: 'activity.see',
    ...(asked.type && { types: [asked.type] }),
    item: envelopes,
  });

/** AUD-001: date and time, customer, action and partner user come first. */
const columns = [
  'at',
  'customer',
  'type',
  'actor',
  'organization',
  'thing',
  'subject',
  'version',
  'before',
  'after',
  'id',
];

const lookingBack: Route = {
  ...telling(contract.listActivity, async (call) => {
    const found = await activity(call as Call, call.query as Asked);
    return found.ok ? { ok: true, body: { items: found.items, next: found.next } } : found;
  }),
  listed: {
    fields: columns,
    pages: (call) => async (after) => {
      const asked = call.query as Asked;
      const rest = after === undefined ? {} : { after };
      const found = await activity(call, { ...asked, ...rest, limit: call.world.limits.pageRowsMax });
      if (!found.ok) return found;
      const items = found.items.map((event) => ({
        ...event,
        customer: event.parties.customer?.name ?? null,
        organization: event.by.organization?.name ?? null,
      }));
      return { ok: true, items, next: found.next } satisfies Page;
    },
  },
};

const heading = telling(contract.seeHead, async (call) => {
  const found = await entering(call as Call, 'head.see', async (door) => {
    const head = await headOf(door.tx, threadOf(door, call.query.pair));
    return head ? { ok: true as const, head } : refuse(no('not_found'));
  });
  if (!found.ok) return found;
  return { ok: true, body: { ...found.head, signed: await signHead(call.world, found.head) } };
});

/** The names of all are asked for at once, so that a page costs one question more, not one for each receipt. */
async function receipts(door: Door, rows: EventRow[]) {
  const ids = rows.flatMap(({ body }) => Object.values((JSON.parse(body) as Body).sides));
  await namingOf(door.world, door.tx, { ids });
  return Promise.all(rows.map((row) => receiptOf(door, row)));
}
const listingReceipts = telling(contract.listReceipts, async (call) => {
  const looking = { action: 'receipt.see', types: consentTypes, item: receipts } as const;
  const found = await backward(call as Call, call.query as Asked, looking);
  return found.ok ? { ok: true, body: { items: found.items, next: found.next } } : found;
});

const findConsent = async (tx: Tx, thread: string, id: string): Promise<EventRow | undefined> => {
  const row = await findEvent(tx, id, thread);
  return row && (JSON.parse(row.body) as { type: string }).type in consents ? row : undefined;
};
const seeingReceipt = telling(contract.seeReceipt, async (call) => {
  const found = await entering(call as Call, 'receipt.see', async (door) => {
    const row = await findConsent(door.tx, door.actor.organization, call.path.event!);
    return row ? { ok: true as const, ...(await claimsOf(door, row)) } : refuse(no('not_found'));
  });
  if (!found.ok) return found;
  return { ok: true, body: { ...found.receipt, signed: await signReceipt(call.world, found.claims) } };
});

const showingKeys = telling(contract.seeReceiptKeys, async ({ world }) => ({
  ok: true,
  body: await publicKeys(world),
}));

export const views: readonly Route[] = [
  paged(following),
  lookingBack,
  heading,
  paged(listingReceipts),
  seeingReceipt,
  showingKeys,
  verifyingLog,
];
