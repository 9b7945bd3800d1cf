// How the words of the contract are spelt on a command line: `orderLine.see` → `order-line see`.
import type { TSchema } from 'typebox';
import type { Operation } from './operation.ts';

type Named = Pick<Operation, 'name'>;
export const nounOf = ({ name }: Named): string => name.slice(0, name.indexOf('.'));
export const verbOf = ({ name }: Named): string => name.slice(name.indexOf('.') + 1);

export const kebab = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();

/** The names in braces of a path, in their order. */
export const pathNames = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** What every command of the command line takes for itself; a field of such a name is asked for as `--field-…`. */
const taken = [
  'all cloud field help if-version json language organization output origin preview token version yes',
  'preview-token idempotency-key',
];
const isTaken = new Set(taken.join(' ').split(' '));
export const optionName = (field: string): string => {
  const name = kebab(field);
  return isTaken.has(name) || name.startsWith('clear-') || name.startsWith('no-') ? `field-${name}` : name;
};

export const isList = ({ query }: Operation): boolean => 'after' in query.properties && 'limit' in query.properties;

type Loose = TSchema & {
  anyOf?: Loose[];
  type?: string;
  enum?: readonly unknown[];
  properties?: Record<string, Loose>;
};
/** Whether null is one of the values, and what else may stand there. */
export function withoutNull(schema: TSchema): { schema: TSchema; isNullable: boolean } {
  const { anyOf } = schema as Loose;
  const others = anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const isNullable = anyOf !== undefined && others.length < anyOf.length;
  return isNullable && others.length === 1 ? { schema: others[0]!, isNullable } : { schema, isNullable };
}
