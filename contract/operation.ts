// What an operation is: method, path, body, answer; and the class of every field that an answer shows.
import {
  type Static,
  type TEnum,
  type TInteger,
  type TObject,
  type TProperties,
  type TSchema,
  type TString,
  Type,
} from 'typebox';

const fieldClasses = ['public', 'commercial', 'cost', 'personal', 'secret'] as const;
export type FieldClass = (typeof fieldClasses)[number];
type Classed = { class: FieldClass };

/** A field that every side sees. */
export const open = <T extends TSchema>(schema: T) => Object.assign(schema, { class: 'public' as FieldClass });
/** A field that only some sides see, so it may be absent. */
export const only = <T extends TSchema>(to: Exclude<FieldClass, 'public'>, schema: T) =>
  Object.assign(Type.Optional(schema), { class: to as FieldClass });

export const Text = (lengthMax = 200, lengthMin = 1) =>
  Type.String({
    minLength: lengthMin,
    maxLength: lengthMax,
    pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*$',
  });
export const Identifier = () => Type.String({ pattern: '^[a-z]{2,5}_[0-9a-f]{32}$' });
export const Instant = () => Type.String({ format: 'date-time' });
export const Country = () => Type.String({ pattern: '^[A-Z]{2}$' });
export const Email = () => Type.String({ format: 'email', maxLength: 254 });
/** What lets in whoever bears it, such as a link with a token: an answer that shows one is never compressed. */
export const Bearer = () => Object.assign(Type.String(), { isBearer: true });
export const Money = () => Type.Object({ amount: Type.String(), currency: Type.String({ pattern: '^[A-Z]{3}$' }) });
export const OrNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** An organization as it is named in the answers about other things. */
export const Party = Type.Object({ id: Type.String(), name: Type.String(), country: Type.String() });
export type Party = Static<typeof Party>;

/** Why not: what is wrong, and what to do now. */
export const Reason = Type.Object({
  code: Type.String(),
  rule: Type.Optional(Type.String()),
  says: Type.String(),
  mend: Type.String(),
});
const Because = Type.Array(Reason);
/** What this caller may do with the thing now, and the reason either way. */
export const Commands = Type.Record(
  Type.String(),
  Type.Object({
    allowed: Type.Boolean(),
    why: Type.Optional(Type.String()),
    because: Type.Optional(Because),
  }),
);

type Common<Status extends string[]> = {
  id: TString & Classed;
  status: TEnum<Status> & Classed;
  version: TInteger & Classed;
};

/** A thing as it is shown: `id`, `status`, `version` and its facts; a field without a class does not compile. */
export const noun = <const Status extends string[], F extends Record<string, TSchema & Classed>>(
  status: [...Status],
  fields: F,
) => {
  const common = {
    id: open(Type.String()),
    status: open(Type.Enum(status)),
    version: open(Type.Integer()),
  } as unknown as Common<Status>;
  return Type.Object({ ...common, ...fields });
};
/** A thing in an answer: its facts, `commands` for this caller (not under asOf), and `asOf` when it was asked for. */
export const shown = <P extends TProperties>(thing: TObject<P>) =>
  Type.Intersect([thing, Type.Object({ commands: Type.Optional(Commands), asOf: Type.Optional(Instant()) })]);

/** The answer of a command that shows something once and never again, such as a first password. */
export const revealing = <P extends TProperties, R extends TProperties>(thing: TObject<P>, once: R) =>
  Type.Intersect([shown(thing), Type.Object({ revealed: Type.Optional(Type.Object(once)) })]);

/** A page of a list: its things, each with the names of the commands that role and status allow. */
const page = <P extends TProperties>(thing: TObject<P>) =>
  Type.Object({
    items: Type.Array(Type.Intersect([thing, Type.Object({ commands: Type.Optional(Type.Array(Type.String())) })])),
    next: OrNull(Type.String()),
    total: Type.Optional(Type.Integer()),
    asOf: Type.Optional(Instant()),
  });

export const classesOf = (thing: TObject): Record<string, FieldClass> =>
  Object.fromEntries(
    Object.entries(thing.properties).map(([name, field]) => [name, (field as unknown as Classed).class]),
  );

