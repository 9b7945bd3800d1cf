// The contract holds: its document is valid, everybody who calls meets a row of the policy, nothing released breaks.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { sampleBody } from '../../contract/example.ts';
import { operations } from '../../contract/list.ts';
import { openApi } from '../../contract/openapi.ts';
import type { Operation } from '../../contract/operation.ts';
import { nounOf, optionName, pathNames } from '../../contract/spelling.ts';
import { policy } from '../../server/access/policy.ts';
import { about } from '../../server/docs.ts';
import { breakingChanges } from './breaking-changes.ts';
import type { Contract } from './breaking-schemas.ts';

const document = JSON.parse(JSON.stringify(openApi(operations, about)));
const released = fileURLToPath(new URL('../../docs/generated/openapi-released.json', import.meta.url));

/** What a room guards by itself, because it is about the caller alone: its own session, password, second factor. */
const own = ['session', 'password', 'secondFactor', 'persona', 'interaction'];
/** The action that a view or list is guarded by: its own, or seeing the thing of that noun. */
const rowsFor = ({ name, method }: Operation): string[] =>
  method === 'POST' ? [name] : [name, `${nounOf({ name })}.see`];
const hasRow = (operation: Operation): boolean =>
  operation.who === 'anyone' ||
  own.includes(nounOf(operation)) ||
  rowsFor(operation).some((action) => action in policy);

describe('The contract', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  });
  it('names every operation once, by noun and verb', () => {
    const names = operations.map(({ name }) => name);
    const addresses = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(addresses.filter((one, at) => addresses.indexOf(one) !== at)).toEqual([]);
    expect(names.filter((name) => !/^[a-z][A-Za-z]+\.[a-z][A-Za-z]+$/.test(name))).toEqual([]);
  });
  it('gives every operation a sentence', () =>
    expect(operations.filter(({ summary }) => !/^\p{Lu}.{5,200}[.!?]$/u.test(summary)).map(({ name }) => name)).toEqual(
      [],
    ));
  it('lets nobody call what no row of the policy speaks of', () =>
    expect(operations.filter((one) => !hasRow(one)).map(({ name }) => name)).toEqual([]));
  it('has for every body an example that fits', () =>
    expect(operations.filter((one) => !Check(one.body, sampleBody(one))).map(({ name }) => name)).toEqual([]));
  it('gives every field an option of its own on the command line', () => {
    for (const { name, path, body, query } of operations) {
      const options = [...Object.keys(body.properties), ...Object.keys(query.properties)].map(optionName);
      expect(new Set(options).size, name).toBe(options.length);
      expect(new Set(pathNames(path)).size, name).toBe(pathNames(path).length);
    }
  });
  it('shows no secret and gives every field of a thing its class', () => {
    const schemas: Record<string, { properties?: Record<string, object> }> = document.components.schemas;
    const things = Object.entries(schemas).filter(([, { properties }]) => properties && 'version' in properties);
    expect(things.length).toBeGreaterThan(0);
    for (const [thing, { properties = {} }] of things)
      for (const [name, field] of Object.entries(properties))
        expect(field, `${thing}.${name}`).toHaveProperty('x-class');
  });
  it('says of an operation that takes a file which files, and promises it neither preview nor key', () => {
    const files = operations.filter(({ takes }) => takes);
    expect(files.length).toBeGreaterThan(0);
    for (const { path, takes } of files) {
      const { post } = document.paths[path];
      expect(Object.keys(post.requestBody.content)).toEqual(takes);
      expect(JSON.stringify(post)).not.toMatch(/IdempotencyKey|Preview/);
    }
  });
  it('breaks nothing that was released', () => {
    const before: Contract = existsSync(released) ? JSON.parse(readFileSync(released, 'utf8')) : document;
    expect(breakingChanges(before, document)).toEqual([]);
  });
});

