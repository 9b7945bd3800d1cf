// Sentences of the server are taken apart where an instant or an amount stands, and nowhere else.
import { describe, expect, it } from 'vitest';
import { pieces } from './told.tsx';

describe('A sentence of the server', () => {
  it('shows its amount and its instants', () =>
    expect(pieces('432000 KRW is charged from 2026-03-01T09:00:00.000Z to 2026-04-01T09:00:00.000Z.')).toEqual([
      ...['', '432000 KRW', ' is charged from ', '2026-03-01T09:00:00.000Z', ' to ', '2026-04-01T09:00:00.000Z', '.'],
    ]));
  it('may take money back', () => expect(pieces('-12.50 USD')).toEqual(['', '-12.50 USD', '']));
  it('leaves other numbers and words alone', () =>
    expect(pieces('20 seats of SKU KTR000000001:0001')).toEqual(['20 seats of SKU KTR000000001:0001']));
});
