// The only SQL about API clients; saving, loading by id and listing are the platform's.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import type { World } from '../../platform/world/world.ts';
import { memoryOf } from '../memory.ts';
import type { ApiClient } from './state.ts';

export const rows = rowsOf<ApiClient>({
  organization: 'organization_id',
  name: 'name',
  roles: 'roles',
  networks: 'networks',
  createdBy: 'created_by',
  createdAt: 'created_at',
  secretHash: 'secret_hash',
  secretSince: 'secret_since',
  formerHash: 'former_hash',
  formerUntil: 'former_until',
});

const load = async (tx: Tx, id: string): Promise<ApiClient | undefined> => {
  const [row] = await tx.query<never>(sql`select * from api_clients where id = ${id}`);
  return row && rows.fromRow(row);
};

/** Remembered for a moment; a change of it is heard of at once. */
export const findProgram = (world: World, id: string): Promise<ApiClient | undefined> =>
  memoryOf(world).recall(`client:${id}`, () => world.database.read((tx) => load(tx, id), { ahead: true }));

/** Selects the roles a program holds in its organization right now; nothing when it is revoked or asks for another. */
export const rolesOfProgram = ({ id, organization }: { id: string; organization: string }): Sql =>
  sql`select roles from api_clients where id = ${id} and organization_id = ${organization} and status = 'active'`;
