// The OpenID provider of each cloud: which programs it lets in, what its tokens say, where people are asked.
import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Client, ClientMetadata, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import type { World } from '../platform/world/world.ts';
import { artefactsOf } from './artefacts.ts';
import { findUser } from './credentials.ts';
import { audienceOf, keyring, signingAlgorithm } from './keys.ts';
import { isOpenTo } from './networks.ts';
import { findProgram } from './programs/store.ts';
import { cookieName } from './shown.ts';

type Library = typeof import('oidc-provider');
let library: Promise<Library> | undefined;
/** It says on loading that it wants a newer Node; it works on ours, as the tests show, so that line is left out. */
async function load(): Promise<Library> {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!String(said[0]).includes('Unsupported runtime')) warn(...said);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** The types do not know this file of the library, hence the detour; a test fails when it moves. */
const contextFile: string = 'oidc-provider/lib/helpers/als.js';
let contexts: Promise<{ default: AsyncLocalStorage<unknown> }> | undefined;
let running = 0;
/**
 * The library keeps a context for a feature that is off here. Before Node 24 that makes every promise of the process
 * four times as expensive, from the first token on and for good, unless it is put away again.
 */
export async function withoutTrace(work: () => Promise<void>): Promise<void> {
  contexts ??= import(contextFile);
  running += 1;
  try {
    await work();
  } finally {
    running -= 1;
    if (running === 0) (await contexts).default.disable();
  }
}

/** SEC-007: no grant takes a password. */
const common = {
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
} satisfies Partial<ClientMetadata>;
/** Programs of ours that act for a person; they keep no secret, PKCE protects their codes. */
const ownClients = ({ origin }: World): ClientMetadata[] => [
  {
    ...common,
    client_id: 'kontor-cli',
    client_name: 'Kontor CLI',
    application_type: 'native',
    redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  },
  {
    ...common,
    client_id: 'kontor-portal',
    client_name: 'Kontor',
    application_type: 'web',
    redirect_uris: [`${origin}/signed-in`],
  },
];

const minute = 60;
const day = 24 * 60 * minute;
const lifetimesOf = (world: World) => ({
  AccessToken: identityLimits(world).accessTokenMinutes * minute,
  ClientCredentials: identityLimits(world).accessTokenMinutes * minute,
  AuthorizationCode: minute,
  IdToken: identityLimits(world).accessTokenMinutes * minute,
  Interaction: identityLimits(world).interactionMinutes * minute,
  Session: 10 * minute,
  Grant: identityLimits(world).programDaysMax * day,
  RefreshToken: identityLimits(world).programIdleDays * day,
});

type Ctx = KoaContextWithOIDC;
/** A token says how its person proved who they are (SEC-004), and which of their sessions it belongs to. */
const tokenClaims = (ctx: Ctx, token: { kind: string; grantId?: string }) => {
  if (token.kind !== 'AccessToken') return undefined;
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
  const { amr, authTime } = (code ?? refresh) as { amr?: string[]; authTime?: number };
  return { sid: token.grantId, amr, auth_time: authTime };
};

const resourcesOf = (world: World): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => audienceOf(world),
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource) => {
      if (resource !== audienceOf(world)) throw Object.assign(new Error('invalid_target'), invalidTarget);
      return {
        scope: 'api',
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: lifetimesOf(world).AccessToken,
        jwt: { sign: { alg: signingAlgorithm } },
      };
    },
  },
});
const invalidTarget = {
  error: 'invalid_target',
  error_description: 'tokens are given for this cloud only',
  expose: true,
  status: 400,
  statusCode: 400,
};

const paths = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  jwks: '/oauth/keys',
  revocation: '/oauth/revoke',
};

/** Every request to be let in is answered by a person on our own page, whoever may be signed in already. */
const policyOf = ({ interactionPolicy: { base, Check } }: Library) => {
  const policy = base();
  const asked = new Check('person_asked', 'a person must approve', 'interaction_required', ({ oidc }) =>
    oidc.result ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
  );
  policy.get('login')!.checks.add(asked);
  return policy;
};

