// From a schema to the options of a command line, and from what was typed to a value that fits the schema.
import type { TObject, TSchema } from 'typebox';
import { kebab, optionName, withoutNull } from '../../contract/spelling.ts';

type Loose = TSchema & {
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: Loose[];
  items?: Loose;
  properties?: Record<string, Loose>;
  required?: readonly string[];
};
type Kind = { is: 'text' | 'integer' | 'number' | 'switch' | 'json' } | { is: 'choice'; choices: readonly unknown[] };
export type Field = {
  /** Where the value goes: `['price', 'amount']`. */
  way: readonly string[];
  /** Without the dashes in front: `price.amount`. */
  option: string;
  kind: Kind;
  isList: boolean;
  isRequired: boolean;
  isNullable: boolean;
  /** Whether it stands for one field of another option's value. */
  isPart: boolean;
};

function choicesOf({ enum: listed, const: only, anyOf }: Loose): readonly unknown[] | undefined {
  if (listed) return listed;
  if (only !== undefined) return [only];
  const all = anyOf?.map(choicesOf);
  return all?.every((one) => one !== undefined) ? all.flat() : undefined;
}

const plainKinds: Record<string, Kind> = {
  string: { is: 'text' },
  integer: { is: 'integer' },
  number: { is: 'number' },
  boolean: { is: 'switch' },
};
function kindOf(schema: Loose): Kind {
  const choices = choicesOf(schema);
  return choices ? { is: 'choice', choices } : (plainKinds[schema.type ?? ''] ?? { is: 'json' });
}

type At = { way: readonly string[]; isRequired: boolean; isPart: boolean };
function fieldsAt(given: TSchema, { way, isRequired, isPart }: At): Field[] {
  const { schema: plain, isNullable } = withoutNull(given);
  const schema = plain as Loose;
  const isList = schema.type === 'array';
  const [first = '', ...below] = way;
  const option = [optionName(first), ...below.map(kebab)].join('.');
  const kind = kindOf(isList ? schema.items! : schema);
  const own: Field = { way, option, kind, isList, isRequired, isNullable, isPart };
  if (schema.type !== 'object' || !schema.properties) return [own];
  return [own, ...Object.entries(schema.properties).flatMap(([name, part]) => partOf([...way, name], part))];
}
const partOf = (way: readonly string[], schema: TSchema): Field[] =>
  fieldsAt(schema, { way, isRequired: false, isPart: true });

/** One option per field; the fields of an object have options of their own, behind a dot. */
export function fieldsOf({ properties, required }: TObject): Field[] {
  const needed: readonly string[] = required ?? [];
  return Object.entries(properties).flatMap(([name, schema]) =>
    fieldsAt(schema as TSchema, { way: [name], isRequired: needed.includes(name), isPart: false }),
  );
}

/** What was typed for one field: texts in their order, a switch, or that it shall be empty. */
export type Typed = { texts?: readonly string[]; isOn?: boolean; isCleared?: boolean };
type Wrong = {
  option: string;
  key: 'not_a_number' | 'not_an_integer' | 'not_json' | 'not_a_choice' | 'twice';
} & {
  given: string;
  choices?: string;
};
export type Value = { value: unknown } | { wrong: Wrong };

function parsed(text: string, { kind, option }: Field): Value {
  const wrong = (key: Wrong['key'], choices?: string): Value => ({
    wrong: { option, key, given: text, ...(choices && { choices }) },
  });
  if (kind.is === 'text') return { value: text };
  if (kind.is === 'choice') {
    const found = kind.choices.find((choice) => String(choice) === text);
    return found === undefined ? wrong('not_a_choice', kind.choices.join(', ')) : { value: found };
  }
  if (kind.is === 'integer') return /^-?\d+(e\+?\d+)?$/.test(text) ? { value: Number(text) } : wrong('not_an_integer');
  if (kind.is === 'number') {
    return text.trim() !== '' && Number.isFinite(Number(text)) ? { value: Number(text) } : wrong('not_a_number');
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return wrong('not_json');
  }
}

/** The value of one field, or undefined when nothing was typed for it. */
export function readTyped(field: Field, { texts = [], isOn, isCleared }: Typed): Value | undefined {
  const { option, isList, isNullable } = field;
  if (isCleared) return { value: isNullable ? null : [] };
  if (isOn !== undefined) return { value: isOn };
  if (texts.length === 0) return undefined;
  if (!isList && texts.length > 1) return { wrong: { option, key: 'twice', given: texts.join(' ') } };
  const values = texts.map((text) => parsed(text, field));
  const failed = values.find((one) => 'wrong' in one);
  if (failed) return failed;
  const all = values.map((one) => (one as { value: unknown }).value);
  return { value: isList ? all : all[0] };
}

/** Writes a value where its way leads; parts of an object come after the object itself. */
export function placed(
  target: Record<string, unknown>,
  way: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [name = '', ...below] = way;
  if (below.length === 0) return { ...target, [name]: value };
  const inner = target[name];
  const object = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  return { ...target, [name]: placed(object, below, value) };
}

const typedAs = (value: unknown, { kind }: Field): string =>
  kind.is === 'json' ? JSON.stringify(value) : String(value);
/** Behind `=`, so that no text is taken for an option. */
const option = (name: string, text: string): string => `--${name}=${text}`;

function argumentsOf(field: Field, value: unknown): string[] {
  const { option: name, isList, isNullable, kind } = field;
  if (value === null && isNullable) return [`--clear-${name}`];
  if (!isList)
    return kind.is === 'switch' ? [value ? `--${name}` : `--no-${name}`] : [option(name, typedAs(value, field))];
  const items = value as readonly unknown[];
  return items.length > 0 ? items.map((item) => option(name, typedAs(item, field))) : [`--clear-${name}`];
}

/** The same body as a person would type it; an empty list that may also be null has no words of its own. */
export const typed = (fields: readonly Field[], body: Readonly<Record<string, unknown>>): string[] =>
  fields
    .filter(({ isPart, way }) => !isPart && body[way[0]!] !== undefined)
    .flatMap((field) => argumentsOf(field, body[field.way[0]!]));
