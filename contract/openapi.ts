// The list of operations as an OpenAPI 3.1 document: for outsiders, the readable docs, and the comparison of releases.
import { curlOf, kontorOf, sampleBody } from './example.ts';
import { type Json, type JsonObject, parameters, reference, responses, securitySchemes } from './openapi-parts.ts';
import { Commands, type Operation, Party } from './operation.ts';
import { Preview } from './preview.ts';
import { Problem } from './problem.ts';
import { isList, nounOf, pathNames } from './spelling.ts';

export type OpenApi = {
  openapi: '3.1.0';
  info: JsonObject;
  servers: JsonObject[];
  tags: { name: string }[];
  paths: Record<string, Record<string, JsonObject>>;
  components: Record<string, Record<string, JsonObject>>;
  security: JsonObject[];
};
export type About = { title: string; version: string; description: string };

const schemaName = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);
/** JSON Schema without what only our own programs read; the class of a field becomes `x-class`. */
function plain(schema: unknown): Json {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== 'object' || schema === null) return schema as Json;
  const told = Object.entries(schema).filter(([name, value]) => name !== 'isBearer' || value !== true);
  const entries = told.map(([name, value]) =>
    name === 'class' && typeof value === 'string' ? ['x-class', value] : [name, plain(value)],
  );
  return Object.fromEntries(entries) as JsonObject;
}

type Shapes = ReadonlyMap<string, string>;
const text = (schema: Json): string => JSON.stringify(schema);

/** Says a shape that has a name by its name; facts beside it (its class) stay beside it. */
function named(schema: Json, shapes: Shapes): Json {
  if (Array.isArray(schema)) return schema.map((one) => named(one, shapes));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { 'x-class': fieldClass, ...shape } = schema as JsonObject;
  const name = shapes.get(text(shape));
  const beside = fieldClass === undefined ? {} : { 'x-class': fieldClass };
  return name ? { $ref: `#/components/schemas/${name}`, ...beside } : inside(schema as JsonObject, shapes);
}
const inside = (schema: JsonObject, shapes: Shapes): JsonObject =>
  Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, named(value, shapes)]));

/** A thing is what has an id, a status and a version with their classes. */
const isThing = (schema: Json): schema is JsonObject => {
  const { properties } = (schema ?? {}) as { properties?: Record<string, JsonObject> };
  return !!properties && ['id', 'status', 'version'].every((name) => properties[name]?.['x-class'] !== undefined);
};
function thingIn(schema: Json): JsonObject | undefined {
  if (isThing(schema)) return schema;
  if (typeof schema !== 'object' || schema === null) return undefined;
  for (const below of Object.values(schema)) {
    const found = thingIn(below as Json);
    if (found) return found;
  }
  return undefined;
}

const tellingVerbs = ['see', 'list', 'create'];
/** The thing that a noun names is the one that seeing it, listing it or making it answers with. */
function thingsOf(operations: readonly Operation[]): [string, JsonObject][] {
  const nouns = [...new Set(operations.map(nounOf))];
  return nouns.flatMap((noun) => {
    const candidates = tellingVerbs.flatMap((verb) => operations.filter(({ name }) => name === `${noun}.${verb}`));
    const thing = candidates.map(({ answer }) => thingIn(plain(answer))).find((found) => found !== undefined);
    return thing ? [[schemaName(noun), thing] as [string, JsonObject]] : [];
  });
}

function schemasOf(operations: readonly Operation[]): Map<string, JsonObject> {
  const found: [string, JsonObject][] = [
    ['Problem', plain(Problem) as JsonObject],
    ['Preview', plain(Preview) as JsonObject],
    ['Party', plain(Party) as JsonObject],
    ['Commands', plain(Commands) as JsonObject],
    ...thingsOf(operations),
  ];
  return new Map(found);
}

const pathParameters = (path: string): JsonObject[] =>
  pathNames(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: Operation, shapes: Shapes): JsonObject[] {
  const { properties } = query;
  const required: readonly string[] = query.required ?? [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: named(plain(schema), shapes) as JsonObject,
    ...(typeof (schema as { description?: string }).description === 'string' && {
      description: (schema as { description?: string }).description!,
    }),
  }));
}

const commandParameters = ['IdempotencyKey', 'PreviewToken', 'Preview'];
/** What is made anew has no version yet; a file is neither previewed nor sent under a key. */
const headersOf = ({ method, path, takes }: Operation): readonly string[] =>
  method === 'GET' || takes ? [] : path.includes('{') ? [...commandParameters, 'IfMatch'] : commandParameters;
