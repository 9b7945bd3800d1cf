// Money: exact, rounded only where it is said, one currency at a time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCurrency } from './currencies.ts';
import * as money from './money.ts';

const usd = (text: string) => money.parseMoney(text, 'USD')!;
const written = (value: money.Money) => money.formatMoney(value);
const amounts = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

describe('An amount of money', () => {
  it('is read and written without losing a place', () => {
    expect(written(usd('115.2'))).toBe('115.20');
    expect(written(usd('0.000000000001'))).toBe('0.000000000001');
    expect(written(usd('-0.05'))).toBe('-0.05');
    expect(written(money.parseMoney('1200', 'KRW')!)).toBe('1200');
    expect(written(money.parseMoney('1200.5', 'KRW')!)).toBe('1200.5');
    expect(written(money.parseMoney('1', 'KWD')!)).toBe('1.000');
  });
  it.each(['', '.', '1.', '.5', '1,000', '1e3', ' 1', '+1', '--1', '0x1', '1.0000000000001', '1'.repeat(22)])(
    'is not read from %j',
    (text) => expect(money.parseAmount(text)).toBeUndefined(),
  );
  it('comes back as it was written, whatever it is', () =>
    fc.assert(
      fc.property(amounts, fc.constantFrom('USD', 'KRW', 'KWD'), (amount, currency) => {
        expect(money.parseMoney(written({ amount, currency }), currency)).toEqual({ amount, currency });
      }),
    ));
  it('adds up in any order, and takes away what was added', () =>
    fc.assert(
      fc.property(fc.array(amounts), amounts, (parts, extra) => {
        const all = parts.map((amount) => ({ amount, currency: 'EUR' }));
        const total = money.sum('EUR', all);
        expect(money.sum('EUR', [...all].reverse())).toEqual(total);
        expect(
          money.subtract(money.add(total, { amount: extra, currency: 'EUR' }), { amount: extra, currency: 'EUR' }),
        ).toEqual(total);
      }),
    ));
  it('is compared by size', () => {
    expect(money.compare(usd('1'), usd('1.01'))).toBe(-1);
    expect(money.compare(usd('1'), usd('-2'))).toBe(1);
    expect(money.compare(usd('1.10'), usd('1.1'))).toBe(0);
  });
  it('never meets another currency', () => {
    const won = money.parseMoney('1', 'KRW')!;
    expect(() => money.add(usd('1'), won)).toThrow('Mixed currencies');
    expect(() => money.compare(usd('1'), won)).toThrow('Mixed currencies');
    expect(() => money.sum('KRW', [usd('1')])).toThrow('Mixed currencies');
  });
  it('is multiplied by whole numbers exactly', () => expect(written(money.multiply(usd('15.62'), 2))).toBe('31.24'));
});

describe('A share of an amount', () => {
  const share = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });
  it('is rounded half away from zero to the currency’s own places', () => {
    expect(written(money.round(usd('2.345')))).toBe('2.35');
    expect(written(money.round(usd('-2.345')))).toBe('-2.35');
    expect(written(money.round(usd('2.344999')))).toBe('2.34');
    expect(written(money.round(money.parseMoney('0.5', 'KRW')!))).toBe('1');
    expect(written(money.round(money.parseMoney('-0.4999', 'JPY')!))).toBe('0');
  });
  it('follows the printed examples of proration (BIL-009 B, BIL-010 A and C)', () => {
    const dayRate = money.multiplyByFraction(usd('4'), share(1n, 31n), 3);
    expect(written(money.round(money.multiply(dayRate, 19)))).toBe('2.45');
    const yearly = money.multiplyByFraction(usd('48'), share(1n, 365n));
    expect(written(money.multiply(yearly, 318))).toBe('41.34');
    expect(written(money.multiplyByFraction(usd('211.20'), share(2n * 337n, 365n)))).toBe('390.00');
  });
  it('is off by at most half of the smallest coin', () =>
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: -999n, max: 999n }), fc.bigInt({ min: 1n, max: 999n }), (amount, n, d) => {
        const exact = amount * n;
        const rounded = money.multiplyByFraction({ amount, currency: 'USD' }, share(n, d)).amount;
        const off = rounded * d - exact;
        expect(2n * (off < 0n ? -off : off) <= d * 10n ** 10n).toBe(true);
        expect(rounded % 10n ** 10n).toBe(0n);
      }),
    ));
  it('of nothing is a mistake', () =>
    expect(() => money.multiplyByFraction(usd('1'), share(1n, 0n))).toThrow('A share of nothing'));
});

describe('A currency', () => {
  it('is one that the standard lists', () => {
    expect(parseCurrency('CNY')).toBe('CNY');
    expect(parseCurrency('usd')).toBeUndefined();
    expect(parseCurrency('ABC')).toBeUndefined();
  });
});
