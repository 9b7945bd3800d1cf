// The two clocks of a cloud: the wall's, which nobody turns, and the business clock, which a workbench may turn
// forward.

/** `business` rules and schedules go by; only it can be turned. `wall` is for tokens, leases and logs. */
export type Clock = { business(): Date; wall(): Date };
export type TurnedClock = Clock & {
  /** How far business time runs ahead of the wall. */
  aheadMs(): number;
  /** Only forward; a snapshot may set it back to what it was. */
  setAheadMs(ahead: number): void;
};

export function makeClock(aheadMs = 0): TurnedClock {
  let ahead = aheadMs;
  return {
    wall: () => new Date(),
    business: () => new Date(Date.now() + ahead),
    aheadMs: () => ahead,
    setAheadMs: (next) => {
      ahead = next;
    },
  };
}
