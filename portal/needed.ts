// What a page of the frame is for, by its path: the operation without which there is nothing to see or do on it.
import type { Me } from '../contract/identity.ts';
import type { Operation } from '../contract/operation.ts';
import { entries, lists, nouns } from './capabilities.ts';
import type { Listed } from './capability.ts';
import { shapesOf } from './parts/shape.ts';

export type Needed = {
  operation: Operation;
  /** Its title stands under the first of these keys that has a text. */
  titles: readonly string[];
  /** What the page asks for when nobody has chosen yet. */
  defaults?: Listed['defaults'];
};

const defaultsAt = Object.fromEntries(lists.map(({ path, defaults }) => [path, defaults]));
const ofEntries = entries.flatMap(({ name, path, operation }): [string, Needed][] =>
  operation ? [[path, { operation, titles: [`page.${name}`, `noun.${name}.many`], defaults: defaultsAt[path] }]] : [],
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

/** What can be read of it without changing anything, so that the server says who may; nothing where it cannot be. */
export function askedBy({ operation, defaults }: Needed, me: Me): Readonly<Record<string, string>> | undefined {
  if (operation.method !== 'GET' || operation.path.includes('{')) return undefined;
  const shapes = shapesOf(operation.query);
  const usual = Object.entries(defaults?.(me) ?? {}).filter(([name]) => shapes.some((shape) => shape.name === name));
  const query = Object.fromEntries(usual);
  return shapes.every(({ name, isRequired }) => !isRequired || name in query) ? query : undefined;
}
