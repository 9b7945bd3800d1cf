// A sentence of the server as a person reads it: its instants in local time, its amounts in their currency.
import { Fragment } from 'react';
import { Amount, Moment } from './value.tsx';

/** As the contract writes them, so that programs can read the sentence, too. */
const parts = /(\d{4}-\d{2}-\d{2}T[\d:.]+Z|-?\d+(?:\.\d+)? [A-Z]{3}\b)/;
const instant = /^\d{4}-\d{2}-\d{2}T/;
const amountOf = (text: string) => {
  const [amount = '', currency = ''] = text.split(' ');
  return { amount, currency };
};

export const pieces = (sentence: string): readonly string[] => sentence.split(parts);

export function Told({ sentence }: { sentence: string }) {
  return pieces(sentence).map((piece, at) => {
    const key = `${at} ${piece}`;
    if (at % 2 === 0) return <Fragment key={key}>{piece}</Fragment>;
    return instant.test(piece) ? <Moment key={key} at={piece} /> : <Amount key={key} money={amountOf(piece)} />;
  });
}
