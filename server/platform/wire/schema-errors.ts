// What of a request does not fit its schema: each fault at its field, as a message key that is said in any language.

import { Country, Email, Identifier, Instant, Text } from '../../../contract/operation.ts';
import type { FieldError } from '../world/problem.ts';

/** An error as the schema library tells it. */
export type SchemaError = { keyword: string; instancePath: string; schemaPath: string; params: object };

const told = (schema: object) => schema as { pattern: string; format: string };
const patterns = new Map([
  [told(Identifier()).pattern, 'identifier'],
  [told(Country()).pattern, 'country'],
  [told(Text()).pattern, 'characters'],
]);
const formats = new Map([
  [told(Instant()).format, 'instant'],
  [told(Email()).format, 'email'],
]);
const named = new Set(['uniqueItems', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum']);
const types = new Set(['string', 'integer', 'number', 'boolean', 'array', 'object']);
const shownMax = 20;

/** A name inside a JSON pointer (RFC 6901). */
const below = (path: string, name: string): string => `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

type Params = {
  requiredProperties?: readonly string[];
  additionalProperties?: readonly string[];
  allowedValues?: readonly unknown[];
  limit?: number;
  pattern?: string;
  format?: string;
  type?: string | readonly string[];
};
function fieldErrorsIn({ keyword, instancePath: pointer, params: given }: SchemaError): FieldError[] {
  const params: Params = given;
  if (keyword === 'required') {
    return (params.requiredProperties ?? []).map((name) => ({ pointer: below(pointer, name), key: 'required' }));
  }
  if (keyword === 'additionalProperties') {
    return (params.additionalProperties ?? []).map((name) => ({ pointer: below(pointer, name), key: 'unknown' }));
  }
  if (keyword === 'boolean') return []; // Said once more, of a field that nobody knows.
  if (keyword === 'minLength' && params.limit === 1) return [{ pointer, key: 'empty' }];
  if (keyword === 'enum')
    return [{ pointer, key: 'oneOf', values: { allowed: (params.allowedValues ?? []).join(', ') } }];
  if (keyword === 'pattern') return [{ pointer, key: patterns.get(params.pattern ?? '') ?? 'form' }];
  if (keyword === 'format') return [{ pointer, key: formats.get(params.format ?? '') ?? 'form' }];
  if (named.has(keyword)) return [{ pointer, key: keyword, values: { limit: params.limit } }];
  if (keyword === 'type' && types.has(String(params.type))) return [{ pointer, key: `type.${params.type}` }];
  return [{ pointer, key: 'form' }];
}

/** Of the ways in which a field may be written, the empty one and the whole say nothing that helps. */
const isNoise = ({ keyword, params }: SchemaError): boolean =>
  keyword === 'anyOf' || (keyword === 'type' && (params as Params).type === 'null');

/** One fault for each field and reason, in the order of the fields. */
export function fieldErrorsOf(errors: readonly SchemaError[]): FieldError[] {
  const telling = errors.filter((one) => !isNoise(one) || !errors.some((other) => isBeside(one, other)));
  const seen = new Set<string>();
  const all = telling.flatMap(fieldErrorsIn).filter(({ pointer, key }) => {
    const name = `${pointer} ${key}`;
    return !seen.has(name) && seen.add(name);
  });
  return all.slice(0, shownMax);
}
const isBeside = (one: SchemaError, other: SchemaError): boolean =>
  other !== one && !isNoise(other) && other.instancePath.startsWith(one.instancePath);
