// Keeps what the OpenID provider must remember between two requests: codes, grants, refresh tokens, interactions.
import type { Adapter, AdapterPayload, AllClientMetadata } from 'oidc-provider';
import sql, { type Sql } from 'sql-template-tag';
import { hashed } from '../platform/settings/secrets.ts';
import type { World } from '../platform/world/world.ts';
import { findProgram } from './programs/store.ts';
import { endGrant } from './sessions.ts';

/** The provider's payloads hold their own secret as `jti`; it is cut out here and put back by who knows it. */
type Row = { payload: string; consumed_at: Date | null };
const epoch = (date: Date) => Math.floor(date.getTime() / 1000);

const read = ({ payload, consumed_at }: Row, jti?: string): AdapterPayload => ({
  ...(JSON.parse(payload) as AdapterPayload),
  ...(jti !== undefined && { jti }),
  ...(consumed_at && { consumed: epoch(consumed_at) }),
});

/** Of two that use the same thing at the same moment one is late: somebody may have stolen it, so the grant ends. */
async function usedTwice(world: World, model: string, id: string): Promise<never> {
  const [row] = await world.database.read((tx) =>
    tx.query<{ grant_id: string | null }>(
      sql`select grant_id from oauth_artefacts where model = ${model} and id_hash = ${hashed(id)}`,
    ),
  );
  if (row?.grant_id) await endGrant(world, row.grant_id);
  throw Object.assign(new Error('invalid_grant'), {
    error: 'invalid_grant',
    error_description: 'already used',
    expose: true,
    status: 400,
    statusCode: 400,
  });
}

const keptIn = (world: World, model: string): Adapter => {
  const { database, clock } = world;
  const isHere = (id: string) => sql`model = ${model} and id_hash = ${hashed(id)} and expires_at > ${clock.wall()}`;
  const one = async (condition: Sql, id?: string) => {
    const [row] = await database.read((tx) =>
      tx.query<Row>(sql`select payload, consumed_at from oauth_artefacts where ${condition}`),
    );
    return row && read(row, id);
  };
  return {
    upsert: async (id, { jti: _jti, ...payload }, expiresIn = 0) => {
      const until = new Date(clock.wall().getTime() + expiresIn * 1000);
      const grant = model === 'Grant' ? id : (payload.grantId ?? null);
      await database.transaction(async (tx) =>
        tx.write(sql`insert into oauth_artefacts (model, id_hash, payload, grant_id, uid, expires_at)
          values (${model}, ${hashed(id)}, ${JSON.stringify(payload)}, ${grant}, ${payload.uid ?? null}, ${until})
          on conflict (model, id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at`),
      );
    },
    find: (id) => one(isHere(id), id),
    findByUid: (uid) => one(sql`uid = ${uid} and model = ${model} and expires_at > ${clock.wall()}`),
    findByUserCode: async () => undefined, // The device code comes later.
    consume: async (id) => {
      const first = await database.transaction((tx) =>
        tx.query(sql`update oauth_artefacts set consumed_at = ${clock.wall()}
          where ${isHere(id)} and consumed_at is null returning model`),
      );
      if (first.length === 0) await usedTwice(world, model, id);
    },
    destroy: async (id) => {
      await database.transaction(async (tx) =>
        tx.write(sql`delete from oauth_artefacts where model = ${model} and id_hash = ${hashed(id)}`),
      );
    },
    revokeByGrantId: (grant) => endGrant(world, grant),
  };
};

const noSecret = 'kept only as a hash';
/** Programs are not registered with the provider: it finds them where we keep them. */
const programs = (world: World): Pick<Adapter, 'find'> => ({
  find: async (id) => {
    const program = await findProgram(world, id);
    if (program?.status !== 'active') return undefined;
    const metadata: AllClientMetadata = {
      client_id: id,
      client_secret: noSecret,
      client_name: program.name,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    };
    return metadata as AdapterPayload;
  },
});

export const artefactsOf =
  (world: World) =>
  (model: string): Adapter => ({ ...keptIn(world, model), ...(model === 'Client' && programs(world)) });
