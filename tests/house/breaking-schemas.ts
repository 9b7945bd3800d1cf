// What in a new schema would break a program that was written against the old one.
export type Node = { readonly [name: string]: unknown };
export type Contract = { paths: Node; components?: Node };
/** Where in which documents; what is asked may only become looser, what is answered only richer. */
export type Place = { path: string; side: 'asked' | 'answered'; released: Contract; current: Contract };
type Pair = { before: Node; after: Node };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const nodeIn = (node: Node | undefined, name: string): Node => {
  const found = node?.[name];
  return isNode(found) ? found : {};
};
export const listIn = (node: Node, name: string): readonly unknown[] =>
  Array.isArray(node[name]) ? (node[name] as unknown[]) : [];

/** Each `$ref` is followed in its own document, but only once on a way, since shapes may hold themselves. */
export function resolved(document: Contract, node: Node, depth = 0): Node {
  if (typeof node.$ref !== 'string' || depth > 20) return node;
  const found = node.$ref
    .replace('#/', '')
    .split('/')
    .reduce<Node>((at, name) => nodeIn(at, name), document as Node);
  return resolved(document, found, depth + 1);
}

/** Nullable and its kind as one word, so that both spellings compare. */
const kindOf = (document: Contract, node: Node): string => {
  const plain = resolved(document, node);
  const parts = [...listIn(plain, 'anyOf'), ...listIn(plain, 'oneOf')].filter(isNode);
  if (parts.length > 0) return [...new Set(parts.map((part) => kindOf(document, part)))].sort().join('|');
  if (listIn(plain, 'allOf').length > 0) return 'object';
  const { type } = plain;
  if (typeof type === 'string') return type;
  return listIn(plain, 'enum').length > 0 ? typeof listIn(plain, 'enum')[0] : 'any';
};

/** All fields of a schema with whether each is required, the parts of an `allOf` put together. */
function fieldsOf(document: Contract, node: Node): Map<string, { schema: Node; isRequired: boolean }> {
  const plain = resolved(document, node);
  const parts = listIn(plain, 'allOf').filter(isNode);
  const required = listIn(plain, 'required');
  const own = Object.entries(nodeIn(plain, 'properties')).map(
    ([name, schema]) => [name, { schema: schema as Node, isRequired: required.includes(name) }] as const,
  );
  return new Map([...parts.flatMap((part) => [...fieldsOf(document, part)]), ...own]);
}

const floors = ['minLength', 'minimum', 'minItems'];
const ceilings = ['maxLength', 'maximum', 'maxItems'];

function limits({ before, after }: Pair, { path, side }: Place): string[] {
  if (side === 'answered') return [];
  const tighter = [
    ...floors.filter((name) => Number(after[name] ?? 0) > Number(before[name] ?? 0)),
    ...ceilings.filter((name) => Number(after[name] ?? Infinity) < Number(before[name] ?? Infinity)),
    ...['pattern', 'format'].filter((name) => after[name] !== undefined && after[name] !== before[name]),
  ];
  return tighter.map((name) => `${path}: ${name} is tighter than it was`);
}

function choices({ before, after }: Pair, { path, side }: Place): string[] {
  const [was, is] = [listIn(before, 'enum'), listIn(after, 'enum')];
  if (side === 'answered' || is.length === 0) return [];
  if (was.length === 0) return [`${path}: takes only some values now`];
  return was.filter((value) => !is.includes(value)).map((value) => `${path}: no longer takes ${value}`);
}

function kinds({ before, after }: Pair, { path, side, released, current }: Place): string[] {
  const was = kindOf(released, before).split('|');
  const is = kindOf(current, after).split('|');
  const [narrow, wide] = side === 'asked' ? [was, is] : [is, was];
  const fits = wide.includes('any') || narrow.every((kind) => wide.includes(kind));
  return fits ? [] : [`${path}: was ${was.join(' or ')}, is ${is.join(' or ')}`];
}

type Field = { schema: Node; isRequired: boolean };
function field(was: Field, is: Field | undefined, place: Place): string[] {
  const { path, side } = place;
  if (!is) return [`${path}: is gone`];
  const below = schemaChanges({ before: was.schema, after: is.schema }, place);
  if (side === 'answered' && was.isRequired && !is.isRequired) return [`${path}: may be absent now`, ...below];
  if (side === 'asked' && !was.isRequired && is.isRequired) return [`${path}: must be given now`, ...below];
  return below;
}

function fields({ before, after }: Pair, place: Place): string[] {
  const [was, is] = [fieldsOf(place.released, before), fieldsOf(place.current, after)];
  const at = (name: string) => ({ ...place, path: `${place.path}.${name}` });
  const added = [...is].filter(([name, { isRequired }]) => place.side === 'asked' && isRequired && !was.has(name));
  return [
    ...[...was].flatMap(([name, one]) => field(one, is.get(name), at(name))),
    ...added.map(([name]) => `${at(name).path}: must be given now`),
  ];
}

const depthMax = 12;
export function schemaChanges(pair: Pair, place: Place): string[] {
  if (place.path.split('.').length > depthMax) return [];
  const plain = { before: resolved(place.released, pair.before), after: resolved(place.current, pair.after) };
  const items = { before: nodeIn(plain.before, 'items'), after: nodeIn(plain.after, 'items') };
  const isList = [items.before, items.after].every((one) => Object.keys(one).length > 0);
  return [
    ...kinds(pair, place),
    ...choices(plain, place),
    ...limits(plain, place),
    ...fields(plain, place),
    ...(isList ? schemaChanges(items, { ...place, path: `${place.path}[]` }) : []),
  ];
}
