// The two clocks of a cloud: the wall's, which nobody turns, and the business clock, which a workbench may turn
// forward. Both go by the clock of the database, so that all processes over it have one time.
import sql from 'sql-template-tag';
import type { Tx } from '../database/database.ts';

/** `business` rules and schedules go by; only it can be turned. `wall` is for tokens, leases and logs. */
export type Clock = {
  business(): Date;
  wall(): Date;
  /** What the database's clock said between two instants of this machine's own; a clock that stands still has none. */
  agree?(said: Date, between: { asked: number; answered: number }): void;
};
/** Asks for the time in a flight that travels anyway. */
export async function agreeOver(tx: Tx, clock: Clock): Promise<void> {
  const asked = Date.now();
  const [row] = await tx.query<{ now: Date }>(sql`select clock_timestamp() as now`);
  clock.agree?.(row!.now, { asked, answered: Date.now() });
}

export type TurnedClock = Required<Clock> & {
  /** How far business time runs ahead of the wall. */
  aheadMs(): number;
  /** Only forward; a snapshot may set it back to what it was. */
  setAheadMs(ahead: number): void;
};

export function makeClock(aheadMs = 0, own: () => number = Date.now): TurnedClock {
  let ahead = aheadMs;
  /** How far the database's clock is before that of this machine. */
  let beforeMs = 0;
  return {
    wall: () => new Date(own() + beforeMs),
    business: () => new Date(own() + beforeMs + ahead),
    agree: (said, { asked, answered }) => {
      // The flight took its time: all that is certain is between these two, and what is known already may be better.
      const least = said.getTime() - answered - 1;
      const most = said.getTime() - asked + 1;
      beforeMs = Math.min(Math.max(beforeMs, least), most);
    },
    aheadMs: () => ahead,
    setAheadMs: (next) => {
      ahead = next;
    },
  };
}
