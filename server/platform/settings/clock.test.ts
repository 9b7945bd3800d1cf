// A process goes by its database's clock, whatever its own says, and keeps what it knows better than a slow answer.
import { describe, expect, it } from 'vitest';
import { makeClock } from './clock.ts';

const at = (ms: number) => new Date(1_000_000 + ms);
const between = (asked: number, answered: number) => ({ asked: 1_000_000 + asked, answered: 1_000_000 + answered });

describe('A clock', () => {
  it('that agrees with the database stays as it is', () => {
    const clock = makeClock(0, () => 1_000_000);
    clock.agree(at(3), between(0, 5));
    expect(clock.wall()).toEqual(at(0));
  });

  it('that is wrong follows the database, and the turned one stays ahead of it', () => {
    const clock = makeClock(60_000, () => 1_000_000);
    clock.agree(at(90_000), between(0, 10));
    expect(clock.wall()).toEqual(at(89_989));
    expect(clock.business()).toEqual(at(149_989));
    clock.agree(at(-500), between(0, 10));
    expect(clock.wall()).toEqual(at(-499));
  });

  it('learns nothing from an answer that took longer than what it knows is off', () => {
    const clock = makeClock(0, () => 1_000_000);
    clock.agree(at(100), between(0, 2));
    const known = clock.wall();
    clock.agree(at(400), between(0, 900));
    expect(clock.wall()).toEqual(known);
  });
});
