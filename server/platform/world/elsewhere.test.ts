// Two processes over one server, each with its own connections and memory: what one changes, the other hears of.
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrationsFolder } from '../../../tests/engines.ts';
import { joinOutbox, makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import { freshDatabase } from '../../../tests/postgres.ts';
import type { Engine } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { migrationsIn } from '../database/migration-files.ts';
import { openPostgres } from '../database/postgres.ts';
import { hearRenames, renamed } from './party-names.ts';

const schema = 'shared';

describe('A process that hears of renames', () => {
  let engines: Engine[];
  let [one, other]: Outbox[] = [];
  let stop: () => Promise<void>;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase(inject('postgresUrl'));
    drop = fresh.drop;
    engines = await Promise.all([0, 1].map(() => openPostgres({ url: fresh.url })));
    const [database, elsewhere] = engines.map((engine) => engine.schema(schema));
    await migrate({ database: database!, schema, migrations: migrationsIn(migrationsFolder) });
    one = await makeOutbox(database!);
    other = joinOutbox(elsewhere!);
    stop = await hearRenames(other.world);
  });
  afterAll(async () => {
    await stop();
    await Promise.all(engines.map((engine) => engine.close()));
    await drop();
  });

  it('keeps the name it knows until the process that changes it says so', async () => {
    const path = '/api/v1/partnership-invitations';
    const { body } = await one!.call('saebyeok', `POST ${path}`);
    const shown = async () => (await other!.call('saebyeok', `GET ${path}/${body.id}`)).body.provider.name;
    expect(await shown()).toBe('saebyeok');
    const { database } = one!.world;
    const rename = sql`update organizations set name = 'Dawn' where id = ${organizations.saebyeok}`;
    await database.transaction(async (tx) => tx.write(rename));
    expect(await shown()).toBe('saebyeok');
    await database.transaction(async (tx) => tx.write(renamed(organizations.saebyeok)));
    await expect.poll(shown).toBe('Dawn');
  });
});
