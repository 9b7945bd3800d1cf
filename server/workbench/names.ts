// The DNS of the workbench: records that somebody put there, so that a domain's proof succeeds without owning it.
import sql from 'sql-template-tag';
import type { Database } from '../platform/database/database.ts';
import type { World } from '../platform/world/world.ts';

/** Domains that nobody can own are answered from here alone. */
const reserved = /\.(example|test|invalid|localhost)\.?$/;
const keyOf = (name: string) => `workbench.dns ${name.toLowerCase().replace(/\.$/, '')}`;

export const zoneOf =
  (database: Database, elsewhere: World['lookUpText']): World['lookUpText'] =>
  async (name) => {
    const rows = await database.read((tx) =>
      tx.query<{ value: string }>(sql`select value from installation where key = ${keyOf(name)}`),
    );
    const here = rows.flatMap(({ value }) => JSON.parse(value) as string[]);
    return reserved.test(name) || here.length > 0 ? here : elsewhere(name);
  };

export const putRecord = ({ database }: World, { name, value }: { name: string; value: string }): Promise<void> =>
  database.transaction(async (tx) =>
    tx.write(sql`insert into installation (key, value) values (${keyOf(name)}, ${JSON.stringify([value])})
      on conflict (key) do update set value = excluded.value`),
  );
