// Terms: month ends, leap years, and the share of days that is left.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTerm, daysBetween, monthsOf, parseTerm, shareLeft } from './term.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('A term', () => {
  it('is whole months or years', () => {
    expect(monthsOf(parseTerm('P1M')!)).toBe(1);
    expect(monthsOf(parseTerm('P6Y')!)).toBe(72);
    for (const text of ['P0M', 'P1', 'P1D', 'p1y', 'P100Y', 'NoTerm', 'payG-1', 'P1Y ']) {
      expect(parseTerm(text)).toBeUndefined();
    }
  });
  it.each([
    ['2026-01-31', 'P1M', 1, '2026-02-28'],
    ['2026-01-31', 'P1M', 2, '2026-03-31'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2024-02-29', 'P1Y', 4, '2028-02-29'],
    ['2024-04-10', 'P3Y', 1, '2027-04-10'],
  ] as const)('from %s, %s, time %i ends on %s', (...[start, term, count, end]) =>
    expect(addTerm(day(start), term, count)).toEqual(day(end)),
  );
  it('keeps the time of day, whatever clock the server is set to', () =>
    expect(addTerm(new Date('2026-03-28T23:30:00.123Z'), 'P1M')).toEqual(new Date('2026-04-28T23:30:00.123Z')));
});

describe('What is left of a period', () => {
  const year = { start: day('2024-04-10'), end: day('2025-04-10') };
  it('is counted in days, the day of the change included (TRF-034)', () =>
    expect(shareLeft(year, new Date('2024-06-15T14:00:00Z'))).toEqual({ numerator: 299n, denominator: 365n }));
  it('is all of it before and nothing after', () => {
    expect(shareLeft(year, day('2024-01-01'))).toEqual({ numerator: 365n, denominator: 365n });
    expect(shareLeft(year, day('2025-04-10'))).toEqual({ numerator: 0n, denominator: 365n });
  });
  it('and what is used make the whole, on any day', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), (offset) => {
        const at = new Date(year.start.getTime() + offset * 86_400_000);
        expect(Number(shareLeft(year, at).numerator) + daysBetween(year.start, at)).toBe(365);
      }),
    ));
  it('needs a period of at least a day', () =>
    expect(() => shareLeft({ start: year.start, end: year.start }, year.start)).toThrow('at least one day'));
});
