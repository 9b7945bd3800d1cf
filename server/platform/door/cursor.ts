// Where a list goes on: sealed with our signature, so that a cursor made by hand, or of another list, is refused.
import { timingSafeEqual } from 'node:crypto';
import type { World } from '../world/world.ts';

type Of = { secrets: World['secrets'] };
export type Cursor = readonly (string | number)[];

const tagLength = 16;
const tagOf = ({ secrets }: Of, list: string, text: string): string =>
  secrets.sign(`cursor:${list}:${text}`).slice(0, tagLength);

/** `list` names the list and its order: a cursor of one is worth nothing in another. */
export function writeCursor(world: Of, list: string, values: Cursor): string {
  const text = JSON.stringify(values);
  return `${Buffer.from(text).toString('base64url')}.${tagOf(world, list, text)}`;
}

/** Undefined where it was not written for this list in this cloud. */
export function readCursor(world: Of, list: string, cursor: string): Cursor | undefined {
  const [body = '', tag = ''] = cursor.split('.');
  const text = Buffer.from(body, 'base64url').toString('utf8');
  const meant = Buffer.from(tagOf(world, list, text));
  const given = Buffer.from(tag);
  const isOurs = given.length === meant.length && timingSafeEqual(given, meant);
  return isOurs ? (JSON.parse(text) as Cursor) : undefined;
}
