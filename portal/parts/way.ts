// Where a row of a list leads, and whether its kind has a state to show.
import type { Item, Listed, Noun, Way } from '../capability.ts';

export const hasStatus = ({ of }: Listed): boolean => 'status' in of.properties;
const isNoun = (one: Listed): one is Noun => 'see' in one;

export function wayTo(noun: Listed, item: Item): Way | undefined {
  if (noun.wayOf) return noun.wayOf(item);
  return isNoun(noun) ? { to: `${noun.path}/${item.id}` } : undefined;
}
