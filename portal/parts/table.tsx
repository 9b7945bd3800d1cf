// A small table that belongs to a page: rows that are already there, as a table or, where it is narrow, as cards.
import type { ReactNode } from 'react';

export type TableColumn<R> = { title: string; show: (row: R) => ReactNode };
type Given<R> = {
  label: string;
  /** The first one names the row. */
  columns: readonly TableColumn<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  foot?: ReactNode;
};

export function Table<R>({ label, columns, rows, keyOf, foot }: Given<R>) {
  const [first, ...others] = columns;
  return (
    <table className="list" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th scope="col" key={title} className="list-cell">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <td className="list-name">{first!.show(row)}</td>
            {others.map(({ title, show }) => (
              <td key={title} className="list-cell">
                <span className="list-label" aria-hidden>
                  {title}
                </span>
                {show(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>
            <td colSpan={columns.length}>{foot}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
