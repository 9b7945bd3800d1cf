// How PostgreSQL's values become JavaScript's, the same for both engines.
import assert from 'node:assert/strict';
import pg from 'pg';

type Parser = (text: string) => unknown;

const asIs: Parser = (text) => text;
const safeInteger: Parser = (text) => {
  const number = Number(text);
  assert(Number.isSafeInteger(number), `a bigint beyond the safe integers: ${text}; select it as text`);
  return number;
};
// The declared type of the driver is wrong here: `create` makes a parser for one text.
const arrays = pg.types.arrayParser as unknown as { create(text: string, parser: Parser): { parse(): unknown[] } };
const arrayOf =
  (parser: Parser): Parser =>
  (text) =>
    arrays.create(text, parser).parse();

// Dates without a time zone stay text: as a Date they would mean another instant on every machine.
const parsers = new Map<number, Parser>([
  [pg.types.builtins.INT8, safeInteger],
  [pg.types.builtins.NUMERIC, asIs],
  [pg.types.builtins.DATE, asIs],
  [pg.types.builtins.TIMESTAMP, asIs],
  [pg.types.builtins.INTERVAL, asIs],
  [1016, arrayOf(safeInteger)],
  [1231, arrayOf(asIs)],
  [1182, arrayOf(asIs)],
  [1115, arrayOf(asIs)],
  [1187, arrayOf(asIs)],
]);

export const valueTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** What every session is told first, so that text forms do not depend on the machine. */
export const sessionSettings = {
  timezone: 'UTC',
  datestyle: 'ISO',
  intervalstyle: 'iso_8601',
  client_min_messages: 'warning',
  default_transaction_isolation: 'read committed',
} as const;