export type Operation = {
  /** `noun.verb`, the same in policy, CLI and events. */
  name: `${string}.${string}`;
  method: 'GET' | 'POST';
  path: `/${string}`;
  /** One sentence: OpenAPI, the readable docs and the CLI's help show it. */
  summary: string;
  who: 'anyone' | 'person' | 'program' | 'both';
  /** SEC-003, SEC-004: a person needs a proven second factor. */
  secondFactor: boolean;
  /** No other command takes it back: portal and CLI show what will happen and ask once more. */
  isIrreversible?: boolean;
  /** A person needs a proof of the last minutes; its preview does not. */
  needsFreshProof?: boolean;
  query: TObject;
  body: TObject;
  /** Content types of a body that is a file and streams in; `body` is then empty. */
  takes?: readonly string[];
  /** The answer is a file, as it is. */
  givesFile?: true;
  /** Of a list: what one must be allowed, beside seeing it, to take it away whole (matrix row 14). */
  exportedBy?: 'relationship.export' | 'subscription.export';
  answer: TSchema;
  status: 200 | 201 | 202 | 204;
};

type Named<N, P> = { name: N; path: P; summary: string } & Partial<
  Pick<Operation, 'who' | 'secondFactor' | 'isIrreversible' | 'needsFreshProof' | 'givesFile' | 'exportedBy'>
>;
type Name = Operation['name'];
type At = Operation['path'];
const none = Type.Object({}, { additionalProperties: false });
/** A body that takes these fields and no others. */
export const body = <P extends TProperties>(fields: P): TObject<P> =>
  Type.Object(fields, { additionalProperties: false });

/** A change: `POST`, previewable, idempotent by key, guarded by `If-Match`. */
export const command = <const N extends Name, const P extends At, B extends TObject, A extends TSchema>(
  rest: Named<N, P> & { body: B; answer: A; status?: Operation['status'] },
) => ({ who: 'both', secondFactor: true, query: none, status: 200, method: 'POST', ...rest }) satisfies Operation;

/** A change whose body is a file. It has no preview and no Idempotency-Key: sending it again begins anew. */
export const upload = <const N extends Name, const P extends At, A extends TSchema>(
  rest: Named<N, P> & { takes: readonly string[]; answer: A; status?: Operation['status'] },
) =>
  ({
    who: 'both',
    secondFactor: true,
    query: none,
    body: none,
    status: 200,
    method: 'POST',
    ...rest,
  }) satisfies Operation;

const asOf = { asOf: Type.Optional(Instant()) };
/** An answer about one thing. */
export const view = <
  const N extends Name,
  const P extends At,
  A extends TSchema,
  Q extends TProperties = Record<never, never>,
>(
  rest: Named<N, P> & { answer: A; query?: Q },
) =>
  ({
    who: 'both',
    secondFactor: true,
    method: 'GET',
    status: 200,
    body: none,
    ...rest,
    query: body({ ...asOf, ...rest.query } as typeof asOf & Q),
  }) satisfies Operation;

const paging = {
  ...asOf,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  // A cursor holds the sorted value, and a name in Korean takes four letters of it for each of its own.
  after: Type.Optional(Type.String({ maxLength: 2000 })),
  sort: Type.Optional(Type.String({ maxLength: 100 })),
  search: Type.Optional(Type.String({ maxLength: 200 })),
  count: Type.Optional(Type.Enum(['exact', 'estimate'])),
};
/** A page of things, with the filters this list takes. */
export const list = <const N extends Name, const P extends At, T extends TProperties, Q extends TProperties>({
  of,
  filters,
  ...rest
}: Named<N, P> & { of: TObject<T>; filters: Q }) =>
  ({
    who: 'both',
    secondFactor: true,
    method: 'GET',
    status: 200,
    body: none,
    ...rest,
    query: body({ ...paging, ...filters } as typeof paging & Q),
    answer: page(of),
  }) satisfies Operation;

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
/** The names that stand in braces in a path, each with its value. */
export type Path<O extends Pick<Operation, 'path'>> = { [name in Names<O['path']>]: string };
export type Body<O extends Pick<Operation, 'body'>> = Static<O['body']>;
export type Query<O extends Pick<Operation, 'query'>> = Static<O['query']>;
export type Answer<O extends Pick<Operation, 'answer'>> = Static<O['answer']>;
