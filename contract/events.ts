// Our promise about what happened: events to follow, the activity log to read, receipts and heads that prove it.
import { type Static, type TProperties, type TSchema, Type } from 'typebox';
import { Job } from './jobs.ts';
import { body, command, Instant, type Operation, OrNull, Party, shown } from './operation.ts';

/** A thread has lanes, each with entries of its own: 1, 2, 3 and so on. */
const Link = Type.Object({
  thread: Type.String(),
  lane: Type.Integer(),
  index: Type.Integer(),
  hash: Type.String(),
});
const Fields = Type.Record(Type.String(), Type.Unknown());

/** What happened, with as many fields of the thing as the caller's side may see. */
export const Event = Type.Object({
  id: Type.String(),
  /** `noun.verbed`. */
  type: Type.String(),
  /** Business time; `recordedAt` is the clock on the wall. */
  at: Instant(),
  recordedAt: Instant(),
  by: Type.Object({ kind: Type.String(), organization: OrNull(Party) }),
  /** Who did it; null where the caller may not see it, or where it was erased. */
  actor: OrNull(Type.String()),
  onBehalfOf: OrNull(Party),
  thing: Type.String(),
  subject: Type.String(),
  version: Type.Integer(),
  parties: Type.Record(Type.String(), Party),
  /** The fields that changed, before and after; `before` is null where the thing is new. */
  before: OrNull(Fields),
  after: Fields,
  rules: Type.Array(Type.String()),
  chains: Type.Array(Link),
});
export type Event = Static<typeof Event>;

const none = Type.Object({}, { additionalProperties: false });
type Asked<N, P, Q, A> = { name: N; path: P; summary: string; query: Q; answer: A };
const asking = <
  const N extends Operation['name'],
  const P extends Operation['path'],
  Q extends TProperties,
  A extends TSchema,
>({
  query,
  ...rest
}: Asked<N, P, Q, A>) =>
  ({
    ...{ who: 'both', secondFactor: true, method: 'GET', status: 200, body: none },
    ...rest,
    query: body(query),
  }) satisfies Operation;

const EventType = () => Type.String({ pattern: '^[a-zA-Z]+\\.[a-zA-Z]+$', maxLength: 80 });
const some = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  type: Type.Optional(EventType()),
  subject: Type.Optional(Type.String({ maxLength: 60 })),
  /** The other organization: only what concerns both. */
  pair: Type.Optional(Type.String({ maxLength: 60 })),
};

export const listEvents = asking({
  name: 'event.list',
  path: '/api/v1/events',
  summary: 'What happened since the cursor, oldest first, each once; come back with `next` for more.',
  query: some,
  answer: Type.Object({
    items: Type.Array(Event),
    /** Where to go on; also when there is nothing more right now. */
    next: Type.String(),
    more: Type.Boolean(),
  }),
});

export const listActivity = asking({
  name: 'activity.list',
  path: '/api/v1/activity',
  summary: 'Who did what, newest first; the last month unless a period is given. CSV for the whole of it.',
  query: { ...some, from: Type.Optional(Instant()), until: Type.Optional(Instant()) },
  answer: Type.Object({ items: Type.Array(Event), next: OrNull(Type.String()) }),
});

export const Head = Type.Object({
  thread: Type.String(),
  /** How many entries the lanes have together. */
  index: Type.Integer(),
  /** Over where each lane ends: SHA-256, in base64url, of `[[lane,index,hash],…]` as JSON. */
  hash: Type.String(),
  lanes: Type.Array(Type.Object({ lane: Type.Integer(), index: Type.Integer(), hash: Type.String() })),
  /** The same with issuer and time as a JWS: keep it outside. */
  signed: Type.String(),
});
export type Head = Static<typeof Head>;

export const seeHead = asking({
  name: 'head.see',
  path: '/api/v1/heads',
  summary: 'The signed end of your log: kept outside, it proves later that nothing before it was changed.',
  query: { pair: some.pair },
  answer: Head,
});

export const Receipt = Type.Object({
  event: Type.String(),
  type: Type.String(),
  at: Instant(),
  thing: Type.String(),
  subject: Type.String(),
  parties: Type.Record(Type.String(), Party),
  agreedBy: Type.Object({ organization: Type.String(), person: OrNull(Type.String()) }),
  shown: Type.Object({ key: Type.String(), edition: Type.String(), language: Type.String(), text: Type.String() }),
  until: OrNull(Instant()),
});
export type Receipt = Static<typeof Receipt>;

export const listReceipts = asking({
  name: 'receipt.list',
  path: '/api/v1/receipts',
  summary: 'Every consent that concerns you, newest first.',
  query: { limit: some.limit, after: some.after, subject: some.subject, pair: some.pair },
  answer: Type.Object({ items: Type.Array(Receipt), next: OrNull(Type.String()) }),
});

export const seeReceipt = asking({
  name: 'receipt.see',
  path: '/api/v1/receipts/{event}',
  summary: 'One consent as a signed receipt, which anybody can verify without this server.',
  query: {},
  answer: Type.Intersect([Receipt, Type.Object({ signed: Type.String() })]),
});

export const seeReceiptKeys = {
  ...asking({
    name: 'receipt.keys',
    path: '/.well-known/kontor-receipts.json',
    summary: 'The public keys that verify receipts and heads of this cloud.',
    query: {},
    answer: Type.Object({ keys: Type.Array(Fields) }),
  }),
  who: 'anyone',
  secondFactor: false,
} as const satisfies Operation;

const headsMax = 10_000;
const lanesMax = 4_096;
const place = {
  index: Type.Integer({ minimum: 1 }),
  hash: Type.String({ pattern: '^[\\w-]{43}$', examples: ['A'.repeat(43)] }),
};
const lane = Type.Integer({ minimum: 0, maximum: lanesMax - 1 });
export const verifyLog = command({
  name: 'log.verify',
  path: '/api/v1/log/verify',
  summary: 'Have the whole log of this cloud checked, against heads kept outside if there are any.',
  status: 202,
  body: body({
    heads: Type.Optional(
      Type.Array(
        body({
          thread: Type.String({ minLength: 1, maxLength: 100 }),
          ...place,
          /** Of a head with lanes: all of them, as they were given. */
          lanes: Type.Optional(Type.Array(body({ lane, ...place }), { maxItems: lanesMax })),
          /** Of one entry: in which lane it stands. */
          lane: Type.Optional(lane),
        }),
        { maxItems: headsMax },
      ),
    ),
  }),
  answer: shown(Job),
});

export const operations = [
  listEvents,
  listActivity,
  seeHead,
  listReceipts,
  seeReceipt,
  seeReceiptKeys,
  verifyLog,
] as const satisfies readonly Operation[];
