// Ids carry their kind in a prefix, so that one kind of id is never taken for another; they sort by time.
import { v7 } from 'uuid';

export type Id<Prefix extends string> = `${Prefix}_${string}`;

/** A version-7 UUID without its dashes behind the prefix, so that a dialect's GUID and our id are the same number. */
export const newId = <Prefix extends string>(prefix: Prefix): Id<Prefix> => `${prefix}_${v7().replaceAll('-', '')}`;