describe('The comparer of contracts', () => {
  const schema = (fields: object, required: string[] = []) => ({ type: 'object', required, properties: fields });
  const json = (shape: object) => ({ content: { 'application/json': { schema: shape } } });
  const text = { type: 'string' };
  type Made = { body?: object; answer?: object; parameters?: object[]; more?: object };
  const contract = ({ body = schema({}), answer = schema({}), parameters = [], more = {} }: Made): Contract => ({
    paths: {
      '/orders': {
        post: {
          operationId: 'order.place',
          'x-who': 'both',
          'x-second-factor': false,
          parameters,
          requestBody: json(body),
          responses: { 200: json(answer) },
          ...more,
        },
      },
    },
  });
  const query = (required: boolean) => [{ name: 'limit', in: 'query', required, schema: { type: 'integer' } }];
  const breaks: [string, Made, Made, string][] = [
    ['a new name', {}, { more: { operationId: 'order.make' } }, 'is called order.make now'],
    ['a narrower circle', {}, { more: { 'x-who': 'person' } }, 'was for both, is for person'],
    ['a second factor', {}, { more: { 'x-second-factor': true } }, 'needs a second factor now'],
    ['an answer that is gone', {}, { more: { responses: { 202: {} } } }, 'no longer answers 200'],
    ['a parameter that is gone', { parameters: query(false) }, {}, 'query limit: is gone'],
    ['a parameter to be given', { parameters: query(false) }, { parameters: query(true) }, 'limit: must be given now'],
    ['a new one to be given', {}, { parameters: query(true) }, 'limit: must be given now'],
    ['a field that is gone', { body: schema({ a: text }) }, {}, 'body.a: is gone'],
    [
      'a field to be given',
      { body: schema({ a: text }) },
      { body: schema({ a: text }, ['a']) },
      'a: must be given now',
    ],
    ['a new field to be given', {}, { body: schema({ a: text }, ['a']) }, 'body.a: must be given now'],
    [
      'a choice less',
      { body: schema({ a: { enum: ['x', 'y'] } }) },
      { body: schema({ a: { enum: ['x'] } }) },
      'no longer takes y',
    ],
    ['choices', { body: schema({ a: text }) }, { body: schema({ a: { enum: ['x'] } }) }, 'takes only some values now'],
    [
      'a tighter limit',
      { body: schema({ a: { ...text, maxLength: 9 } }) },
      { body: schema({ a: { ...text, maxLength: 8 } }) },
      'maxLength is tighter',
    ],
    [
      'another kind',
      { body: schema({ a: text }) },
      { body: schema({ a: { type: 'integer' } }) },
      'was string, is integer',
    ],
    ['an answer without', { answer: schema({ a: text }) }, {}, '200.a: is gone'],
    [
      'an answer that may lack',
      { answer: schema({ a: text }, ['a']) },
      { answer: schema({ a: text }) },
      '200.a: may be absent now',
    ],
    [
      'an answer that may be null',
      { answer: schema({ a: text }) },
      { answer: schema({ a: { anyOf: [text, { type: 'null' }] } }) },
      'was string, is null or string',
    ],
    [
      'a change in a list',
      { answer: schema({ a: { type: 'array', items: schema({ b: text }) } }) },
      { answer: schema({ a: { type: 'array', items: schema({}) } }) },
      '200.a[].b: is gone',
    ],
  ];
  it.each(breaks)('finds %s', (...[, before, after, says]) =>
    expect(breakingChanges(contract(before), contract(after)).join('\n')).toContain(says),
  );
  it('finds a path that is gone', () =>
    expect(breakingChanges(contract({}), { paths: {} })).toEqual(['POST /orders: is gone']));
  it('lets additions be', () => {
    const before = contract({ body: schema({ a: text }, ['a']), answer: schema({ b: { enum: ['x'] } }) });
    const after = contract({
      body: schema({ a: { anyOf: [text, { type: 'null' }] }, c: text }),
      answer: schema({ b: { enum: ['x', 'y'] }, d: text }, ['b']),
      parameters: query(false),
    });
    expect(breakingChanges(before, after)).toEqual([]);
  });
});
