// What kind of value a field of the contract holds, so that lists, facts and forms need no word of their own.
import type { TObject, TSchema } from 'typebox';

type Kind =
  | 'party'
  | 'money'
  | 'instant'
  | 'email'
  | 'country'
  | 'choice'
  | 'truth'
  | 'number'
  | 'text'
  | 'longText'
  | 'several'
  | 'reason'
  | 'group';
export type Shape = {
  name: string;
  kind: Kind;
  isRequired: boolean;
  choices: readonly string[];
  lengthMax?: number;
  least?: number;
  most?: number;
  /** Of a group its fields, of several what one of them is. */
  within: readonly Shape[];
};
type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: string[];
  anyOf?: Schema[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};

const longTextLength = 400;
/** What contract and price sheets write for how long one is bound, where a text of that form is asked for. */
const terms = ['P1M', 'P1Y', 'P3Y', 'P5Y', 'NoTerm'];
const termPatterns = ['^(P[1-9][0-9]?[MY]|NoTerm)$', '^[A-Za-z0-9-]+$'];
const has = (schema: Schema, ...names: string[]) => names.every((name) => schema.properties?.[name]);

function kindOf(schema: Schema): Kind {
  if (schema.enum || termPatterns.includes(schema.pattern ?? '')) return 'choice';
  if (has(schema, 'id', 'name', 'country')) return 'party';
  if (has(schema, 'amount', 'currency')) return 'money';
  if (has(schema, 'code', 'says', 'mend')) return 'reason';
  if (schema.properties) return 'group';
  if (schema.items) return 'several';
  if (schema.type === 'boolean') return 'truth';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.format === 'date-time') return 'instant';
  if (schema.format === 'email') return 'email';
  if (schema.pattern === '^[A-Z]{2}$') return 'country';
  return (schema.maxLength ?? 0) > longTextLength ? 'longText' : 'text';
}

function shapeOf(name: string, given: Schema, isRequired: boolean): Shape {
  const schema = given.anyOf?.find(({ type }) => type !== 'null') ?? given;
  const kind = kindOf(schema);
  return {
    name,
    kind,
    isRequired: isRequired && schema === given,
    choices: schema.enum ?? (kind === 'choice' ? terms : []),
    within: kind === 'group' ? shapesIn(schema) : schema.items ? [shapeOf(name, schema.items, true)] : [],
    ...(schema.maxLength !== undefined && { lengthMax: schema.maxLength }),
    ...(schema.minimum !== undefined && { least: schema.minimum }),
    ...(schema.maximum !== undefined && { most: schema.maximum }),
  };
}

const shapesIn = ({ properties = {}, required = [] }: Schema): Shape[] =>
  Object.entries(properties).map(([name, schema]) => shapeOf(name, schema, required.includes(name)));

const known = new WeakMap<object, readonly Shape[]>();
/** The fields of a thing, a body or a query, in the order of the contract. */
export function shapesOf(schema: TObject | TSchema): readonly Shape[] {
  const found = known.get(schema) ?? shapesIn(schema as Schema);
  known.set(schema, found);
  return found;
}