const parametersOf = (operation: Operation, shapes: Shapes): JsonObject[] => [
  ...pathParameters(operation.path),
  ...queryParameters(operation, shapes),
  ...headersOf(operation).map((name) => reference('parameters', name)),
  ...(operation.method === 'GET' ? [reference('parameters', 'Consistency')] : []),
  reference('parameters', 'RequestId'),
  reference('parameters', 'AcceptLanguage'),
];

function answerOf(operation: Operation, shapes: Shapes): JsonObject {
  const schema = named(plain(operation.answer), shapes) as JsonObject;
  const previewed = { anyOf: [schema, reference('schemas', 'Preview')] };
  const isPreviewHere = operation.method === 'POST' && operation.status === 200;
  return {
    description: operation.summary,
    headers: { 'Request-Id': reference('headers', 'RequestId') },
    content: {
      'application/json': { schema: isPreviewHere ? previewed : schema },
      ...(isList(operation) && {
        'text/csv': { schema: { type: 'string' } },
        'application/x-ndjson': { schema: { type: 'string' } },
      }),
    },
  };
}

const previewAnswer: JsonObject = {
  description: 'With `preview=true`: what would happen; nothing has changed.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Preview' } } },
};
const refusedAs = (statuses: readonly string[]): JsonObject =>
  Object.fromEntries(statuses.map((status) => [status, reference('responses', `Refused${status}`)]));

function answersOf(operation: Operation, shapes: Shapes): JsonObject {
  const isCommand = operation.method === 'POST';
  const statuses = ['400', ...(operation.who === 'anyone' ? [] : ['401', '403']), '404'];
  const ofCommands = ['409', '412', '413', '415', '422'];
  return {
    ...(isCommand && !operation.takes && operation.status !== 200 && { '200': previewAnswer }),
    [operation.status]: answerOf(operation, shapes),
    ...refusedAs([...statuses, ...(isCommand ? ofCommands : []), '429', '503']),
  };
}

const securityOf = ({ who, method }: Operation): JsonObject[] => {
  if (who === 'anyone') return [{}];
  if (who === 'program') return [{ oauth: [] }];
  return [method === 'GET' ? { session: [] } : { session: [], csrf: [] }, { oauth: [] }];
};

/** JSON, or a file of one of these types as it is. */
const contentOf = ({ takes, body }: Operation, shapes: Shapes): JsonObject =>
  takes
    ? Object.fromEntries(takes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: named(plain(body), shapes) as JsonObject } };

function operationOf(operation: Operation, shapes: Shapes): JsonObject {
  const { name, summary, method, body, who, secondFactor, isIrreversible, needsFreshProof } = operation;
  return {
    operationId: name,
    summary,
    tags: [nounOf(operation)],
    parameters: parametersOf(operation, shapes),
    ...(method === 'POST' && {
      requestBody: {
        required: operation.takes !== undefined || (body.required ?? []).length > 0,
        content: contentOf(operation, shapes),
      },
    }),
    responses: answersOf(operation, shapes),
    security: securityOf(operation),
    'x-who': who,
    'x-second-factor': secondFactor,
    ...(needsFreshProof && { 'x-fresh-proof': true }),
    ...(isIrreversible && { 'x-irreversible': true }),
    ...(method === 'POST' && { 'x-sample': sampleBody(operation) as JsonObject }),
    'x-codeSamples': [
      { lang: 'shell', label: 'curl', source: curlOf(operation) },
      { lang: 'shell', label: 'kontor', source: kontorOf(operation) },
    ],
  };
}

function pathsOf(operations: readonly Operation[], shapes: Shapes): OpenApi['paths'] {
  const paths: OpenApi['paths'] = {};
  for (const operation of operations) {
    const method = operation.method.toLowerCase();
    paths[operation.path] = { ...paths[operation.path], [method]: operationOf(operation, shapes) };
  }
  return paths;
}

/** Pure: the same operations give the same document. */
export function openApi(operations: readonly Operation[], about: About): OpenApi {
  const schemas = schemasOf(operations);
  const shapes: Shapes = new Map([...schemas].map(([name, schema]) => [text(schema), name]));
  return {
    openapi: '3.1.0',
    info: { ...about, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map(nounOf))].map((name) => ({ name })),
    paths: pathsOf(operations, shapes),
    components: {
      schemas: Object.fromEntries([...schemas].map(([name, schema]) => [name, inside(schema, shapes)])),
      parameters,
      headers: { RequestId: { description: 'Ours or yours, for questions.', schema: { type: 'string' } } },
      responses,
      securitySchemes,
    },
    security: [],
  };
}
