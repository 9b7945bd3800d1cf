// What a call looks like: a body that fits the schema, the same call for curl and for the command line.
import type { TObject, TSchema } from 'typebox';
import { Check } from 'typebox/value';
import type { Operation } from './operation.ts';
import { kebab, nounOf, optionName, pathNames, verbOf, withoutNull } from './spelling.ts';

type Loose = TSchema & {
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  examples?: readonly unknown[];
  items?: TSchema;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  anyOf?: TSchema[];
  allOf?: TSchema[];
  properties?: Record<string, TSchema>;
  required?: readonly string[];
};
/** Tried in this order until one fits pattern, format and length. */
const texts = [
  '2026-03-01T09:00:00Z',
  '2026-03-01',
  'haneul@daram.example',
  '5f0c7a12-6f0e-4c58-9d0e-2f6f1d1f7a34',
  `org_${'0'.repeat(31)}1`,
  'KR',
  'KRW',
  'P1Y',
  'SUITE:0001',
  'KTR000000001:0001',
  '12.50',
  'daram.example',
  'https://daram.example/hook',
  '01234567',
  '123456',
  'en',
];

/** A string by its format and pattern; where neither says anything, the name of the field. */
function textOf(schema: Loose, name: string): string {
  const isFree = !('format' in schema) && (!('pattern' in schema) || Check(schema, 'a b'));
  const own = kebab(name || 'text').replaceAll('-', ' ');
  const candidates = isFree ? [own, ...texts] : texts;
  const found = candidates.find((one) => Check(schema, one));
  return found ?? 'x'.repeat(schema.minLength ?? 1);
}

function plainSample(schema: Loose, name: string): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => sampleOf(one, name)));
  if (schema.anyOf) return sampleOf(schema.anyOf[0]!, name);
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 20;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') {
    return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items!, name));
  }
  if (schema.type === 'object') return sampleOfFields(schema);
  return textOf(schema, name);
}

/** A value that fits the schema; a schema that it misses says so by `examples`. */
export const sampleOf = (schema: TSchema, name = ''): unknown => plainSample(withoutNull(schema).schema as Loose, name);

function sampleOfFields({ properties = {}, required = [] }: Loose): Record<string, unknown> {
  const names = Object.keys(properties);
  const shown = required.length > 0 ? names.filter((name) => required.includes(name)) : names.slice(0, 1);
  return Object.fromEntries(shown.map((name) => [name, sampleOf(properties[name]!, name)]));
}

/** The required fields, or the first one where none is. */
export const sampleBody = ({ body }: { body: TObject }): Record<string, unknown> => sampleOfFields(body as Loose);

/** As one word of a shell, whatever is in it. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
const breaking = ' \\\n  ';

const variable = (name: string): string => `$${kebab(name).replaceAll('-', '_').toUpperCase()}`;

export function curlOf(operation: Operation): string {
  const { method, path, who, takes } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => variable(name));
  const parts = [`curl "$KONTOR${filled}"`, ...(who === 'anyone' ? [] : ['-H "Authorization: Bearer $TOKEN"'])];
  if (takes) parts.push(`-H 'Content-Type: ${takes[0]}'`, '--data-binary @FILE');
  else if (method === 'POST') {
    parts.push(`-H 'Content-Type: application/json'`, '-H "Idempotency-Key: $(uuidgen)"');
    parts.push(`-d ${quoted(JSON.stringify(sampleBody(operation)))}`);
  }
  return parts.join(breaking);
}

const optionsOf = (name: string, value: unknown): string[] => {
  const option = `--${optionName(name)}`;
  if (value === true) return [option];
  if (Array.isArray(value)) return value.flatMap((one) => optionsOf(name, one));
  return [`${option} ${quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))}`];
};

export function kontorOf(operation: Operation): string {
  const names = pathNames(operation.path).map((name) => `<${kebab(name)}>`);
  const fields = Object.entries(sampleBody(operation)).flatMap(([name, value]) => optionsOf(name, value));
  const options = operation.takes ? ['--file FILE'] : fields;
  return ['kontor', kebab(nounOf(operation)), kebab(verbOf(operation)), ...names, ...options].join(' ');
}
