// Each fault of a request stands at its field, in the language of whoever sent it.
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { body, Country, Email, Identifier, Instant, OrNull, Text } from '../../../contract/operation.ts';
import { languages, messages } from '../../../messages/catalogue.ts';
import { refuse } from '../../kernel/decision.ts';
import { problem } from '../world/problem.ts';
import { no } from '../world/refusals.ts';
import { fieldErrorsOf, type SchemaError } from './schema-errors.ts';

const schema = body({
  name: Text(3),
  kind: Type.Enum(['one', 'two']),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  country: Type.Optional(Country()),
  mail: Type.Optional(Email()),
  at: Type.Optional(Instant()),
  tenant: Type.Optional(OrNull(Identifier())),
  roles: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, minItems: 1, maxItems: 2 })),
  'odd/name': Type.Optional(body({ inside: Type.Boolean() })),
});
const checked = Compile(schema);
const whole = { name: 'abc', kind: 'one' };
const faults = (given: object) => fieldErrorsOf(checked.Errors(given) as SchemaError[]);
const told = (given: object, accept: string) =>
  problem(refuse(no('invalid_request', { errors: faults(given) })), { requestId: '1', accept });

describe('What does not fit', () => {
  it('points at the field that is missing, not at what it is missing from', () =>
    expect(faults({})).toEqual([
      { pointer: '/name', key: 'required' },
      { pointer: '/kind', key: 'required' },
    ]));
  it('points at the field that nobody knows, once', () =>
    expect(faults({ ...whole, more: 1 })).toEqual([{ pointer: '/more', key: 'unknown' }]));
  it('points into groups, with the signs of a pointer escaped', () =>
    expect(faults({ ...whole, 'odd/name': {} })).toEqual([{ pointer: '/odd~1name/inside', key: 'required' }]));
  it.each([
    ['name', '', 'empty', {}],
    ['name', 'abcd', 'maxLength', { limit: 3 }],
    ['name', 'a\u0001', 'characters', {}],
    ['name', 3, 'type.string', {}],
    ['kind', 'three', 'oneOf', { allowed: 'one, two' }],
    ['count', 0, 'minimum', { limit: 1 }],
    ['count', 9, 'maximum', { limit: 5 }],
    ['count', 1.5, 'type.integer', {}],
    ['country', 'korea', 'country', {}],
    ['mail', 'nobody', 'email', {}],
    ['at', 'yesterday', 'instant', {}],
    ['tenant', 'ten', 'identifier', {}],
    ['roles', [], 'minItems', { limit: 1 }],
    ['roles', ['a', 'b', 'c'], 'maxItems', { limit: 2 }],
    ['roles', ['a', 'a'], 'uniqueItems', {}],
  ])('says of %s = %j that it is %s', (...[field, value, key, values]) => {
    const [first] = faults({ ...whole, [field]: value });
    expect(first).toMatchObject({ pointer: `/${field}`, key, ...(Object.keys(values).length > 0 && { values }) });
  });
  it('is said in the language of the reader, at the field and in the sentence', () => {
    const { errors, detail, title } = told({ kind: 'one' }, 'ko');
    expect(errors).toEqual([{ pointer: '/name', detail: '값이 빠져 있습니다.' }]);
    expect(detail).toContain('/name: 값이 빠져 있습니다.');
    expect(title).not.toBe(detail);
    expect(told({ ...whole, kind: 'x' }, 'zh-CN').errors![0]!.detail).toBe('必须是以下之一：one, two。');
  });
  it('has words for every fault and every kind of refusal', () => {
    const keys = Object.keys(messages.en).filter((key) => /^(invalid|problem)\./.test(key));
    expect(keys.length).toBeGreaterThan(30);
    for (const language of languages) expect(keys.filter((key) => !messages[language][key])).toEqual([]);
  });
});
