// How many are ordered: what is no such number stays with its reason, counts as none, and is not sent.
import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../../parts/say.ts';

const seatsMax = 1_000_000;
/** What a person typed, as a number of seats; 0 where it is none. */
const seatsOf = (typed: string | number): number => {
  const seats = Number(typed);
  return Number.isInteger(seats) && seats >= 1 && seats <= seatsMax ? seats : 0;
};

type Given = { quantity: number; label?: string; isFixed?: boolean; onChange: (quantity: number) => void };
export function Seats({ quantity, label, isFixed = false, onChange }: Given) {
  const say = useSay();
  const [typed, setTyped] = useState<string | number>(quantity);
  return (
    <NumberInput
      className="figure-input"
      label={say('orders.line.quantity')}
      {...(label && { 'aria-label': label })}
      disabled={isFixed}
      max={seatsMax}
      allowDecimal={false}
      allowNegative={false}
      value={typed}
      error={seatsOf(typed) === 0 && say('orders.line.quantityFault')}
      onChange={(value) => {
        setTyped(value);
        onChange(seatsOf(value));
      }}
    />
  );
}
