// What is typed is what is sent: any body that fits a schema survives the command line.
import fc from 'fast-check';
import { type TObject, type TSchema, Type } from 'typebox';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../contract/example.ts';
import { operations } from '../../contract/list.ts';
import type { Operation } from '../../contract/operation.ts';
import { body, Country, command, Instant, Money, OrNull, Text } from '../../contract/operation.ts';
import { withoutNull } from '../../contract/spelling.ts';
import { runProgram } from '../program.ts';
import { fieldsOf, typed } from './fields.ts';
import { hereAt } from './session.ts';

type Loose = TSchema & Record<string, any>;

/** Values that fit a schema; texts are as hostile as its pattern allows. */
function fitting(given: TSchema, name = ''): fc.Arbitrary<unknown> {
  const { schema: plain, isNullable } = withoutNull(given);
  const schema = plain as Loose;
  const one = (): fc.Arbitrary<unknown> => {
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part: TSchema) => fitting(part, name)));
    if (schema.type === 'boolean') return fc.boolean();
    if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9 });
    if (schema.type === 'number') return fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number + 0);
    if (schema.type === 'array') {
      return fc.array(fitting(schema.items, name), { minLength: schema.minItems ?? 0, maxLength: 3 });
    }
    if (schema.type === 'object') return bodyFor(schema as unknown as TObject);
    const text = fc.string({
      minLength: schema.minLength ?? 0,
      maxLength: Math.min(schema.maxLength ?? 40, 40),
      unit: 'grapheme',
    });
    return fc
      .oneof(text, fc.constantFrom('--yes', '-', '', 'null', '[]', '{"a":1}', '=1'))
      .map((found) => (Check(schema, found) ? found : sampleOf(schema, name)));
  };
  return isNullable ? fc.option(one(), { freq: 4 }) : one();
}
function bodyFor({ properties = {}, required = [] }: { properties?: object; required?: readonly string[] }) {
  const fields = Object.entries(properties).map(([name, schema]) => [name, fitting(schema as TSchema, name)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] as never[] });
}

const everyKind = command({
  name: 'kind.try',
  path: '/api/v1/kinds/{id}/try',
  summary: 'A body with every kind of field.',
  body: body({
    name: Text(80),
    note: Type.Optional(OrNull(Text(80, 0))),
    language: Type.Optional(Type.String()),
    preview: Type.Optional(Type.Boolean()),
    noReply: Type.Optional(Type.Boolean()),
    clearName: Type.Optional(Type.String()),
    seats: Type.Integer({ minimum: 1 }),
    share: Type.Optional(Type.Number()),
    isSure: Type.Boolean(),
    country: Type.Optional(Country()),
    at: Type.Optional(Instant()),
    way: Type.Optional(Type.Union([Type.Literal('direct'), Type.Literal('attested')])),
    choice: Type.Optional(Type.Enum(['a', 'b'])),
    price: Type.Optional(Money()),
    labels: Type.Optional(Type.Array(Text(20))),
    lines: Type.Optional(Type.Array(Type.Object({ sku: Text(9), seats: Type.Integer() }))),
    mixed: Type.Optional(Type.Union([Type.Integer(), Type.Object({ deep: Type.Array(Type.Boolean()) })])),
    maybe: Type.Optional(OrNull(Type.Object({ inner: OrNull(Type.String()) }))),
  }),
  answer: Type.Object({}),
});

/** The command line whole, down to the request that would leave the machine. */
async function sent(operation: Operation, words: readonly string[]): Promise<unknown> {
  const requests: { url: string; body: unknown }[] = [];
  const told: string[] = [];
  const here = hereAt(
    {
      print: () => undefined,
      tell: (text) => told.push(text),
      columns: 80,
      environment: { KONTOR_TOKEN: 'x'.repeat(20), KONTOR_CONFIG: '/nonexistent/kontor' },
      fetch: async (url, init) => {
        requests.push({ url: String(url), body: JSON.parse(String(init?.body)) });
        return new Response('{}', { status: operation.status });
      },
      read: async () => '{}',
      bytes: async () => new Uint8Array(),
    },
    'en',
  );
  const code = await runProgram([...words, '--json', '-'], [operation], here);
  expect(code, told.join('\n')).toBe(0);
  return requests[0]!.body;
}
const names = ({ path }: Operation): string[] => [...path.matchAll(/\{\w+\}/g)].map(() => 'some-id');
const wordsFor = (operation: Operation): string[] =>
  operation.name.split('.').map((word) => word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));

const plainJson = (value: unknown): any => JSON.parse(JSON.stringify(value));
const commands: Operation[] = [everyKind, ...operations.filter(({ method, takes }) => method === 'POST' && !takes)];

describe('Any body that fits the schema survives the command line', () => {
  it.each(commands.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
    const fields = fieldsOf(operation.body);
    await fc.assert(
      fc.asyncProperty(bodyFor(operation.body as never), async (any) => {
        const given = plainJson(any);
        fc.pre(Check(operation.body, given));
        const isSure = operation.isIrreversible ? ['--yes'] : [];
        const words = [...wordsFor(operation), ...names(operation), ...typed(fields, given), ...isSure];
        expect(await sent(operation, words)).toEqual(given);
      }),
      { numRuns: operation === everyKind ? 100 : 10 },
    );
  });
});

describe('Fields of objects', () => {
  it('have options of their own, behind a dot', async () => {
    const words = ['kind', 'try', 'some-id', '--name', 'A', '--seats', '2', '--is-sure'];
    const priced = [...words, '--price.amount', '12.50', '--price.currency', 'KRW'];
    expect(await sent(everyKind, priced)).toEqual({
      name: 'A',
      seats: 2,
      isSure: true,
      price: { amount: '12.50', currency: 'KRW' },
    });
  });
  it('change what was given as a whole', async () => {
    const words = ['kind', 'try', 'some-id', '--name', 'A', '--seats', '2', '--is-sure'];
    const whole = [...words, '--price', '{"amount":"1","currency":"KRW"}', '--price.amount', '2'];
    expect(await sent(everyKind, whole)).toMatchObject({ price: { amount: '2', currency: 'KRW' } });
  });
});
