// Reads that leave a trace (AUD-002, ROL-014): what the operator's staff looks at of others, every export and download.
import sql from 'sql-template-tag';
import type { FieldClass } from '../../../contract/operation.ts';
import type { Actor, Sides } from '../../access/may.ts';
import type { EventName } from '../../kernel/decision.ts';
import { retried, type Tx } from '../database/database.ts';
import { actorOf } from '../world/caller-roles.ts';
import { doorOf } from '../world/entering.ts';
import type { Caller, Happened, Row, World } from '../world/world.ts';
import { record } from './events.ts';

/** Each event with the kind of operation during which it happens. */
export const traces = {
  'operator.looked': 'every view of what belongs to others',
  'list.exported': 'every list as a file',
  'file.downloaded': 'every result of long work',
} as const satisfies Partial<Record<EventName, string>>;

const lookMs = 3_600_000;
/** Of what is looked at by a person of the operator, whose it is beside the operator's own. */
export function othersAmong(world: World, actor: Actor, all: readonly Sides[]): string[] {
  const operator = world.operator();
  if (actor.kind !== 'person' || !operator || actor.organization !== operator) return [];
  const parties = all.flatMap(({ operator: _operator, bearer: _bearer, ...sides }) => Object.values(sides));
  return [...new Set(parties.filter((one): one is string => one != null && one !== operator))];
}

type Look = { actor: Actor; view: string; subject: string; organizations: readonly string[] };
/** Into the log of each organization concerned, at most once an hour for the same look of the same person. */
export async function noteLook(world: World, { actor, view, subject, organizations }: Look): Promise<void> {
  if (organizations.length === 0) return;
  const now = world.clock.wall();
  const isNoted = await retried(world.database, async (tx) => {
    const fresh = await tx.query<{ organization: string }>(sql`
      insert into operator_looks as known (actor, organization, view, subject, at)
      select ${actor.id}, one, ${view}, ${subject}, ${now} from unnest(${[...organizations].sort()}::text[]) as one
      on conflict (actor, organization, view, subject) do update set at = excluded.at
        where known.at <= ${new Date(now.getTime() - lookMs)} returning organization`);
    const after = { view, subject };
    const happened = fresh.map(({ organization }) => told('operator.looked', { organization, after }));
    if (happened.length > 0) record(tx, doorOf(world, tx, { actor, preview: false }), happened);
    return happened.length > 0;
  });
  if (isNoted) world.recorded();
}

const classes: Record<string, FieldClass> = {
  ...{ view: 'public', subject: 'public', operation: 'public', format: 'public', supportView: 'public' },
  filters: 'personal',
};
type Told = { organization: string; after: Row };
const told = (type: keyof typeof traces, { organization, after }: Told): Happened => ({
  ...{ type, thing: 'reading', id: organization, version: 1, before: null, after, classes },
  sides: { organization },
});

type Leaving = { type: 'list.exported' | 'file.downloaded'; operation: string; format?: string };
type Taking = { world: World; caller: Caller; path: object; query: object };
/** Before the first byte leaves: what is taken out of the house stands in the log of whoever took it. */
export async function noteLeaving({ world, caller, path, query }: Taking, { type, ...after }: Leaving): Promise<void> {
  if (!caller.organization) return;
  await retried(world.database, async (tx: Tx) => {
    const actor = await actorOf(world, tx, caller);
    const filters = JSON.stringify({ ...path, ...query });
    const happened = [told(type, { organization: caller.organization, after: { ...after, filters } })];
    record(tx, doorOf(world, tx, { actor, preview: false }), happened);
  });
  world.recorded();
}

/** ROL-014: what support sees in the place of an organization stands in its log, before it is seen. */
export async function noteSupport(world: World, caller: Caller, { view, subject }: Pick<Look, 'view' | 'subject'>) {
  const { supportView, organization, kind, id, secondFactor } = caller;
  if (supportView === undefined) return;
  const actor: Actor = { kind, id, secondFactor, organization: world.operator() ?? organization, roles: [] };
  await noteLook(world, { actor, view, subject: `${supportView} ${subject}`, organizations: [organization] });
}
