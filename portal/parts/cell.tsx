// A fact of a thing in a list or on its page, by the name of its field or reckoned from others.
import type { Column, Item, Listed } from '../capability.ts';
import { useMe } from '../session.ts';
import { shapesOf } from './shape.ts';
import { Value } from './value.tsx';

export function Cell({ noun, column, item, isFull = false }: CellGiven) {
  const me = useMe();
  const like = typeof column === 'string' ? column : column.like;
  const shape = shapesOf(noun.of).find(({ name }) => name === like);
  if (!shape) throw new Error(`${noun.name} has no field ${like}`);
  const value = typeof column === 'string' ? item[column] : column.value(item, me);
  return <Value noun={noun.name} shape={shape} value={value} isFull={isFull} />;
}
type CellGiven = { noun: Listed; column: Column; item: Item; isFull?: boolean };
