// Ids carry their kind in a prefix, and sort by time; behind the time they carry the place of whom they belong to.
import { v4, v7 } from 'uuid';

export type Id<Prefix extends string> = `${Prefix}_${string}`;

/** What belongs to nobody draws a place of its own: parties themselves, and what the house keeps for its own work. */
type Unowned = 'org' | 'usr' | 'sig' | 'rst' | 'wrk' | 'ded' | 'key';

const [placeStart, placeEnd] = [13, 16];

/** 12 bits that say where a thing lives: those of the organization to which it belongs, its customer before others. */
export function placeOf(id: string): number {
  const digits = id.slice(id.lastIndexOf('_') + 1);
  const place = Number.parseInt(digits.slice(placeStart, placeEnd), 16);
  return digits.length === 32 && Number.isInteger(place) ? place : 0;
}

const countMax = 2 ** 20;
let last = 0;
let count = 0;

/**
 * A version-7 UUID without its dashes behind the prefix, so that a dialect's GUID and our id are the same number:
 * 48 bits of time, 12 of place, 20 that count within a millisecond, 42 by chance. `of` is the id of whom or what it
 * belongs to.
 */
export function newId<Prefix extends Unowned>(prefix: Prefix): Id<Prefix>;
export function newId<Prefix extends string>(prefix: Exclude<Prefix, Unowned>, of: string): Id<Prefix>;
export function newId(prefix: string, of?: string): string {
  const now = Math.max(Date.now(), last);
  const isNext = now > last || count + 1 === countMax;
  count = isNext ? 0 : count + 1;
  last = isNext && now === last ? last + 1 : now;
  const place = of === undefined ? Number.parseInt(v4().slice(0, 3), 16) : placeOf(of);
  return `${prefix}_${v7({ msecs: last, seq: place * countMax + count }).replaceAll('-', '')}`;
}
