// Two clouds behind a real socket, with one person who has a second factor and programs that ask to be let in.
import * as client from 'openid-client';
import { expect } from 'vitest';
import { germany } from '../server/clouds/germany.ts';
import type { TestEngine } from './engines.ts';
import {
  addPerson,
  type Browser,
  browser,
  enrol,
  enter,
  heldPort,
  serveIdentity,
  turnable,
  worldFor,
} from './identity.ts';

export const jiwoo = 'jiwoo@miru.example';

async function opened(engine: TestEngine) {
  const clock = turnable();
  const { port, giveTo } = await heldPort();
  const origins = [`http://localhost:${port}`, `http://germany.localhost:${port}`] as const;
  const worlds = [
    worldFor({ database: await engine.fresh(), clock, origin: origins[0] }),
    worldFor({ database: await engine.fresh(), clock, origin: origins[1], cloud: germany }),
  ] as const;
  const app = serveIdentity(worlds);
  await giveTo(app);
  for (const world of worlds) await addPerson(world, { name: jiwoo });
  const one = browser(app, { host: `localhost:${port}` });
  await enter(one, jiwoo);
  const { secret } = await enrol(one, clock);
  return { clock, origins, worlds, app, one, secret, host: `localhost:${port}` };
}

/** From the address a program opens to the code it is sent back with, as a browser goes. */
export async function letIn(by: Browser, url: URL, answer: 'approve' | 'decline' = 'approve'): Promise<URL> {
  const asked = await by.get(`${url.pathname}${url.search}`);
  expect([asked.status, asked.headers.location]).toEqual([303, expect.stringContaining('/sign-in?interaction=')]);
  const id = new URL(asked.headers.location, url).searchParams.get('interaction')!;
  const given = await by.post(`/api/v1/interactions/${id}/${answer}`);
  expect(given.status, JSON.stringify(given.body)).toBe(200);
  const resumed = await by.get(new URL(given.body.redirect).pathname);
  return new URL(resumed.headers.location);
}

export const claimsIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

export type Provided = Awaited<ReturnType<typeof openProvider>>;
export async function openProvider(engine: TestEngine) {
  const place = await opened(engine);
  const { origins, one } = place;
  /** Not every machine knows names below localhost; a cloud answers under its prefix of the first one as well. */
  const reachable = (url: string) => url.replace(origins[1], `${origins[0]}/${germany.label}`);
  const discovered = (id: string, secret?: string, origin: string = origins[0]) =>
    client.discovery(new URL(origin), id, secret, undefined, {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: (url, options) => fetch(reachable(url), options as RequestInit),
    });
  return {
    ...place,
    discovered,
    api: (token: string, path = '/api/v1/api-clients', origin: string = origins[0]) =>
      fetch(reachable(`${origin}${path}`), { headers: { authorization: `Bearer ${token}` } }),
    begun: (more: Record<string, string> = {}) => begun(discovered, more),
    signedIn: async (by = one) => {
      const { config, url, verifier, state } = await begun(discovered);
      const expected = { pkceCodeVerifier: verifier, expectedState: state };
      const tokens = await client.authorizationCodeGrant(config, await letIn(by, url), expected);
      return { config, tokens };
    },
    program: async (more = {}) => {
      const made = await one.post('/api/v1/api-clients', { name: 'Night run', roles: ['adminAgent'], ...more });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return { id: made.body.id as string, secret: made.body.revealed.secret as string };
    },
    tokenFor: async ({ id, secret }: { id: string; secret: string }) =>
      (await client.clientCredentialsGrant(await discovered(id, secret), { scope: 'api' })).access_token,
  };
}

type Discover = (id: string) => Promise<client.Configuration>;
async function begun(discovered: Discover, more: Record<string, string> = {}) {
  const config = await discovered('kontor-cli');
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: 'http://127.0.0.1:43210/callback',
    scope: 'openid offline_access api',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...more,
  });
  return { config, url, verifier, state };
}
