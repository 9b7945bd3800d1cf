// What causes what, read from the sources: command → rule → events, and event → reaction → commands.
import { basename, dirname } from 'node:path/posix';
import ts from 'typescript';
import { nodes, parse } from '../../tests/house/syntax.ts';
import { type Resolve, reach, resolver } from './names.ts';
import { read, roomOf, serverFiles } from './tree.ts';

export type Cause = { room: string; action: string; events: readonly string[] };
export type Consequence = { room: string; on: string; actions: readonly string[] };

type Room = { name: string; trees: ts.SourceFile[] };
const eventShape = /^[a-z]\w*\.[a-z]\w*$/;

function rooms(): Room[] {
  const paths = [...serverFiles('server/capabilities'), ...serverFiles('server/identity')];
  return [...new Set(paths.map(roomOf))].map((name) => ({
    name,
    trees: paths.filter((path) => roomOf(path) === name).map((path) => parse({ path, text: read(path) })),
  }));
}

/** Written there, or in an object that is spread there. */
function propertyOf(node: ts.ObjectLiteralExpression, name: string, resolve: Resolve): ts.Node | undefined {
  const found = node.properties.find((one) => one.name?.getText() === name);
  if (found) return ts.isPropertyAssignment(found) ? found.initializer : found;
  const spread = node.properties.filter(ts.isSpreadAssignment).map(({ expression }) => objectAt(expression, resolve));
  return spread.map((one) => one && propertyOf(one, name, resolve)).find((one) => one !== undefined);
}
const objectAt = (node: ts.Node | undefined, resolve: Resolve): ts.ObjectLiteralExpression | undefined =>
  node && reach(node, resolve).find(ts.isObjectLiteralExpression);
const textIn = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined;

/** The texts given to `decided`, also where a constant or a condition stands in between. */
function eventsFrom(rule: ts.Node, resolve: Resolve): string[] {
  const calls = reach(rule, resolve).filter(
    (node): node is ts.CallExpression => ts.isCallExpression(node) && node.expression.getText() === 'decided',
  );
  const events = calls.flatMap(({ arguments: [, ...given] }) => given.flatMap((event) => reach(event, resolve)));
  return [...new Set(events.flatMap((node) => textIn(node) ?? []).filter((text) => eventShape.test(text)))];
}

const isCallOf = (node: ts.Node, name: string): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === name;

type Changes = Map<ts.Node, Cause>;
/** Each `change({ thing, command, rule })` of a room. */
function changesOf({ name: room, trees }: Room, resolve: Resolve): Changes {
  const found: Changes = new Map();
  for (const node of trees.flatMap(nodes).filter((one) => isCallOf(one, 'change'))) {
    const declared = node.arguments[0];
    if (!declared || !ts.isObjectLiteralExpression(declared)) continue;
    const of = (name: string) => propertyOf(declared, name, resolve);
    const thing = objectAt(of('thing'), resolve);
    const noun = thing && textIn(propertyOf(thing, 'name', resolve));
    const command = textIn(of('command'));
    const rule = of('rule');
    if (!noun || !command || !rule) continue;
    found.set(node, { room, action: `${noun}.${command}`, events: eventsFrom(rule, resolve) });
  }
  return found;
}

/** In the order of rooms and of their files. */
export const causes = (): Cause[] => rooms().flatMap((room) => [...changesOf(room, resolver(room.trees)).values()]);

const isReactions = (path: string): boolean =>
  basename(path) === 'reactions.ts' || basename(dirname(path)) === 'reactions';

/** A reaction is an object with `on` and `steps` in a file `reactions.ts`; it takes the steps that it names. */
export function consequences(): Consequence[] {
  return rooms().flatMap((room) => {
    const resolve = resolver(room.trees);
    const changes = changesOf(room, resolve);
    const places = room.trees.filter(({ fileName }) => isReactions(fileName));
    return places.flatMap(nodes).flatMap((node) => {
      const on = ts.isObjectLiteralExpression(node) ? textIn(propertyOf(node, 'on', resolve)) : undefined;
      const steps = on && propertyOf(node as ts.ObjectLiteralExpression, 'steps', resolve);
      if (!on || !steps) return [];
      const reached = new Set(reach(steps, resolve));
      const actions = [...changes].flatMap(([change, { action }]) => (reached.has(change) ? [action] : []));
      return [{ room: room.name, on, actions: [...new Set(actions)] }];
    });
  });
}
