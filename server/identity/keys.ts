// The keys that sign a cloud's tokens: made once, sealed at rest, each followed by the next before it ends.
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify } from 'jose';
import sql from 'sql-template-tag';
import { retried, type Tx } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import type { World } from '../platform/world/world.ts';

export const signingAlgorithm = 'ES256';
const hourMs = 3_600_000;
const signsMs = (world: World) => identityLimits(world).keySignsDays * 24 * hourMs;
const aheadMs = (world: World) => identityLimits(world).keyPublishedAheadHours * hourMs;
/** Longer than any token signed at the last moment lives. */
const afterMs = 24 * hourMs;
const lookAgainMs = 60_000;
const lookAgainForUnknownMs = 2_000;

type KeyRow = { kid: string; sealed: string; public: string; signs_from: Date; signs_until: Date };
export type Keyring = {
  /** The one that signs now comes first; with private parts. */
  private: readonly JWK[];
  verify: ReturnType<typeof createLocalJWKSet>;
  kids: string;
  readAt: number;
};

const published = (tx: Tx, now: Date): Promise<KeyRow[]> =>
  tx.query<KeyRow>(sql`select kid, sealed, public, signs_from, signs_until from signing_keys
    where published_until > ${now} order by signs_from`);

async function newKey(world: World, signsFrom: Date): Promise<KeyRow> {
  const { privateKey, publicKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
  const [secret, open] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)]);
  const kid = await calculateJwkThumbprint(open);
  const common = { kid, alg: signingAlgorithm, use: 'sig' };
  const sealed = world.secrets.seal(JSON.stringify({ ...secret, ...common }));
  const signsUntil = new Date(signsFrom.getTime() + signsMs(world));
  return {
    kid,
    sealed,
    public: JSON.stringify({ ...open, ...common }),
    signs_from: signsFrom,
    signs_until: signsUntil,
  };
}

/** When the next key is due: at once where there is none, else shortly before the last one stops signing. */
const dueFrom = (world: World, last: KeyRow | undefined, now: Date): Date | undefined => {
  if (!last || last.signs_until <= now) return now;
  return last.signs_until.getTime() - aheadMs(world) <= now.getTime() ? last.signs_until : undefined;
};

async function keysNow(world: World): Promise<KeyRow[]> {
  const now = world.clock.wall();
  const known = await world.database.read((tx) => published(tx, now));
  if (!dueFrom(world, known.at(-1), now)) return known;
  return retried(world.database, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ':signing keys', 0))`);
    const keys = await published(tx, now);
    const signsFrom = dueFrom(world, keys.at(-1), now);
    if (!signsFrom) return keys;
    const key = await newKey(world, signsFrom);
    const publishedUntil = new Date(key.signs_until.getTime() + afterMs);
    tx.write(sql`insert into signing_keys (kid, sealed, public, signs_from, signs_until, published_until) values
      (${key.kid}, ${key.sealed}, ${key.public}, ${key.signs_from}, ${key.signs_until}, ${publishedUntil})`);
    return [...keys, key];
  });
}

async function read(world: World): Promise<Keyring> {
  const now = world.clock.wall();
  const keys = await keysNow(world);
  const current =
    keys.findLast(({ signs_from, signs_until }) => signs_from <= now && signs_until > now) ?? keys.at(-1)!;
  const ordered = [current, ...keys.filter((key) => key !== current)];
  return {
    private: ordered.map(({ sealed }) => JSON.parse(world.secrets.unseal(sealed)) as JWK),
    verify: createLocalJWKSet({ keys: keys.map((key) => JSON.parse(key.public) as JWK) }),
    kids: ordered.map(({ kid }) => kid).join(' '),
    readAt: now.getTime(),
  };
}

const rings = new WeakMap<World, Promise<Keyring>>();
/** The keys of this cloud, read again every minute, and sooner when a token names one that is not known. */
export async function keyring(world: World, { isKidUnknown = false } = {}): Promise<Keyring> {
  const known = await rings.get(world);
  const age = known ? Math.abs(world.clock.wall().getTime() - known.readAt) : Number.POSITIVE_INFINITY;
  if (known && age < (isKidUnknown ? lookAgainForUnknownMs : lookAgainMs)) return known;
  const reading = read(world);
  rings.set(world, reading);
  reading.catch(() => rings.delete(world));
  return reading;
}

export type TokenClaims = { client: string; session: string | undefined; expiresAt: number };
/** Where tokens of this cloud are good for. */
export const audienceOf = (world: World): string => `${world.origin}/api`;

/** What a token of this cloud says; undefined for every other text. */
export async function verified(world: World, token: string, isSecondLook = false): Promise<TokenClaims | undefined> {
  const { verify } = await keyring(world, { isKidUnknown: isSecondLook });
  try {
    const { payload } = await jwtVerify(token, verify, {
      issuer: world.origin,
      audience: audienceOf(world),
      typ: 'at+jwt',
      algorithms: [signingAlgorithm],
      currentDate: world.clock.wall(),
      requiredClaims: ['exp', 'client_id'],
    });
    const session = typeof payload.sid === 'string' ? payload.sid : undefined;
    return { client: String(payload.client_id), session, expiresAt: payload.exp! * 1000 };
  } catch (error) {
    const isUnknownKey = (error as { code?: string }).code === 'ERR_JWKS_NO_MATCHING_KEY';
    return isUnknownKey && !isSecondLook ? verified(world, token, true) : undefined;
  }
}
