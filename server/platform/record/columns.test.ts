// One list of columns gives both directions, and nothing but names of the code gets into what is compiled from it.
import { describe, expect, it } from 'vitest';
import { type Columns, json, rowsOf } from './columns.ts';

type Parcel = {
  id: string;
  version: number;
  status: 'sent' | 'kept';
  to: string;
  notes: object | null;
  weight: bigint;
};
const rows = rowsOf<Parcel>(
  {
    to: 'recipient_id',
    notes: json('notes'),
    weight: { column: 'grams', from: (grams: string) => BigInt(grams), to: (grams: bigint) => String(grams) },
  },
  { to_lower: ({ to }) => to.toLowerCase() },
);
const parcel: Parcel = { id: 'par_1', version: 3, status: 'sent', to: 'Miru', notes: { fragile: true }, weight: 12n };

describe('Columns of a state', () => {
  it('are written as the list says, with what only the table has', () =>
    expect(rows.toRow(parcel)).toEqual({
      ...{ id: 'par_1', version: 3, status: 'sent', recipient_id: 'Miru', notes: '{"fragile":true}', grams: '12' },
      to_lower: 'miru',
    }));
  it('are read back into the same state', () => {
    const row = {
      id: 'par_1',
      version: 3,
      status: 'sent',
      recipient_id: 'Miru',
      notes: { fragile: true },
      grams: '12',
    };
    expect(rows.fromRow(row as never)).toEqual(parcel);
  });
  it('leave out what another field writes', () => {
    const twice = rowsOf<Omit<Parcel, 'notes' | 'weight'>>({ to: { column: 'id', isReadOnly: true } });
    expect(twice.toRow(parcel)).toEqual({ id: 'par_1', version: 3, status: 'sent' });
    expect(twice.fromRow({ id: 'par_1', version: 3, status: 'sent' } as never).to).toBe('par_1');
  });
  it.each(['id); process.exit(1', 'a b', '', '1a'])('take no %j for a name', (column) => {
    const lying = { to: column, notes: 'notes', weight: 'grams' } as Columns<Parcel>;
    expect(() => rowsOf<Parcel>(lying)).toThrow('not a name of a column');
  });
});
