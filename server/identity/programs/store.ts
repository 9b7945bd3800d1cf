// The only SQL about API clients; saving, loading by id and listing are the platform's.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Row, World } from '../../platform/world/world.ts';
import { memoryOf } from '../memory.ts';
import type { ApiClient } from './state.ts';

type ClientRow = Pick<ApiClient, 'id' | 'version' | 'status' | 'name' | 'roles' | 'networks'> & {
  organization_id: string;
  created_by: string;
  created_at: Date;
  secret_hash: string;
  secret_since: Date;
  former_hash: string | null;
  former_until: Date | null;
};
export const fromRow = ({ id, version, status, name, roles, networks, ...row }: ClientRow): ApiClient => ({
  id,
  version,
  status,
  name,
  roles,
  networks,
  organization: row.organization_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
  secretHash: row.secret_hash,
  secretSince: row.secret_since,
  formerHash: row.former_hash,
  formerUntil: row.former_until,
});
export const toRow = (client: ApiClient): Row => ({
  id: client.id,
  version: client.version,
  status: client.status,
  organization_id: client.organization,
  name: client.name,
  roles: client.roles,
  networks: client.networks,
  created_by: client.createdBy,
  created_at: client.createdAt,
  secret_hash: client.secretHash,
  secret_since: client.secretSince,
  former_hash: client.formerHash,
  former_until: client.formerUntil,
});

const load = async (tx: Tx, id: string): Promise<ApiClient | undefined> => {
  const [row] = await tx.query<ClientRow>(sql`select * from api_clients where id = ${id}`);
  return row && fromRow(row);
};

/** Remembered for a moment; a change of it is heard of at once. */
export const findProgram = (world: World, id: string): Promise<ApiClient | undefined> =>
  memoryOf(world).recall(`client:${id}`, () => world.database.read((tx) => load(tx, id), { ahead: true }));

/** Selects the roles a program holds in its organization right now; nothing when it is revoked or asks for another. */
export const rolesOfProgram = ({ id, organization }: { id: string; organization: string }): Sql =>
  sql`select roles from api_clients where id = ${id} and organization_id = ${organization} and status = 'active'`;
