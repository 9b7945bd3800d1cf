// What the workbench alone remembers of a cloud, beside what belongs to the installation: kept secrets of programs.
import sql from 'sql-template-tag';
import type { World } from '../platform/world/world.ts';

const keyOf = (name: string) => `workbench.${name}`;

export async function recall<T>({ database }: World, name: string): Promise<T | undefined> {
  const [row] = await database.read((tx) =>
    tx.query<{ value: string }>(sql`select value from installation where key = ${keyOf(name)}`),
  );
  return row && (JSON.parse(row.value) as T);
}

export const keep = ({ database }: World, name: string, value: unknown): Promise<void> =>
  database.transaction(async (tx) =>
    tx.write(sql`insert into installation (key, value) values (${keyOf(name)}, ${JSON.stringify(value)})
      on conflict (key) do update set value = excluded.value`),
  );
