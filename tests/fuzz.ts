// Requests that nobody sane would send: every operation with bodies, paths, queries and headers bent by chance.
import { sampleBody, sampleOf } from '../contract/example.ts';
import { operations } from '../contract/list.ts';
import type { Operation } from '../contract/operation.ts';
import type { Chance } from './seeded.ts';

export type Bent = {
  operation: Operation;
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  payload?: string;
};

const texts = [
  ...[
    '',
    ' ',
    '\0',
    '"',
    "'",
    '\\',
    '%',
    '%00',
    '%ff',
    '../../etc/passwd',
    '<script>',
    '{{7*7}}',
    '\u0024{1}',
    'null',
    'NaN',
  ],
  ...[
    '-1',
    '0',
    '1e400',
    '99999999999999999999',
    '0x10',
    'true',
    "' or '1'='1",
    '; drop table members',
    '\ud800',
    '\u202e',
  ],
  ...[
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    'P1Y',
    'KRW',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'a'.repeat(300),
    '漢'.repeat(200),
    '\uffff',
    'org_',
    `org_${'0'.repeat(32)}`,
  ],
];
const values: readonly unknown[] = [
  ...texts,
  ...[null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, [], {}, [[]], [null], { a: { b: {} } }],
  ...[{ amount: 'x', currency: 'KRW' }, { __proto__: null }, Array(50).fill('x'), Array(2000).fill(1)],
];
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const raw = ['', '{', '[]', 'null', '"', '{"a":1,"a":2}', '\u0000', deep(5_000), '{"__proto__":{"polluted":1}}', '1'];

/** One place of a body, at any depth, becomes something else, goes, or is doubled. */
function bend(value: unknown, by: Chance, ids: readonly string[]): unknown {
  if (Array.isArray(value) && value.length > 0 && by.is(0.7)) {
    const at = by.below(value.length);
    return value.map((one, i) => (i === at ? bend(one, by, ids) : one));
  }
  if (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    by.is(0.8)
  ) {
    const name = by.pick(Object.keys(value));
    const { [name]: old, ...rest } = value as Record<string, unknown>;
    if (by.is(0.15)) return rest;
    if (by.is(0.1)) return { ...rest, [name]: old, [by.pick(texts)]: by.pick(values) };
    return { ...rest, [name]: bend(old, by, ids) };
  }
  return by.is(0.4) && ids.length > 0 ? by.pick(ids) : by.pick(values);
}

const bentHeaders = (by: Chance): Record<string, string> => {
  const printable = texts.filter((text) => /^[\x21-\x7e]+$/.test(text));
  const names = [
    'if-match',
    'idempotency-key',
    'preview-token',
    'accept-language',
    'organization',
    'accept',
    'request-id',
  ];
  const usual = ['text/csv', 'application/x-ndjson', 'ko', 'zh-CN', '"1"', '0190a0a0-0000-7000-8000-0000000000aa'];
  return Object.fromEntries(names.flatMap((name) => (by.is(0.15) ? [[name, by.pick([...printable, ...usual])]] : [])));
};

const bentQuery = ({ query, method }: Operation, by: Chance, ids: readonly string[]): string => {
  const asked = new URLSearchParams(method === 'POST' && by.is(0.5) ? { preview: 'true' } : {});
  const required: readonly string[] = query.required ?? [];
  for (const [name, schema] of Object.entries(query.properties)) {
    if (!required.includes(name) && by.is(0.7)) continue;
    const fine = String(sampleOf(schema, name));
    asked.set(name, by.is(0.5) ? fine : String(by.is(0.3) && ids.length > 0 ? by.pick(ids) : by.pick(texts)));
  }
  const cursor = Buffer.from(JSON.stringify(by.pick(values))).toString('base64url');
  if ('after' in query.properties && by.is(0.15)) asked.set('after', cursor);
  return asked.size > 0 ? `?${asked}` : '';
};

/** `ids` are of things that there are, so that some requests get far. */
export function bent(by: Chance, ids: readonly string[]): Bent {
  const operation = by.pick(operations);
  const { method, path, takes } = operation;
  const url = path.replaceAll(/\{\w+\}/g, () => {
    const part = by.is(0.7) && ids.length > 0 ? by.pick(ids) : by.pick(texts);
    return encodeURIComponent(part.replaceAll(/[\ud800-\udfff]/g, '\ufffd'));
  });
  const type = by.is(0.95)
    ? (takes?.[0] ?? 'application/json')
    : by.pick(['text/plain', 'application/xml', 'multipart/form-data']);
  const sample = sampleBody(operation);
  let body: unknown = by.is(0.2) ? sample : bend(sample, by, ids);
  while (by.is(0.3)) body = bend(body, by, ids);
  const payload = takes || by.is(0.03) ? by.pick(raw) : JSON.stringify(body);
  return {
    ...{ operation, method, url: `${url}${bentQuery(operation, by, ids)}` },
    headers: { ...(method === 'POST' && { 'content-type': type }), ...bentHeaders(by) },
    ...(method === 'POST' && { payload: payload ?? '' }),
  };
}
