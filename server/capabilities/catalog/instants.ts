// The instants that a question about the catalogue has: the day it asks about, and when we knew so.
import type { Door } from '../../platform/world/world.ts';

/** `knownAt` null: as we know it now. */
export type Instants = { at: Date; knownAt: Date | null };
type Asked = { at?: string; asOf?: string };

export const asOfIn = ({ asOf }: Asked): Date | undefined => (asOf === undefined ? undefined : new Date(asOf));

export function instantsOf({ now }: Pick<Door, 'now'>, asked: Asked): Instants {
  const knownAt = asOfIn(asked) ?? null;
  return { at: asked.at === undefined ? (knownAt ?? now) : new Date(asked.at), knownAt };
}
