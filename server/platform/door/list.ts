// Pages of things: one indexed query per side, merged, so that a list costs the same whatever its length.
import sql, { empty, join, raw, type Sql } from 'sql-template-tag';
import { type Actor, may, type Sides, sidesOf } from '../../access/may.ts';
import type { Action, Side } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { among } from '../database/among.ts';
import { loadWhere, rowsAt } from '../record/history.ts';
import { no } from '../world/refusals.ts';
import type { Door, Kept, Row, Thing } from '../world/world.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { notPermitted } from './gate.ts';
import { judging } from './permission-cache.ts';
import { classesFor, namingFor, sidesIn, visible, withFields } from './present.ts';

export type Asked = {
  limit?: number | undefined;
  after?: string | undefined;
  sort?: string | undefined;
  search?: string | undefined;
  count?: string | undefined;
  asOf?: Date | undefined;
  filters: Readonly<Record<string, string>>;
  /** Only rows that meet this condition on `t`, whatever the caller asked. */
  only?: Sql;
};

export type Page = { ok: true; items: Row[]; next: string | null; total?: number };
/** With what the trace of a look needs: who looked, and the sides of each row. */
export type Looked = Page & { looked?: { actor: Actor; sides: readonly Sides[] } };

type Order = { column: string; isDescending: boolean };
/** The columns to sort by; `name` says them as the cursor knows them. */
type Ordering = { name: string; by: readonly Order[] };
const estimateRowsMax = 10_000;
const limitDefault = 50;
const noDelegations = new Set<never>();
const sortsMax = 3;

/** The sides from which this actor may see things of this kind, or `all` for who runs the cloud. */
function sidesThatSee(door: Door, action: Action, sides: readonly Side[]): readonly Side[] | 'all' {
  const at = (held: Sides) => may(door.actor, action, { sides: held, cloud: door.cloud, covers: noDelegations });
  if (door.actor.kind === 'system') return 'all';
  const operator = door.world.operator();
  if (operator && at({ operator })) return 'all';
  return sides.filter((side) => at({ [side]: door.actor.organization }));
}

/** One branch per side; a row that the actor sees from two sides comes out of the first one only. */
function branches(source: Sql, columns: readonly string[], { actor, rest }: { actor: Actor; rest: Sql }): Sql[] {
  return columns.map((column, i) => {
    const before = columns.slice(0, i).map((one) => sql`and t.${raw(one)} is distinct from ${actor.organization}`);
    const others = before.length > 0 ? join(before, ' ') : sql``;
    return sql`(select t.* from ${source} as t where t.${raw(column)} = ${actor.organization} ${others} ${rest})`;
  });
}

const sortsOf = <S extends Kept, L extends Lifecycle<S>>({ listing }: Thing<S, L>) =>
  listing?.sort ?? { createdAt: '-created_at' };
/** `name,-createdAt`; the first sort that the thing declares when nothing was asked. */
function orderingOf<S extends Kept, L extends Lifecycle<S>>(
  thing: Thing<S, L>,
  sort: string | undefined,
): Ordering | undefined {
  const known = sortsOf(thing);
  const [usual, column] = Object.entries(known)[0]!;
  const names = (sort ?? (column.startsWith('-') ? `-${usual}` : usual)).split(',');
  const by = names.map((name) => {
    const isDescending = name.startsWith('-');
    const sorted = isDescending ? name.slice(1) : name;
    const found = Object.hasOwn(known, sorted) ? known[sorted] : undefined;
    return found && { column: found.replace(/^-/, ''), isDescending };
  });
  const isKnown = by.length <= sortsMax && by.every((one) => one !== undefined);
  return isKnown ? { name: names.join(','), by: by as Order[] } : undefined;
}

/** The id decides between equals, in the direction of the first column. */
const withId = ({ by }: Ordering): Order[] => [...by, { column: 'id', isDescending: by[0]!.isDescending }];

const orderBy = (ordering: Ordering, row: string): Sql =>
  raw(
    withId(ordering)
      .map((one) => `${row}.${one.column} ${one.isDescending ? 'desc' : 'asc'}`)
      .join(', '),
  );

/** The rows behind the cursor. In one direction a comparison of rows says it, which an index answers. */
function behind(ordering: Ordering, cursor: Cursor): Sql {
  const columns = withId(ordering);
  const operator = (isDescending: boolean) => raw(isDescending ? '<' : '>');
  if (columns.every(({ isDescending }) => isDescending === columns[0]!.isDescending)) {
    const row = raw(columns.map(({ column }) => `t.${column}`).join(', '));
    return sql`and (${row}) ${operator(columns[0]!.isDescending)} (${join(cursor.map((value) => sql`${value}`))})`;
  }
  const ways = columns.map(({ column, isDescending }, i) => {
    const equal = columns.slice(0, i).map((one, k) => sql`t.${raw(one.column)} = ${cursor[k]} and `);
    const beyond = sql`t.${raw(column)} ${operator(isDescending)} ${cursor[i]}`;
    return sql`(${equal.length > 0 ? join(equal, '') : empty}${beyond})`;
  });
  return sql`and (${join(ways, ' or ')})`;
}

const cursorAt = (ordering: Ordering, row: Row): Cursor =>
  withId(ordering).map(({ column }) => {
    const value = row[column];
    return value instanceof Date ? value.toISOString() : (value as string | number);
  });

