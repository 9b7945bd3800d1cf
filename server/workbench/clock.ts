// The business clock of the workbench: seen and turned forward; what falls due on the way is done in order.
import sql from 'sql-template-tag';
import type { Database } from '../platform/database/database.ts';
import { nextDue, runDue, type Schedule } from '../platform/door/schedule.ts';
import type { TurnedClock } from '../platform/settings/clock.ts';
import type { World } from '../platform/world/world.ts';

export type Turning = { world: World; clock: TurnedClock; schedules: readonly Schedule[] };
export type Wish = { by?: string; to?: string; toNextDue?: boolean };
export type Told = { business: string; wall: string; aheadMs: number; nextDue: string | null };

const key = 'workbench.clock';
export async function keptAhead(database: Database): Promise<number> {
  const [row] = await database.read((tx) =>
    tx.query<{ value: string }>(sql`select value from installation where key = ${key}`),
  );
  return Number(row?.value ?? 0);
}

/** Also for a snapshot, which alone may turn it back. */
export async function setAhead({ world, clock }: Turning, aheadMs: number): Promise<void> {
  await world.database.transaction(async (tx) =>
    tx.write(sql`insert into installation (key, value) values (${key}, ${String(aheadMs)})
      on conflict (key) do update set value = excluded.value`),
  );
  clock.setAheadMs(aheadMs);
}

export async function seeClock({ world, clock, schedules }: Turning): Promise<Told> {
  const due = await nextDue(world, schedules);
  return {
    business: clock.business().toISOString(),
    wall: clock.wall().toISOString(),
    aheadMs: clock.aheadMs(),
    nextDue: due?.toISOString() ?? null,
  };
}

const dated = String.raw`(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?`;
const durations = new RegExp(String.raw`^P${dated}(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$`);
/** As ISO 8601 writes it; a month from the 31st ends on the last day that there is. */
function later(from: Date, duration: string): Date | undefined {
  const match = durations.exec(duration);
  if (!match || /^P(T)?$/.test(duration)) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0] = match
    .slice(1)
    .map((one) => Number(one ?? 0));
  const at = new Date(from);
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + years * 12 + months);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return new Date(at.getTime() + ((weeks * 7 + days) * 1440 + hours * 60 + minutes) * 60_000);
}

async function targetOf({ world, clock, schedules }: Turning, wish: Wish): Promise<Date | undefined> {
  if (wish.by !== undefined) return later(clock.business(), wish.by);
  if (wish.to !== undefined) return Number.isNaN(Date.parse(wish.to)) ? undefined : new Date(wish.to);
  return wish.toNextDue ? nextDue(world, schedules) : undefined;
}

export type Turned = { ok: true; done: number; clock: Told } | { ok: false; says: string };

/** Stops at each instant at which something is due, so that it happens when it should. Only forward. */
export async function turn(turning: Turning, wish: Wish): Promise<Turned> {
  const target = await targetOf(turning, wish);
  const { world, clock, schedules } = turning;
  if (!target && wish.toNextDue) return { ok: false, says: 'Nothing is due, however long one waits.' };
  if (!target) return { ok: false, says: 'Give `by` (P1D, P1M, PT6H), `to` (an instant), or `toNextDue`: true.' };
  if (!(target >= clock.business()) && !wish.toNextDue) return { ok: false, says: 'The clock is only turned forward.' };
  let done = 0;
  let reached = clock.business();
  for (;;) {
    const due = await nextDue(world, schedules);
    if (!due || due > target || due <= reached) break;
    reached = due;
    await setAhead(turning, due.getTime() - clock.wall().getTime());
    done += await runDue(world, schedules);
  }
  if (target > clock.business()) await setAhead(turning, target.getTime() - clock.wall().getTime());
  done += await runDue(world, schedules);
  return { ok: true, done, clock: await seeClock(turning) };
}