const cookiesOf = (world: World): Configuration['cookies'] => {
  const secure = world.origin.startsWith('https:');
  const each = { httpOnly: true, sameSite: 'lax', signed: true, secure, overwrite: true } as const;
  const names = {
    session: cookieName(world, 'oauth'),
    interaction: cookieName(world, 'interaction'),
    resume: cookieName(world, 'resume'),
  };
  return { names, keys: [world.secrets.tokenFor('cookies', 'oauth')], long: each, short: { ...each, path: '/' } };
};

const configuration = (world: World, from: Library, keys: readonly object[]): Configuration => ({
  adapter: artefactsOf(world),
  clients: ownClients(world),
  clientDefaults: { id_token_signed_response_alg: signingAlgorithm, token_endpoint_auth_method: 'client_secret_basic' },
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  jwks: { keys: keys as never },
  responseTypes: ['code'],
  scopes: ['openid', 'offline_access'],
  features: resourcesOf(world),
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: () => false,
  interactions: { policy: policyOf(from), url: (_ctx, { uid }) => `/sign-in?interaction=${uid}` },
  cookies: cookiesOf(world)!,
  ttl: lifetimesOf(world),
  routes: paths,
  extraTokenClaims: tokenClaims as never,
  clientBasedCORS: () => false,
  findAccount: async (_ctx, id) => {
    const user = await world.database.read((tx) => findUser(tx, { id }));
    return user?.status === 'active' ? { accountId: id, claims: () => ({ sub: id }) } : undefined;
  },
  renderError: (ctx, { error }) => ctx.redirect(`/sign-in?problem=${encodeURIComponent(error)}`),
});

/** Two secrets of a program may be good at a time; its network is looked at here and again with every request. */
const secretCheck = (world: World) =>
  async function compare(this: Client, given: string): Promise<boolean> {
    const program = await findProgram(world, this.clientId);
    if (program?.status !== 'active') return false;
    const { secretHash, formerHash, formerUntil } = program;
    const hash = hashed(given);
    return hash === secretHash || (hash === formerHash && formerUntil! > world.clock.wall());
  };

const barForeignNetworks = (world: World) => async (ctx: Ctx, next: () => Promise<void>) => {
  await next();
  const client = ctx.oidc?.entities.Client;
  if (ctx.oidc?.route !== 'token' || ctx.status !== 200 || !client) return;
  const program = await findProgram(world, client.clientId);
  if (!program || isOpenTo(program.networks, ctx.req.kontorAddress ?? '')) return;
  ctx.status = 403;
  ctx.body = { error: 'access_denied', error_description: 'this network is not allowed for the client' };
};

declare module 'node:http' {
  interface IncomingMessage {
    /** Where a request came from, as the server that knows its proxies read it. */
    kontorAddress?: string;
  }
}

type Built = { kids: string; provider: Promise<Provider> };
const built = new WeakMap<World, Built>();

async function build(world: World, keys: readonly object[]): Promise<Provider> {
  library ??= load();
  const from = await library;
  const provider = new from.Provider(world.origin, configuration(world, from, keys));
  const { Client: clientClass } = provider as unknown as { Client: { prototype: Client } };
  (clientClass.prototype as unknown as Record<string, unknown>).compareClientSecret = secretCheck(world);
  provider.use(barForeignNetworks(world) as never);
  provider.proxy = true; // What `forward` says of host and protocol is believed, and it says the cloud's own.
  return provider;
}

/** Made anew when the keys change; everything it must remember lies in the database. */
export async function providerOf(world: World): Promise<Provider> {
  const { kids, private: keys } = await keyring(world);
  const known = built.get(world);
  if (known?.kids === kids) return known.provider;
  const provider = build(world, keys);
  built.set(world, { kids, provider });
  provider.catch(() => built.delete(world));
  return provider;
}
