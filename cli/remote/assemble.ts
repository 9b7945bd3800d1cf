// From what was typed to the body and query of a call, checked against the contract before anything is sent.
import type { TObject } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Say } from '../terminal.ts';
import { type Field, placed, readTyped, type Typed } from './fields.ts';

type Facts = Readonly<Record<string, unknown>>;
type Given = { start?: Facts; fields: readonly Field[]; typed: (field: Field) => Typed };

const stopped = (lines: readonly string[]): Stopped => new Stopped(lines.join('\n'), exitCodes.usage);

/** What stands in a file comes first; options change or complete it. */
export function assembled({ start = {}, fields, typed }: Given, say: Say): Facts {
  const wrongs: string[] = [];
  let facts: Facts = start;
  for (const field of fields) {
    const found = readTyped(field, typed(field));
    if (!found) continue;
    if ('wrong' in found) {
      const { key, option, given, choices = '' } = found.wrong;
      wrongs.push(say(`wrong.${key}`, { option: `--${option}`, given, choices }));
    } else facts = placed({ ...facts }, field.way, found.value);
  }
  if (wrongs.length > 0) throw stopped(wrongs);
  return facts;
}

/** Stops with everything that does not fit, each with the option or the place in the file. */
export function checked(schema: TObject, facts: Facts, { fields, say }: { fields: readonly Field[]; say: Say }): Facts {
  if (Check(schema, facts)) return facts;
  const missing = fields.filter(({ isRequired, way }) => isRequired && facts[way[0]!] === undefined);
  if (missing.length > 0) {
    throw stopped([say('missing', { options: missing.map(({ option }) => `--${option}`).join(', ') })]);
  }
  const named = (pointer: string): string => {
    const field = fields.find(({ way, isPart }) => !isPart && `/${way[0]}` === pointer.slice(0, `/${way[0]}`.length));
    return field ? `--${field.option}` : pointer || '/';
  };
  throw stopped(
    Errors(schema, facts)
      .slice(0, 10)
      .map(({ instancePath, message }) => say('does_not_fit', { option: named(instancePath), message })),
  );
}

export function fromJson(text: string, say: Say): Facts {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Facts;
  } catch {
    // Said below, like a value that is no object.
  }
  throw stopped([say('json_is_no_object')]);
}
