// Records events and chains them: who did what, for whom, and proof that nobody changed it afterwards.

import { hash, randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Actor, Sides } from '../../access/may.ts';
import { newId } from '../../kernel/id.ts';
import { among } from '../database/among.ts';
import type { Tx } from '../database/database.ts';
import { systemActor } from '../world/caller-roles.ts';
import type { Door, Happened, Row } from '../world/world.ts';

/** What one class of fields says: the fields that changed, each as it was and as it is. */
export type Part = { salt: string; value: string };

/** Where things happen that belong to nobody, as long as nobody runs the cloud. */
const houseThread = 'house';

const sha256 = (text: string) => hash('sha256', text, 'base64url');

/** REL-002: one thread per organization and one per pair, in the order in which their heads are locked. */
const threadsOf = (sides: Sides): string[] => {
  const { operator: _operator, bearer: _bearer, ...parties } = sides;
  const all = [...new Set(Object.values(parties).filter((party): party is string => party != null))].sort();
  return [...all, ...all.flatMap((one, i) => all.slice(i + 1).map((other) => `${one}|${other}`))].sort();
};

/** The bytes that the chain covers: everything but the fields, and for those one salted commitment per class. */
function written(door: Door, event: Happened): { id: string; body: string; parts: string; threads: string[] } {
  const actor = event.byReaction ? systemActor : door.actor;
  const parts = partsOf(actor, event);
  const id = newId('evt');
  const threads = threadsFor(door, event);
  const { operator: _operator, ...sides } = event.sides;
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
    rules: [door.cloud.edition],
    commitments: Object.fromEntries(
      Object.entries(parts).map(([fieldClass, part]) => [fieldClass, sha256(part.salt + part.value)]),
    ),
  });
  return { id, body, parts: JSON.stringify(parts), threads };
}

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
 * Appends at the very end of a transaction, because the heads are the locks that everybody wants. The hash of a link is
 * sha256(hash before || index as 8 bytes || bytes of the event); an index is never taken by two that commit.
 */
export function record(tx: Tx, door: Door, happened: readonly Happened[]): string[] {
  const events = happened.map((event) => ({ ...written(door, event), event }));
  if (events.length > 1) {
    const all = [...new Set(events.flatMap(({ threads }) => threads))].sort();
    // New heads as well are taken in one order: an event each would take them in the order of the events.
    tx.write(sql`insert into chain_heads (thread, idx, hash) select thread, 0, '' from unnest(${all}::text[]) as thread
      order by thread collate "C" on conflict (thread) do nothing`);
    tx.write(sql`select 1 from chain_heads where thread ${among(all)} order by thread for update`);
  }
  for (const { id, body, parts, threads, event } of events) {
    tx.write(sql`with recorded as (
        insert into events (id, type, thing, subject, at, body, parts)
        values (${id}, ${event.type}, ${event.thing}, ${event.id}, ${door.now}, ${body}, ${parts})),
      heads as (
        insert into chain_heads as head (thread, idx, hash)
        select thread, 1, sha256(int8send(1) || convert_to(${body}::text, 'UTF8'))
        from unnest(${threads}::text[]) as thread order by thread collate "C"
        on conflict (thread) do update set idx = head.idx + 1,
          hash = sha256(head.hash || int8send(head.idx + 1) || convert_to(${body}::text, 'UTF8'))
        returning thread, idx, hash)
      insert into chain_links (thread, idx, event_id, hash) select thread, idx, ${id}, hash from heads`);
  }
  return events.map(({ id }) => id);
}
