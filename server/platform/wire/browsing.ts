// Lists of what is no thing of a table: who looks from which side, pages by keyset, fields by class.
import type { TObject } from 'typebox';
import type { Sides } from '../../access/may.ts';
import type { Action } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Cursor } from '../door/cursor.ts';
import type { Page } from '../door/list.ts';
import { asking, barred, barredFromOne } from '../door/look.ts';
import { visible } from '../door/present.ts';
import { actorOf } from '../world/caller-roles.ts';
import { doorOf, withOperator } from '../world/entering.ts';
import { no } from '../world/refusals.ts';
import type { Door, Row } from '../world/world.ts';
import type { Call, Route } from './operations.ts';

const limitDefault = 50;

/** At which sides of what is listed the caller may stand; whoever runs the cloud stands at a side of its own. */
type SidesFor = (door: Door) => Sides | Promise<Sides>;
export type Looking = { door: Door; sides: Sides };
type From = Pick<Call, 'world' | 'caller'> & { action: Action; path?: Call['path']; sidesFor: SidesFor };

/** Opens what is no thing of a table to this caller, or says who may look. */
export const looking = <T extends { ok: true }>(
  { world, caller, path, action, sidesFor }: From,
  answer: (looking: Looking) => Promise<T | Refusal>,
): Promise<T | Refusal> =>
  world.database.read(async (tx) => {
    const door = doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });
    const sides = withOperator(world, await sidesFor(door));
    const gate = path?.id === undefined ? barred : barredFromOne;
    return (await gate(door, action, sides)) ?? answer({ door, sides });
  });

export const writtenCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');
/** The parts of a cursor; undefined where it was not made by us. */
export function cursorPartsOf(after: string | undefined, length: number): Cursor | undefined {
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
  sidesFor: SidesFor;
  of: TObject;
  cursorParts: number;
  /** At most `limit` rows behind the cursor; `behind` says where to go on if it ended before there were so many. */
  rows(wanted: Wanted<O>): Promise<readonly R[] | Found<R> | Refusal>;
  cursorOf(row: R): Cursor;
  show(row: R, call: Call<O>): Row;
  cells?(row: Row): Row;
};

/** Such a list as a route: a page for a page, all of it as a stream. */
export function browsing<O extends Operation, R>(operation: O, listing: Listing<O, R>): Route {
  const pageOf = (call: Call<O>, { after, limit }: { after?: string | undefined; limit: number }) =>
    asking({ after }, () =>
      looking<Page>({ ...call, action: listing.action, sidesFor: listing.sidesFor }, async ({ door, sides }) => {
        const cursor = cursorPartsOf(after, listing.cursorParts);
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
        return { ok: true, items, next: next && writtenCursor(next) };
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
