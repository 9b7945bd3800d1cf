// What a page of the frame is for, by its path: the operation without which there is nothing to see or do on it.
import type { Operation } from '../contract/operation.ts';
import { entries, lists, nouns } from './capabilities.ts';
import type { Listed } from './capability.ts';

/** Its title stands under the first of these keys that has a text. */
export type Needed = { operation: Operation; titles: readonly string[] };

const ofEntries = entries.flatMap(({ name, path, operation }): [string, Needed][] =>
  operation ? [[path, { operation, titles: [`page.${name}`, `noun.${name}.many`] }]] : [],
);
const ofLists = nouns.map(({ name, path, list }): [string, Needed] => [
  path,
  { operation: list, titles: [`noun.${name}.many`] },
]);
const journeysOf = ({ create, createAlso }: Listed): [string, Needed][] =>
  [create, createAlso]
    .flat()
    .flatMap((one) =>
      one?.path ? [[one.path, { operation: one.operation, titles: [`command.${one.operation.name}`] }]] : [],
    );

export const neededAt: Readonly<Record<string, Needed>> = Object.fromEntries([
  ...ofEntries,
  ...ofLists,
  ...[...nouns, ...lists].flatMap(journeysOf),
]);
