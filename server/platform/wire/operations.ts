// From a request to one of the two doors and back: what each kind of operation makes of a call.
import type { Readable } from 'node:stream';
import type { Sql } from 'sql-template-tag';
import type { Body, Operation, Query } from '../../../contract/operation.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import type { Action } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Act, Performed } from '../door/change.ts';
import type { Page } from '../door/list.ts';
import { lookAt, lookOver } from '../door/look.ts';
import { perform } from '../door/perform.ts';
import { identityLimits } from '../settings/identity-limits.ts';
import { reason, say } from '../world/problem.ts';
import { no } from '../world/refusals.ts';
import type { Caller, Foreseen, Kept, Line, Row, Seen, Thing, World } from '../world/world.ts';
import { consistencyToken } from './consistency.ts';

export type Call<O extends Operation = Operation> = {
  world: World;
  caller: Caller;
  path: Readonly<Record<string, string>>;
  query: Query<O>;
  body: Body<O>;
  language: string | undefined;
  /** The request carried the Consistency token of a change. */
  hasSeenChange?: true;
  once: string | undefined;
  preview: boolean;
  version: number | undefined;
  previewToken: string | undefined;
  /** The body as it was sent, where `body` was prepared from it. */
  said?: unknown;
  /** The body of an operation that takes a file; whoever answers reads it or leaves it. */
  file?: Readable;
};
export type Reply =
  | {
      ok: true;
      body: unknown;
      headers?: Record<string, string | string[]>;
      /** Sent instead of the body: a file that is never whole in memory. */
      stream?: { type: string; from: Readable };
    }
  | Refusal;
export type Route = {
  operation: Operation;
  /** Only what goes through the door to changes can be tried without a trace. */
  isPreviewable?: true;
  answer(call: Call): Promise<Reply>;
  /** Of a list: its fields, and the pages behind the one asked for, for exports. */
  listed?: {
    fields: readonly string[];
    pages(call: Call): (after: string | undefined) => Promise<Page | Refusal>;
    /** How a row is written into a table, where its fields are more than plain values. */
    cells?(row: Row): Row;
  };
};

const keyOf = (call: Call) => Object.values(call.path)[0] ?? '';

/** A command; `shape` makes the answer from the states of its steps, by default the first one's. */
export const doing = <O extends Operation>(
  operation: O,
  act: Act<Body<O>>,
  shape: (states: readonly Seen[]) => unknown = ([first]) => first!.shown,
): Route => ({
  operation,
  isPreviewable: true,
  answer: async (call) => {
    const { world, caller, once, preview, version, previewToken, language } = call;
    const command = call.body as Body<O>;
    const asked = {
      operation: operation.name,
      act,
      key: keyOf(call),
      command,
      said: call.said,
      once,
      preview,
      version,
      previewToken,
    };
    const performed = await perform(world, { ...caller, ...(language && { language }) }, asked);
    if (preview) return previewed(performed, language);
    if (!performed.ok) return performed;
    const [first] = performed.states;
    const headers: Record<string, string> = {
      ...(performed.events.length > 0 && { consistency: consistencyToken(world, first!) }),
    };
    if (operation.status === 201) headers.location = `${operation.path}/${first!.id}`;
    if (performed.replayed) headers['idempotency-replayed'] = 'true';
    return { ok: true, body: shape(performed.states), headers };
  },
});

/**
 * A command that needs something slow first, outside the transaction: a password hashed, a name looked up. A repeated
 * request is recognized by what was sent, not by what was made of it.
 */
export const preparing = <O extends Operation, Command>(
  operation: O,
  prepare: (call: Call<O>) => Promise<{ ok: true; command: Command } | Refusal>,
  act: Act<Command>,
): Route => {
  const route = doing(operation, act as never);
  return {
    ...route,
    answer: async (call) => {
      const prepared = await prepare(call as Call<O>);
      if (!prepared.ok) return prepared;
      return route.answer({ ...call, body: prepared.command as Call['body'], said: call.body });
    },
  };
};

/** A command whose body is a file. */
export const receiving = <O extends Operation>(
  operation: O,
  answer: (call: Call<O>, file: Readable) => Promise<Reply>,
): Route => ({ operation, answer: (call) => answer(call as Call<O>, call.file!) });

const outright = new Set(['unauthenticated', 'not_found', 'forbidden', 'unavailable', 'stale']);

