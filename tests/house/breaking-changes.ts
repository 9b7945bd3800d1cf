// What in a new contract would break a program written against the released one: paths, parameters, bodies, answers.
import {
  type Contract,
  isNode,
  listIn,
  type Node,
  nodeIn,
  type Place,
  resolved,
  schemaChanges,
} from './breaking-schemas.ts';

type Operation = { name: string; before: Node; after: Node; released: Contract; current: Contract };

const asked = ({ released, current }: Operation, path: string): Place => ({ path, side: 'asked', released, current });
const content = (node: Node): Node => nodeIn(nodeIn(nodeIn(node, 'content'), 'application/json'), 'schema');

const parametersOf = (document: Contract, operation: Node): Map<string, Node> =>
  new Map(
    listIn(operation, 'parameters')
      .filter(isNode)
      .map((one) => resolved(document, one))
      .map((one) => [`${one.in} ${one.name}`, one]),
  );

function parameters(operation: Operation): string[] {
  const { name, before, after, released, current } = operation;
  const [was, is] = [parametersOf(released, before), parametersOf(current, after)];
  const kept = [...was].flatMap(([key, one]) => {
    const now = is.get(key);
    if (!now) return [`${name} ${key}: is gone`];
    const pair = { before: nodeIn(one, 'schema'), after: nodeIn(now, 'schema') };
    const found = schemaChanges(pair, asked(operation, `${name} ${key}`));
    return !one.required && now.required ? [`${name} ${key}: must be given now`, ...found] : found;
  });
  const added = [...is].filter(([key, one]) => one.required && !was.has(key));
  return [...kept, ...added.map(([key]) => `${name} ${key}: must be given now`)];
}

function body(operation: Operation): string[] {
  const [before, after] = [operation.before, operation.after].map((one) => content(nodeIn(one, 'requestBody')));
  return schemaChanges({ before: before!, after: after! }, asked(operation, `${operation.name} body`));
}

function answers({ name, before, after, released, current }: Operation): string[] {
  const [was, is] = [nodeIn(before, 'responses'), nodeIn(after, 'responses')];
  const good = Object.keys(was).filter((status) => status.startsWith('2'));
  return good.flatMap((status) => {
    if (!isNode(is[status])) return [`${name}: no longer answers ${status}`];
    const pair = { before: content(nodeIn(was, status)), after: content(nodeIn(is, status)) };
    return schemaChanges(pair, { path: `${name} ${status}`, side: 'answered', released, current });
  });
}

function callers({ name, before, after }: Operation): string[] {
  const [was, is] = [before['x-who'], after['x-who']];
  const isNarrower = was !== is && is !== 'anyone' && (is !== 'both' || was === 'anyone');
  const isStricter = after['x-second-factor'] === true && before['x-second-factor'] === false;
  return [
    ...(isNarrower ? [`${name}: was for ${was}, is for ${is}`] : []),
    ...(isStricter ? [`${name}: needs a second factor now`] : []),
  ];
}

function changesOf(operation: Operation): string[] {
  const { name, before, after } = operation;
  if (Object.keys(after).length === 0) return [`${name}: is gone`];
  const renamed = before.operationId === after.operationId ? [] : [`${name}: is called ${after.operationId} now`];
  return [...renamed, ...callers(operation), ...parameters(operation), ...body(operation), ...answers(operation)];
}

export const breakingChanges = (released: Contract, current: Contract): string[] =>
  Object.entries(released.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Node).flatMap(([method, before]) => {
      const after = nodeIn(nodeIn(current.paths, path), method);
      const name = `${method.toUpperCase()} ${path}`;
      return changesOf({ name, before: before as Node, after, released, current });
    }),
  );
