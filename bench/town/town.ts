// Builds a town in a fresh database: migrated, with its catalogue, loaded in bulk with its history.
import { fileURLToPath } from 'node:url';
import sql from 'sql-template-tag';
import type { Engine, Tx } from '../../server/platform/database/database.ts';
import { script } from '../../server/platform/database/database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { migrationsIn } from '../../server/platform/database/migration-files.ts';
import { openPostgres } from '../../server/platform/database/postgres.ts';
import { hashed } from '../../server/platform/settings/secrets.ts';
import { freshDatabase } from '../../tests/postgres.ts';
import { fill, inserting, loader } from './fill.ts';
import { operator, operatorsProgram, type Plan, rowsOf, secret } from './rows.ts';

export type Town = { url: string; plan: Plan; loadedSeconds: number; drop(): Promise<void> };
export const schema = 'worldwide';
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

function furnish(tx: Tx): void {
  tx.write(sql`insert into organizations (id, version, status, kind, name, name_lower, country)
    values (${operator}, 1, 'active', 'operator', 'Meridian', 'meridian', 'US')`);
  tx.write(sql`insert into api_clients (id, version, status, organization_id, name, roles, networks, created_by,
      created_at, secret_hash, secret_since)
    values (${operatorsProgram}, 1, 'active', ${operator}, 'Vendor', ${['operatorAdmin']}, ${[]}, 'bench', now(),
      ${hashed(secret)}, now())`);
  for (const [sku, title] of [
    ['KTR000000001:0001', 'suite'],
    ['KTR000000001:0002', 'archive'],
  ]) {
    tx.write(sql`insert into skus (id, version, status, list, product_id, product_title, title, title_lower, publisher,
        description, unit, tags)
      values (${sku}, 1, 'listed', 'licence', 'KTR000000001', 'Product', ${title}, ${title}, 'Meridian', '', 'seat',
        '')`);
    tx.write(sql`insert into offer_rules (sku_id, provisioning_id, provisioning_string, licences_min, licences_max,
        ownership_limit, ownership_limit_type, prerequisites, conversions, description, allowed_countries, valid_from,
        valid_until, known_from, import_id)
      values (${sku}, '', '', 1, null, null, 'none', ${[]}, ${[]}, '', ${[]}, '-infinity', 'infinity', '-infinity',
        'b')`);
    tx.write(sql`insert into prices (list, market, sku_id, segment, term, plan, currency, meter, tier_min, amount,
        valid_from, valid_until, known_from, import_id)
      values ('licence', 'KR', ${sku}, 'Commercial', 'P1Y', 'Monthly', 'KRW', '', 0, 12500,
        '-infinity', 'infinity', '-infinity', 'b')`);
  }
}

/** The indexes are made while loading, statistics and visibility afterwards, as a database has them that grew. */
export async function buildTown(server: string, plan: Plan): Promise<Town> {
  const startedAt = performance.now();
  const { url, drop } = await freshDatabase(server);
  const engine = await openPostgres({ url, guarded: false });
  const database = engine.schema(schema);
  await migrate({ database, schema, migrations: migrationsIn(migrations) });
  const clients = await Promise.all([loader(url, schema), loader(url, schema)]);
  const { bulk, few } = rowsOf(plan);
  await fill(clients, bulk);
  await fill(clients, few);
  await database.transaction(async (tx) => furnish(tx));
  await Promise.all(clients.map((client, i) => client.query(i === 0 ? 'vacuum analyze subscriptions' : 'select 1')));
  await clients[0]!.query('vacuum analyze');
  await clients[0]!.query('checkpoint');
  await Promise.all(clients.map((client) => client.end()));
  await engine.close();
  return { url, plan, drop, loadedSeconds: (performance.now() - startedAt) / 1000 };
}

/** The same in any engine, for towns of few rows. */
export async function buildSmallTown(engine: Engine, plan: Plan): Promise<void> {
  const database = engine.schema(schema);
  await migrate({ database, schema, migrations: migrationsIn(migrations) });
  const { bulk, few } = rowsOf(plan);
  await database.transaction(async (tx) => {
    for (const text of [...bulk, ...few].flatMap(inserting)) tx.write(script(text));
    furnish(tx);
  });
}
