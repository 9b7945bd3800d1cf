// Records events and chains them: who did what, for whom, and proof that nobody changed it afterwards.

import { hash, randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Actor, Sides } from '../../access/may.ts';
import { newId, placeOf } from '../../kernel/id.ts';
import type { Tx } from '../database/database.ts';
import { systemActor } from '../world/caller-roles.ts';
import type { Door, Happened, Row } from '../world/world.ts';

/** What one class of fields says: the fields that changed, each as it was and as it is. */
export type Part = { salt: string; value: string };

/** Where things happen that belong to nobody, as long as nobody runs the cloud. */
const houseThread = 'house';

const sha256 = (text: string) => hash('sha256', text, 'base64url');

const partiesIn = ({ operator: _operator, bearer: _bearer, ...parties }: Sides): string[] =>
  Object.values(parties).filter((party): party is string => party != null);

/** REL-002: one thread per organization and one per pair, in the order in which their heads are locked. */
const threadsOf = (sides: Sides): string[] => {
  const all = [...new Set(partiesIn(sides))].sort();
  return [...all, ...all.flatMap((one, i) => all.slice(i + 1).map((other) => `${one}|${other}`))].sort();
};

/** A thread has as many chains beside each other: whose customers differ do not wait for one another's commit. */
const lanes = 16;

type Written = { id: string; body: string; parts: string; names: string; threads: string[]; lane: number };
/** The bytes that the chain covers: everything but the fields, and for those one salted commitment per class. */
function written(door: Door, event: Happened): Written {
  const actor = event.byReaction ? systemActor : door.actor;
  const parts = partsOf(actor, event);
  const threads = threadsFor(door, event);
  const { operator: _operator, ...sides } = event.sides;
  const owner = sides.customer ?? partiesIn(sides)[0] ?? threads[0]!;
  const id = newId('evt', owner);
  const lane = placeOf(owner) % lanes;
  const body = JSON.stringify({
    id,
    type: event.type,
    thing: event.thing,
    subject: event.id,
    version: event.version,
    at: door.now,
    recordedAt: door.world.clock.wall(),
    by: { kind: actor.kind, organization: actor.organization },
    ...(door.language && !event.byReaction && { language: door.language }),
    sides,
    chains: threads.length,
    lane,
    rules: [door.cloud.edition],
    commitments: Object.fromEntries(
      Object.entries(parts).map(([fieldClass, part]) => [fieldClass, sha256(part.salt + part.value)]),
    ),
  });
  const names = JSON.stringify(namesIn(actor, parts.personal!));
  return { id, body, parts: JSON.stringify(parts), names, threads, lane };
}

const nameLengthMax = 254;
const nobodies = new Set<Actor['kind']>(['system', 'anyone']);
/** Whatever in a personal part may be somebody's id or address, so that a person is found in the log by them. */
function namesIn({ kind, id }: Actor, { value }: Part): string[] {
  const names = new Set<string>();
  JSON.parse(value, (_name, found: unknown) => {
    if (typeof found === 'string' && found.length <= nameLengthMax && /^\S+$/.test(found)) names.add(nameOf(found));
    return found;
  });
  if (nobodies.has(kind)) names.delete(nameOf(id));
  return [...names];
}
/** People are found in whatever letters their address was written. */
export const nameOf = (name: string): string => name.toLowerCase();

/** What belongs to nobody else stands in the thread of whoever runs the cloud. */
function threadsFor({ actor, world }: Door, { sides }: Happened): string[] {
  const operator = world.operator();
  const operating = actor.organization === operator ? operator : null;
  const threads = threadsOf({ ...sides, organization: sides.organization ?? operating });
  return threads.length > 0 ? threads : [operator ?? houseThread];
}

function partsOf(actor: Actor, { before, after, classes }: Happened): Record<string, Part> {
  const byClass = new Map<string, { before: Row; after: Row; actor?: string }>();
  for (const [name, now] of Object.entries(after)) {
    const was = before?.[name];
    if (now === undefined || (before && JSON.stringify(was) === JSON.stringify(now))) continue;
    const fieldClass = classes[name] ?? 'secret';
    if (fieldClass === 'secret') continue;
    const part = byClass.get(fieldClass) ?? { before: {}, after: {} };
    if (before) part.before[name] = was ?? null;
    part.after[name] = now;
    byClass.set(fieldClass, part);
  }
  byClass.set('personal', { before: {}, after: {}, ...byClass.get('personal'), actor: actor.id });
  const salts = randomBytes(16 * byClass.size).toString('hex');
  return Object.fromEntries(
    [...byClass].map(([name, part], i) => [
      name,
      { salt: salts.slice(32 * i, 32 * i + 32), value: JSON.stringify(part) },
    ]),
  );
}

/**
 * Appends at the very end of a transaction, because the heads are the locks that everybody wants; all of it in one
 * statement. The hash of a link is sha256(hash before || index as 8 bytes || bytes of the event); an index is never
 * taken by two that commit.
 */
export function record(tx: Tx, door: Door, happened: readonly Happened[]): string[] {
  if (happened.length === 0) return [];
  const all = happened.map((event) => written(door, event));
  const entries = all.flatMap(({ threads, lane }, i) => threads.map((thread) => ({ thread, lane, event: i + 1 })));
  const ids = all.map(({ id }) => id);
  tx.write(sql`select record_events(${ids}, ${happened.map(({ type }) => type)}, ${happened.map(({ thing }) => thing)},
    ${happened.map(({ id }) => id)}, ${all.map(({ body }) => body)}, ${all.map(({ parts }) => parts)}::jsonb[],
    ${all.map(({ names }) => names)}::jsonb[], ${door.now}, ${entries.map(({ thread }) => thread)},
    ${entries.map(({ lane }) => lane)}::int[], ${entries.map(({ event }) => event)}::int[])`);
  return ids;
}
