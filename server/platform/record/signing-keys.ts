// The keys with which a cloud signs receipts and heads: made once, sealed at rest, retired but never forgotten.
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import sql from 'sql-template-tag';
import { newId } from '../../kernel/id.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Secrets } from '../settings/secrets.ts';
import type { World } from '../world/world.ts';

export const signatureAlgorithm = 'EdDSA';
export type SigningKey = { id: string; key: CryptoKey };

type KeyRow = { id: string; public_jwk: JWK; sealed: string | null };
const keptMs = 60_000;
const known = new WeakMap<World, { until: number; signing: Promise<SigningKey> }>();

/** The key that signs now; another process's change of keys is noticed within a minute. */
export function signingKey(world: World): Promise<SigningKey> {
  const now = world.clock.wall().getTime();
  const last = known.get(world);
  if (last && last.until > now) return last.signing;
  const signing = world.database.transaction((tx) => current(world, tx));
  known.set(world, { until: now + keptMs, signing });
  signing.catch(() => known.delete(world));
  return signing;
}

async function current(world: World, tx: Tx): Promise<SigningKey> {
  tx.write(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ':receipt_keys', 0))`);
  const [row] = await tx.query<KeyRow>(sql`select id, public_jwk, sealed from receipt_keys where retired_at is null`);
  const { id, sealed } = row ?? (await make(world, tx));
  const jwk = JSON.parse(world.secrets.unseal(sealed!)) as JWK;
  return { id, key: (await importJWK(jwk, signatureAlgorithm)) as CryptoKey };
}

/** Whether these secrets open the key that signs now; true where there is none yet. */
export async function opensKey(database: Database, secrets: Secrets): Promise<boolean> {
  const [row] = await database.read((tx) =>
    tx.query<Pick<KeyRow, 'sealed'>>(sql`select sealed from receipt_keys where retired_at is null`),
  );
  try {
    return !row?.sealed || secrets.unseal(row.sealed) !== '';
  } catch {
    return false;
  }
}

async function make(world: World, tx: Tx): Promise<Pick<KeyRow, 'id' | 'sealed'>> {
  const pair = await generateKeyPair(signatureAlgorithm, { extractable: true });
  const id = newId('key');
  const sealed = world.secrets.seal(JSON.stringify(await exportJWK(pair.privateKey)));
  const shown = { ...(await exportJWK(pair.publicKey)), kid: id, alg: signatureAlgorithm, use: 'sig' };
  tx.write(sql`insert into receipt_keys (id, public_jwk, sealed, created_at)
    values (${id}, ${JSON.stringify(shown)}, ${sealed}, ${world.clock.wall()})`);
  return { id, sealed };
}

/** Retires the key that signs and makes another; what the old one signed still verifies, its private half is gone. */
export async function changeKey(world: World): Promise<SigningKey> {
  known.delete(world);
  return world.database.transaction(async (tx) => {
    tx.write(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ':receipt_keys', 0))`);
    tx.write(sql`update receipt_keys set retired_at = ${world.clock.wall()}, sealed = null where retired_at is null`);
    return current(world, tx);
  });
}

/** The public halves of all keys there ever were, for whoever verifies. */
export async function publicKeys(world: World): Promise<JSONWebKeySet> {
  await signingKey(world);
  return keysIn(world.database);
}

export async function keysIn(database: Database): Promise<JSONWebKeySet> {
  const rows = await database.read((tx) =>
    tx.query<Pick<KeyRow, 'public_jwk'>>(sql`select public_jwk from receipt_keys order by id`),
  );
  return { keys: rows.map(({ public_jwk }) => public_jwk) };
}
