// Pages of things: one indexed query per side, merged, so that a list costs the same whatever its length.
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { FieldClass } from '../../contract/operation.ts';
import { type Actor, classesSeen, may, type Sides, sidesHeld } from '../access/may.ts';
import type { Action, Side } from '../access/policy.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { commandsOn, gate, notPermitted } from './gate.ts';
import { rowsAt } from './history.ts';
import type { Page } from './look.ts';
import { classesFor, namingFor, sidesIn, withFields } from './present.ts';
import { no } from './refusals.ts';
import type { Door, Kept, Row, Thing } from './thing.ts';

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

type Order = { name: string; column: string; descending: boolean };
const estimateRowsMax = 10_000;
const limitDefault = 50;
const noDelegations = new Set<never>();

/** The sides from which this actor may see things of this kind, or `all` for who runs the cloud. */
function sidesThatSee(door: Door, action: Action, sides: readonly Side[]): readonly Side[] | 'all' {
  const at = (held: Sides) => may(door.actor, action, { sides: held, cloud: door.cloud, covers: noDelegations });
  if (door.actor.kind === 'system') return 'all';
  const operator = door.world.operator();
  if (operator && at({ operator })) return 'all';
  return sides.filter((side) => at({ [side]: door.actor.organization }));
}

/** One branch per side; a row that the actor sees from two sides comes out of the first one only. */
export function branches(source: Sql, columns: readonly string[], { actor, rest }: { actor: Actor; rest: Sql }): Sql[] {
  return columns.map((column, i) => {
    const before = columns.slice(0, i).map((one) => sql`and t.${raw(one)} is distinct from ${actor.organization}`);
    const others = before.length > 0 ? join(before, ' ') : sql``;
    return sql`(select t.* from ${source} as t where t.${raw(column)} = ${actor.organization} ${others} ${rest})`;
  });
}

function orderOf<S extends Kept, L extends Lifecycle<S>>({ listing }: Thing<S, L>, sort?: string): Order | undefined {
  const known = listing?.sort ?? { createdAt: '-created_at' };
  const wanted = sort ?? Object.keys(known)[0]!;
  const backwards = wanted.startsWith('-');
  const name = backwards ? wanted.slice(1) : wanted;
  const column = known[name];
  if (!column) return undefined;
  const natural = column.startsWith('-');
  return {
    name: wanted,
    column: natural ? column.slice(1) : column,
    descending: backwards || (natural && sort === undefined),
  };
}

const write = (order: Order, row: Row): string =>
  Buffer.from(JSON.stringify([order.name, row[order.column], row.id])).toString('base64url');

function read(order: Order, after: string): readonly [unknown, string] | undefined {
  try {
    const [name, value, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[];
    const plain = ['string', 'number'].includes(typeof value);
    return name === order.name && typeof id === 'string' && plain ? [value, id] : undefined;
  } catch {
    return undefined;
  }
}

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

/** Refuses `not_permitted`, `invalid_sort` and `invalid_cursor`. */
export async function listed<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  asked: Asked & { thing: Thing<S, L>; action: Action },
): Promise<Page | Refusal> {
  const { thing, action, asOf } = asked;
  const sides = sidesThatSee(door, action, Object.keys(thing.sides) as Side[]);
  if (sides !== 'all' && sides.length === 0) return refuse(notPermitted(action));
  const order = orderOf(thing, asked.sort);
  if (!order) return refuse(no('invalid_sort', { sort: asked.sort, known: Object.keys(thing.listing?.sort ?? {}) }));
  const from = asked.after === undefined ? undefined : read(order, asked.after);
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

  const by = (row: string) =>
    raw(`${row}.${order.column} ${order.descending ? 'desc' : ''}, ${row}.id ${order.descending ? 'desc' : ''}`);
  const beyond = from
    ? sql`and (t.${raw(order.column)}, t.id) ${raw(order.descending ? '<' : '>')} (${from[0]}, ${from[1]})`
    : sql``;
  const paged = selected(sql`${matching} ${beyond} order by ${by('t')} limit ${limit + 1}`);
  const [rows, total] = await Promise.all([
    door.tx.query<Row>(sql`select r.* from (${paged}) as r order by ${by('r')} limit ${limit + 1}`),
    asked.count
      ? counted(door, selected(asked.count === 'exact' ? matching : sql`${matching} limit ${estimateRowsMax}`))
      : undefined,
  ]);
  const page = rows.slice(0, limit);
  const items = await shownInList(door, thing, { rows: page, asOf });
  const next = rows.length > limit ? write(order, page.at(-1)!) : null;
  return { ok: true, items, next, ...(total !== undefined && { total }), ...(asOf && { asOf: asOf.toISOString() }) };
}

async function counted(door: Door, all: Sql): Promise<number> {
  const [row] = await door.tx.query<{ total: number }>(sql`select count(*) as total from (${all}) as r`);
  return row!.total;
}

/** What depends on the status and on the sides held alone: found once for all rows that have them in common. */
type Alike = { seen: ReadonlySet<FieldClass>; commands: readonly string[] };

async function shownInList<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  { rows, asOf }: { rows: readonly Row[]; asOf: Date | undefined },
): Promise<Row[]> {
  const states = rows.map((row) => thing.fromRow(row as never));
  const naming = await namingFor(door, thing, states);
  const known = classesFor(thing);
  const alike = new Map<string, Alike>();
  const alikeTo = (state: S): Alike => {
    const sides = sidesIn(door, thing, state);
    const name = `${state.status} ${sidesHeld(door.actor, sides)}`;
    const found = alike.get(name) ?? judged(door, thing, { sides, status: state.status });
    alike.set(name, found);
    return found;
  };
  return states.map((state) => {
    const { seen, commands } = alikeTo(state);
    const row = withFields(thing.show(state, naming), { known, seen });
    return asOf ? row : Object.assign(row, { commands });
  });
}

/** Delegations are not asked for: a list answers what role and status allow. */
function judged<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  { sides, status }: { sides: Sides; status: string },
): Alike {
  const place = { sides, cloud: door.cloud, covers: noDelegations };
  const commands = commandsOn(thing)
    .map((action) => action.slice(thing.name.length + 1))
    .filter((command) => 'grant' in gate({ actor: door.actor, place }, thing, { status, command }));
  return { seen: classesSeen(door.actor, sides), commands };
}
