// Proves who calls: a person by browser and loopback (authorization code with PKCE), a program by its secret.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as client from 'openid-client';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Say, Terminal } from '../terminal.ts';
import type { Account, Tokens } from './accounts.ts';
import { reachable } from './address.ts';

const ownClient = 'kontor-cli';
const scopeOfPeople = 'openid offline_access api';
const scopeOfPrograms = 'api';
/** A token that ends this soon is renewed before it is used. */
const aheadMs = 30_000;

type Place = { origin: string; terminal: Pick<Terminal, 'fetch'>; say: Say };

/** Only a loopback may speak without TLS. */
const isLoopback = (origin: string): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\]|\w+\.localhost)$/.test(new URL(origin).hostname);

function discovered({ origin, terminal }: Place, { client: id, secret }: Pick<Account, 'client' | 'secret'>) {
  const send: client.CustomFetch = (url, options) => terminal.fetch(reachable(url), options as RequestInit);
  return client.discovery(new URL(origin), id, secret, secret ? undefined : client.None(), {
    [client.customFetch]: send,
    ...(isLoopback(origin) && { execute: [client.allowInsecureRequests] }),
  });
}

/** What the server says against it, in its own words; anything else stays what it is. */
async function allowed<T>(say: Say, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    const isHere = error instanceof client.ResponseBodyError && error.status < 500;
    if (!isHere && !(error instanceof client.AuthorizationResponseError)) throw error;
    throw new Stopped(say('login.refused', { why: error.error_description ?? error.error }), exitCodes.unauthenticated);
  }
}

const tokensFrom = (answer: client.TokenEndpointResponse, before?: Tokens): Tokens => ({
  access: answer.access_token,
  until: Date.now() + (answer.expires_in ?? 60) * 1000,
  ...((answer.refresh_token ?? before?.refresh) && { refresh: answer.refresh_token ?? before!.refresh! }),
});

export async function signInAsProgram(place: Place, known: { client: string; secret: string }): Promise<Account> {
  const found = await discovered(place, known);
  const asking = client.clientCredentialsGrant(found, { scope: scopeOfPrograms });
  return { ...known, tokens: tokensFrom(await allowed(place.say, asking)) };
}

type Asking = { show(address: string): void; limitMs: number };

/** Opens nothing by itself: the person opens the address in whichever browser they are signed in with. */
export async function signInAsPerson(place: Place, { show, limitMs }: Asking): Promise<Account> {
  const found = await discovered(place, { client: ownClient });
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const waiting = await callback({ say: place.say, limitMs });
  try {
    const address = client.buildAuthorizationUrl(found, {
      redirect_uri: waiting.redirectUri,
      scope: scopeOfPeople,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    show(address.href);
    const back = await waiting.arrived;
    const asking = client.authorizationCodeGrant(found, back, { pkceCodeVerifier: verifier, expectedState: state });
    const answer = await allowed(place.say, asking);
    return { client: ownClient, tokens: tokensFrom(answer) };
  } finally {
    waiting.close();
  }
}

type Waiting = { redirectUri: string; arrived: Promise<URL>; close(): void };

/** A server on the loopback that takes one answer of the browser and then closes. */
async function callback({ say, limitMs }: { say: Say; limitMs: number }): Promise<Waiting> {
  let arrive: (url: URL) => void = () => {};
  let give: (error: Error) => void = () => {};
  const arrived = new Promise<URL>((resolve, reject) => {
    arrive = resolve;
    give = reject;
  });
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    const isAnswer = url.pathname === '/callback' && (url.searchParams.has('code') || url.searchParams.has('error'));
    response.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end(isAnswer ? say('login.go_back') : '');
    if (isAnswer) arrive(url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  const limit = setTimeout(() => give(new Stopped(say('login.too_late'), exitCodes.unauthenticated)), limitMs);
  const close = () => {
    clearTimeout(limit);
    server.close();
    server.closeAllConnections();
  };
  return { redirectUri, arrived, close };
}

export const isFresh = ({ tokens }: Account): boolean => !!tokens && tokens.until - aheadMs > Date.now();

/** A new token by the refresh token or the secret; undefined when the person must sign in again. */
export async function renewed(place: Place, account: Account): Promise<Account | undefined> {
  const { client: id, secret, tokens } = account;
  if (secret) return { ...account, ...(await signInAsProgram(place, { client: id, secret })) };
  if (!tokens?.refresh) return undefined;
  const found = await discovered(place, account);
  try {
    return { ...account, tokens: tokensFrom(await client.refreshTokenGrant(found, tokens.refresh), tokens) };
  } catch (error) {
    if (error instanceof client.ResponseBodyError && error.status < 500) return undefined;
    throw error;
  }
}