function conditions<S extends Kept, L extends Lifecycle<S>>(
  { listing }: Thing<S, L>,
  asked: Asked,
  actor: Actor,
): Sql[] {
  const filters = Object.entries(asked.filters).flatMap(([name, value]) => {
    const filter = listing?.filters?.[name];
    if (filter === undefined) return [];
    return [
      typeof filter === 'string' ? sql`and t.${raw(filter)} = ${value}` : sql`and ${filter(value, actor) as Sql}`,
    ];
  });
  const from = asked.search?.toLowerCase();
  const column = listing?.search;
  const search =
    from && column ? [sql`and t.${raw(column)} >= ${from} and t.${raw(column)} < ${`${from}\u{10ffff}`}`] : [];
  return [...filters, ...search, ...(asked.only ? [sql`and ${asked.only}`] : [])];
}

/** Refuses `not_permitted`, `invalid_sort`, `not_searchable` and `invalid_cursor`. */
export async function listed<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  asked: Asked & { thing: Thing<S, L>; action: Action },
): Promise<Looked | Refusal> {
  const { thing, action, asOf } = asked;
  const sides = sidesThatSee(door, action, Object.keys(thing.sides) as Side[]);
  if (sides !== 'all' && sides.length === 0) return refuse(notPermitted(action));
  const ordering = orderingOf(thing, asked.sort);
  if (!ordering) return refuse(no('invalid_sort', { sort: asked.sort, known: Object.keys(sortsOf(thing)) }));
  if (asked.search && !thing.listing?.search) return refuse(no('not_searchable'));
  const name = `${action} ${ordering.name}`;
  const from = asked.after === undefined ? undefined : readCursor(door.world, name, asked.after);
  if (asked.after !== undefined && !from) return refuse(no('invalid_cursor'));

  const limit = Math.min(asked.limit ?? limitDefault, door.world.limits.pageRowsMax);
  const where = conditions(thing, asked, door.actor);
  const matching = where.length > 0 ? join(where, ' ') : sql``;
  const source = rowsAt(thing.table, asOf);
  const columns = sides === 'all' ? undefined : sides.map((side) => thing.sides[side]!);
  const selected = (rest: Sql) =>
    columns
      ? join(branches(source, columns, { actor: door.actor, rest }), ' union all ')
      : sql`(select t.* from ${source} as t where true ${rest})`;

  const beyond = from ? behind(ordering, from) : sql``;
  const paged = selected(sql`${matching} ${beyond} order by ${orderBy(ordering, 't')} limit ${limit + 1}`);
  const [rows, total] = await Promise.all([
    door.tx.query<Row>(sql`select r.* from (${paged}) as r order by ${orderBy(ordering, 'r')} limit ${limit + 1}`),
    asked.count
      ? counted(door, selected(asked.count === 'exact' ? matching : sql`${matching} limit ${estimateRowsMax}`))
      : undefined,
  ]);
  const page = rows.slice(0, limit);
  const items = await shownInList(door, thing, { rows: page, asOf });
  const next = rows.length > limit ? writeCursor(door.world, name, cursorAt(ordering, page.at(-1)!)) : null;
  return { ok: true, items, next, ...besides(door, thing, { page, total, asOf }) };
}

type Beside = { page: readonly Row[]; total: number | undefined; asOf: Date | undefined };
/** What a page says beside its rows; where the operator looks, also whose they are. */
function besides<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  { page, total, asOf }: Beside,
) {
  const { actor, world } = door;
  const sides = () => page.map((row) => sidesOf(thing.sides, thing.fromRow(row as never)));
  return {
    ...(total !== undefined && { total }),
    ...(asOf && { asOf: asOf.toISOString() }),
    ...(actor.organization === world.operator() && { looked: { actor, sides: sides() } }),
  };
}

async function counted(door: Door, all: Sql): Promise<number> {
  const [row] = await door.tx.query<{ total: number }>(sql`select count(*) as total from (${all}) as r`);
  return row!.total;
}

async function shownInList<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  { rows, asOf }: { rows: readonly Row[]; asOf: Date | undefined },
): Promise<Row[]> {
  const states = rows.map((row) => thing.fromRow(row as never));
  const naming = await namingFor(door, thing, states);
  const known = classesFor(thing);
  const today = asOf && (await sidesToday(door, thing, states));
  // Delegations are not asked for: a list answers what role and status allow.
  const judge = judging(door, thing);
  return states.map((state) => {
    const sides = sidesIn(door, thing, state);
    const row = thing.show(state, naming);
    if (today) return visible(door, thing, { row, sides, today: today.get(state.id) ?? {} });
    const { seen, allowed } = judge(state.status, sides);
    const bars = thing.bars?.(state);
    const commands = bars ? allowed.filter((command) => !bars[command]) : allowed;
    return Object.assign(withFields(row, { known, seen }), { commands });
  });
}

async function sidesToday<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  states: readonly S[],
): Promise<Map<string, Sides>> {
  const ids = states.map(({ id }) => id);
  const now = await loadWhere(door.tx, thing, sql`t.id ${among(ids)}`);
  return new Map(now.map((state) => [state.id, sidesIn(door, thing, state)]));
}
