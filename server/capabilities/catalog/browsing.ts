// What the lists of the catalogue share: who looks from which side, pages by keyset, fields by class.
import type { TObject } from 'typebox';
import type { Sides } from '../../access/may.ts';
import type { Action } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Page } from '../../platform/door/list.ts';
import { asking, barred, barredFromOne } from '../../platform/door/look.ts';
import { visible } from '../../platform/door/present.ts';
import type { Call, Route } from '../../platform/wire/operations.ts';
import { actorOf } from '../../platform/world/caller-roles.ts';
import { doorOf, withOperator } from '../../platform/world/entering.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Door, Row } from '../../platform/world/world.ts';
import { isTrading, transacts } from '../organizations/enrolment/state.ts';
import { enrolmentsOf } from '../organizations/offers.ts';

const limitDefault = 50;

export async function isTransacting(door: Door, organization: string): Promise<boolean> {
  return transacts(await enrolmentsOf(door.tx, organization));
}

/** ORD-071: a transacting partner looks at its own price list; resellers look at the catalogue without prices. */
async function sidesFor(door: Door): Promise<Sides> {
  const { organization } = door.actor;
  const enrolments = await enrolmentsOf(door.tx, organization);
  const sides = {
    seller: transacts(enrolments) ? organization : null,
    reseller: isTrading(enrolments, ['reseller']) ? organization : null,
  };
  return withOperator(door.world, sides);
}

export type Looking = { door: Door; sides: Sides };

/** Opens the catalogue to this caller, or says who may look. */
export const looking = <T extends { ok: true }>(
  { world, caller, path, action }: Pick<Call, 'world' | 'caller'> & { action: Action; path?: Call['path'] },
  answer: (looking: Looking) => Promise<T | Refusal>,
): Promise<T | Refusal> =>
  world.database.read(async (tx) => {
    const door = doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });
    const sides = await sidesFor(door);
    const gate = path?.id === undefined ? barred : barredFromOne;
    return (await gate(door, action, sides)) ?? answer({ door, sides });
  });

/** The instants that a question about the catalogue has: the day it asks about, and when we knew so. */
export type Instants = { at: Date; knownAt: Date | null };
export const instantsOf = (door: Door, { at, asOf }: { at?: string; asOf?: string }): Instants => {
  const knownAt = asOf === undefined ? null : new Date(asOf);
  return { at: at === undefined ? (knownAt ?? door.now) : new Date(at), knownAt };
};

export type Cursor = readonly (string | number)[];
const written = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');
/** The parts of a cursor; undefined where it was not made by us. */
function cursorOf(after: string | undefined, length: number): Cursor | undefined {
  if (after === undefined) return [];
  try {
    const parts = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown;
    const isOurs = Array.isArray(parts) && parts.length === length;
    return isOurs && parts.every((part) => ['string', 'number'].includes(typeof part)) ? parts : undefined;
  } catch {
    return undefined;
  }
}

type Operation = Route['operation'];
type Wanted<O extends Operation> = Looking & {
  query: Call<O>['query'];
  path: Call['path'];
  after: Cursor;
  limit: number;
};
type Found<R> = { rows: readonly R[]; behind: Cursor | null };
export type Listing<O extends Operation, R> = {
  action: Action;
  of: TObject;
  cursorParts: number;
  /** At most `limit` rows behind the cursor; `behind` says where to go on if it ended before there were so many. */
  rows(wanted: Wanted<O>): Promise<readonly R[] | Found<R> | Refusal>;
  cursorOf(row: R): Cursor;
  show(row: R, call: Call<O>): Row;
  cells?(row: Row): Row;
};

/** A list of the catalogue as a route: a page for a page, all of it as a stream. */
export function browsing<O extends Operation, R>(operation: O, listing: Listing<O, R>): Route {
  const pageOf = (call: Call<O>, { after, limit }: { after?: string | undefined; limit: number }) =>
    asking({ after }, () =>
      looking<Page>({ ...call, action: listing.action }, async ({ door, sides }) => {
        const cursor = cursorOf(after, listing.cursorParts);
        if (!cursor) return refuse(no('invalid_cursor'));
        const wanted = { door, sides, query: call.query, path: call.path, after: cursor, limit: limit + 1 };
        const found = await listing.rows(wanted);
        if ('because' in found) return found;
        const { rows, behind } = 'rows' in found ? found : { rows: found, behind: null };
        const page = rows.slice(0, limit);
        const items = page.map((row) =>
          visible(door, { contract: listing.of }, { row: listing.show(row, call), sides }),
        );
        const next = rows.length > limit ? listing.cursorOf(page.at(-1)!) : behind;
        return { ok: true, items, next: next && written(next) };
      }),
    );
  return {
    operation,
    answer: async (call) => {
      const { after, limit = limitDefault } = call.query as { after?: string; limit?: number };
      const page = await pageOf(call as Call<O>, { after, limit: Math.min(limit, call.world.limits.pageRowsMax) });
      if (!page.ok) return page;
      const { ok: _ok, ...body } = page;
      return { ok: true, body };
    },
    listed: {
      fields: Object.keys(listing.of.properties),
      pages: (call) => (after) => pageOf(call as Call<O>, { after, limit: call.world.limits.pageRowsMax }),
      ...(listing.cells && { cells: listing.cells }),
    },
  };
}