function previewed(performed: Performed | Refusal, language: string | undefined): Reply {
  if (!performed.ok && outright.has(performed.because[0].kind)) return performed;
  const reader = languageOf(language);
  const sentences = (lines: Line[] = []) => lines.map(({ key, values }) => say(reader, key, values));
  const foreseen: Foreseen = performed.ok ? performed.foreseen : {};
  // The first is what the caller acts on; of what follows only what is theirs.
  const states = performed.ok ? performed.states.filter(({ isTheirs }, i) => isTheirs || i === 0) : [];
  const theirs = new Set(states.map(({ id }) => id));
  const would = {
    states: states.map(({ thing, shown }) => ({ thing, ...shown })),
    events: performed.ok ? performed.events.filter(({ id }) => theirs.has(id)) : [],
    access: sentences(foreseen.access),
    money: sentences(foreseen.money),
    deadlines: sentences(foreseen.deadlines),
    unchanged: sentences(foreseen.unchanged),
    refusals: performed.ok ? [] : performed.because.map((one) => reason(one, reader)),
  };
  return { ok: true, body: { would, ...(performed.ok && { why: performed.why, token: performed.token }) } };
}

/** The instant that was asked about, if any. What has not come yet was never true. */
function pastIn({ world, query }: Call): { ok: true; asOf: Date | undefined } | Refusal {
  const { asOf: asked } = query as { asOf?: string };
  const asOf = asked === undefined ? undefined : new Date(asked);
  const now = world.clock.business();
  return asOf && asOf > now ? refuse(no('not_past', { asOf, now })) : { ok: true, asOf };
}

const lookingIn = ({ caller, language, hasSeenChange }: Call): Caller => ({
  ...caller,
  ...(language && { language }),
  ...(hasSeenChange && { hasSeenChange }),
});

/** One thing by the id in the path. */
export const seeing = <S extends Kept, L extends Lifecycle<S>>(
  operation: Operation,
  { thing, action }: { thing: Thing<S, L>; action: Action },
): Route => ({
  operation,
  answer: async (call) => {
    const past = pastIn(call);
    if (!past.ok) return past;
    const seen = await lookAt(call.world, lookingIn(call), { thing, action, id: keyOf(call), asOf: past.asOf });
    return seen.ok ? { ok: true, body: seen.row, headers: { etag: `"${seen.state.version}"` } } : seen;
  },
});

type Listed<S extends Kept, L extends Lifecycle<S>> = {
  thing: Thing<S, L>;
  action: Action;
  only?(call: Call): Sql | undefined;
};
const notFilters = new Set(['limit', 'after', 'sort', 'search', 'count', 'asOf']);

const filtersIn = ({ query }: Call): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      notFilters.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );

/** A page of things, or all of them as a stream. */
export const listing = <S extends Kept, L extends Lifecycle<S>>(operation: Operation, listed: Listed<S, L>): Route => {
  const pageOf = async (call: Call, { after, limit }: { after?: string | undefined; limit?: number | undefined }) => {
    const past = pastIn(call);
    if (!past.ok) return past;
    const only = listed.only?.(call);
    const { thing, action } = listed;
    const { sort, search, count } = call.query as Record<string, string | undefined>;
    return lookOver(call.world, lookingIn(call), {
      ...{ thing, action, limit, after, sort, search, count, asOf: past.asOf },
      filters: filtersIn(call),
      ...(only && { only }),
    });
  };
  return {
    operation,
    answer: async (call) => {
      const { after, limit } = call.query as { after?: string; limit?: number };
      const found = await pageOf(call, { after, limit });
      if (!found.ok) return found;
      const { ok: _ok, ...body } = found;
      return { ok: true, body };
    },
    listed: {
      fields: Object.keys(listed.thing.contract.properties),
      pages: (call) => (after) => pageOf(call, { after, limit: call.world.limits.pageRowsMax }),
    },
  };
};

/** An answer that is neither a thing nor a list of things; its room looks for itself, and at the past if it says so. */
export const telling = <O extends Operation>(
  operation: O,
  answer: (call: Call<O>) => Promise<Reply>,
  { looksBack = false } = {},
): Route => ({
  operation,
  answer: async (call) => {
    const past = pastIn(call);
    if (!past.ok) return past;
    return past.asOf && !looksBack ? refuse(no('no_history')) : answer(call as Call<O>);
  },
});

/** What cannot be taken back, or reveals much, asks a person once more who it is; looking ahead does not. */
export function provenAgain({ operation }: Route, { world, caller, preview }: Call): Refusal | undefined {
  if (!operation.needsFreshProof || preview || caller.kind !== 'person' || caller.hasFreshProof) return undefined;
  return refuse(no('fresh_proof_required', { minutes: identityLimits(world).freshProofMinutes }));
}

/** Whether this caller may call this operation at all: what kind it is and what it has proved (SEC-003, SEC-005). */
export function admitted({ operation }: Route, call: Pick<Call, 'world' | 'caller'>): Refusal | undefined {
  const { who, secondFactor } = operation;
  const { kind } = call.caller;
  if (who === 'anyone') return undefined;
  if (kind === 'anyone') return refuse(no('unauthenticated'));
  if (who !== 'both' && who !== kind) return refuse(no('wrong_caller', { who }));
  if (kind === 'person' && secondFactor && !call.caller.secondFactor && call.world.needsSecondFactor()) {
    return refuse(no('second_factor_required'));
  }
  return undefined;
}
