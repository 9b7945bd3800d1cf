// How the fields of a state stand in the columns of its row: said once, and read and written by what is made of it.
import type { Kept, Row } from '../world/world.ts';

/** `from` and `to` where a column holds another form than the field; `isReadOnly` where another field writes it. */
type Column<Field = never> = {
  readonly column: string;
  readonly from?: (value: never, row: never) => Field;
  readonly to?: (value: never, state: never) => unknown;
  readonly isReadOnly?: true;
};
type FieldOf<S> = S extends S ? keyof S & string : never;
type ValueOf<S, Name extends string> = S extends S ? (Name extends keyof S ? S[Name] : never) : never;
type Named = 'id' | 'version' | 'status';

/** A column by its name, for every field but the three that every thing has. */
export type Columns<S extends Kept> = {
  readonly [Name in Exclude<FieldOf<S>, Named>]: string | Column<ValueOf<S, Name>>;
};
/** Columns that no field has: what lists sort or search by. */
export type Derived<S> = Readonly<Record<string, (state: S) => unknown>>;

export type Rows<S> = { fromRow(row: never): S; toRow(state: S): Row };

/** An object of JSON, or null. */
export const json = (column: string): Column<never> => ({
  column,
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
});

const identifier = /^[a-z][a-z0-9_]*$/i;
const checked = (name: string): string => {
  if (!identifier.test(name)) throw new Error(`not a name of a column: ${name}`);
  return name;
};

/**
 * Makes both directions from the list. They are compiled, not looped over: a loop over names costs several times an
 * object written field by field, in every row of every list. Only names from the code get in, never anybody's input.
 */
export function rowsOf<S extends Kept>(listed: Columns<S>, derived: Derived<S> = {}): Rows<S> {
  const columns = Object.entries({ id: 'id', version: 'version', status: 'status', ...listed }).map(([field, one]) => ({
    field: checked(field),
    ...(typeof one === 'string'
      ? { column: checked(one) }
      : { ...(one as Column), column: checked((one as Column).column) }),
  }));
  const names = Object.keys(derived).map(checked);
  const reading = columns.map(({ field, column, from }, i) =>
    from ? `${field}: columns[${i}].from(row.${column}, row)` : `${field}: row.${column}`,
  );
  const writing = columns.flatMap(({ field, column, to, isReadOnly }, i) => {
    if (isReadOnly) return [];
    return [to ? `${column}: columns[${i}].to(state.${field}, state)` : `${column}: state.${field}`];
  });
  const deriving = names.map((name) => `${name}: derived.${name}(state)`);
  const made = (given: string, fields: string[]) => `return (${given}) => ({ ${fields.join(', ')} });`;
  return {
    fromRow: new Function('columns', made('row', reading))(columns) as Rows<S>['fromRow'],
    toRow: new Function('columns', 'derived', made('state', [...writing, ...deriving]))(
      columns,
      derived,
    ) as Rows<S>['toRow'],
  };
}
