// Ids carry their kind in a prefix, and sort by time; behind the time they carry the place of whom they belong to.
import { randomBytes } from 'node:crypto';

export type Id<Prefix extends string> = `${Prefix}_${string}`;

const places = 4096;
const [timeDigits, placeStart, placeEnd] = [12, 13, 16];

/** 12 bits that say where a thing lives: those of the organization to which it belongs, customers before others. */
export function placeOf(id: string): number {
  const digits = id.slice(id.lastIndexOf('_') + 1);
  const place = Number.parseInt(digits.slice(placeStart, placeEnd), 16);
  return digits.length === 32 && Number.isInteger(place) ? place : 0;
}

let lastMs = 0;
let counter = 0;
let drawn = Buffer.alloc(0);
let used = 0;
const [blockBytes, idBytes, counterMax] = [4000, 10, 2 ** 20];
/** Randomness in blocks: a call of the system for each id costs more than the id. */
function random(): Buffer {
  if (used + idBytes > drawn.length) [drawn, used] = [randomBytes(blockBytes), 0];
  used += idBytes;
  return drawn.subarray(used - idBytes, used);
}

/** Within a millisecond a counter keeps ids of one place in the order in which they were made. */
function ticked(drawnNow: Buffer): number {
  const now = Date.now();
  if (now > lastMs) [lastMs, counter] = [now, drawnNow.readUInt16BE(0)];
  else counter += 1;
  if (counter >= counterMax) [lastMs, counter] = [lastMs + 1, 0];
  return lastMs;
}

/**
 * A version-7 UUID without its dashes behind the prefix, so that a dialect's GUID and our id are the same number:
 * 48 bits of time, 12 of place, 20 that count, 42 by chance. `of` is the id of whom or what it belongs to.
 */
export function newId<Prefix extends string>(prefix: Prefix, of?: string): Id<Prefix>;
export function newId(prefix: string, of?: string): string {
  const chance = random();
  const time = ticked(chance);
  const place = of === undefined ? chance.readUInt16BE(2) % places : placeOf(of);
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
  const counted = 0x80000 | (counter >> 2); // Two bits of the variant, then the upper 18 of the counter.
  const low = ((counter & 3) << 10) | (chance.readUInt16BE(8) >> 6);
  const behind = hex(counted, 5) + hex(low, 3) + chance.toString('hex', 4, 8);
  return `${prefix}_${hex(time, timeDigits)}7${hex(place, 3)}${behind}`;
}
