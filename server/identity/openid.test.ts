// The OpenID provider over a socket, on both engines: code with PKCE, refresh tokens, programs, clouds, keys.
import * as client from 'openid-client';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines.ts';
import { browser, codeAt, password } from '../../tests/identity.ts';
import { claimsIn, jiwoo, letIn, openProvider, type Provided } from '../../tests/provider.ts';

forEachEngine((engine) => {
  let worlds: Provided['worlds'];
  let clock: Provided['clock'];
  let app: Provided['app'];
  let origins: Provided['origins'];
  let one: Provided['one'];
  let host: Provided['host'];
  let secret: Provided['secret'];
  let api: Provided['api'];
  let begun: Provided['begun'];
  let signedIn: Provided['signedIn'];
  beforeAll(async () => {
    ({ worlds, clock, app, origins, one, host, secret, api, begun, signedIn } = await openProvider(engine));
  });
  afterAll(() => app.close());

  describe('A program that acts for a person', () => {
    it('comes in by code and PKCE over the loopback; its tokens say how the person proved it (SEC-004)', async () => {
      const { tokens } = await signedIn();
      expect(claimsIn(tokens.access_token)).toMatchObject({
        iss: origins[0],
        aud: `${origins[0]}/api`,
        client_id: 'kontor-cli',
        amr: ['pwd', 'otp', 'mfa'],
      });
      expect(tokens.claims()).toMatchObject({ iss: origins[0], aud: 'kontor-cli' });
      const answer = await api(tokens.access_token, '/api/v1/me');
      const { me } = (await answer.json()) as any;
      expect([me.kind, me.name, me.csrfToken]).toEqual(['person', jiwoo, null]);
      expect((await api(tokens.access_token)).status).toBe(200);
      const { items } = (await one.get('/api/v1/sessions')).body;
      expect(items[0]).toMatchObject({ kind: 'program', device: 'Kontor CLI' });
    });
    it('leaves no lasting context behind, which would make every promise of the process dear', async () => {
      const contextFile: string = 'oidc-provider/lib/helpers/als.js';
      const { default: context } = await import(contextFile);
      await signedIn();
      expect(context.enabled ?? false).toBe(false);
      expect(context.getStore()).toBe(undefined);
    });
    it('gets 401 with MFA required where its person proved no second factor (STORY-37, SEC-005)', async () => {
      const two = browser(app, { host, from: '10.9.9.9' });
      await two.post('/api/v1/sign-in', { name: jiwoo, password });
      const { tokens } = await signedIn(two);
      const answer = await api(tokens.access_token);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain(
        'error="invalid_token", error_description="MFA required"',
      );
      expect(((await answer.json()) as any).detail).toContain('MFA required');
    });
    it('is turned away when the person declines, and its code is worth nothing without the verifier', async () => {
      const { url } = await begun();
      expect((await letIn(one, url, 'decline')).searchParams.get('error')).toBe('access_denied');
      const { config, url: again, state } = await begun();
      const back = await letIn(one, again);
      const stolen = client.authorizationCodeGrant(config, back, {
        pkceCodeVerifier: client.randomPKCECodeVerifier(),
        expectedState: state,
      });
      await expect(stolen).rejects.toMatchObject({ error: 'invalid_grant' });
    });
    it('cannot leave out PKCE, nor come back to another address', async () => {
      const bare = await begun();
      bare.url.searchParams.delete('code_challenge');
      bare.url.searchParams.delete('code_challenge_method');
      const answer = await one.get(`${bare.url.pathname}${bare.url.search}`);
      expect(new URL(answer.headers.location).searchParams.get('error')).toBe('invalid_request');
      const elsewhere = await begun({ redirect_uri: 'https://evil.example/callback' });
      const refused = await one.get(`${elsewhere.url.pathname}${elsewhere.url.search}`);
      expect(refused.headers.location).toMatch(/^\/sign-in\?problem=/);
    });
    it('cannot be approved from another browser than the one in which it began', async () => {
      const attacker = browser(app, { host, from: '198.51.100.9' });
      const { url } = await begun();
      const asked = await attacker.get(`${url.pathname}${url.search}`);
      const id = new URL(asked.headers.location, url).searchParams.get('interaction')!;
      expect((await one.get(`/api/v1/interactions/${id}`)).body.code).toBe('interaction_elsewhere');
      expect((await one.post(`/api/v1/interactions/${id}/approve`)).body.code).toBe('interaction_elsewhere');
      expect((await attacker.get(`/api/v1/interactions/${id}`)).body.client).toEqual({
        id: 'kontor-cli',
        name: 'Kontor CLI',
        redirectsTo: '127.0.0.1:43210',
      });
      expect((await attacker.post(`/api/v1/interactions/${id}/approve`)).status).toBe(401);
    });
    it('asks for a new proof when the program wants one', async () => {
      const { database } = worlds[0];
      const earlier = sql`update sessions set proven_at = proven_at - interval '1 hour' where kind = 'browser'`;
      await database.transaction(async (tx) => tx.write(earlier));
      clock.add(3); // What the process remembers of a session is two seconds old at most.
      const { url } = await begun({ prompt: 'login' });
      const asked = await one.get(`${url.pathname}${url.search}`);
      const id = new URL(asked.headers.location, url).searchParams.get('interaction')!;
      expect((await one.get(`/api/v1/interactions/${id}`)).body.mustSignInAgain).toBe(true);
      expect((await one.post(`/api/v1/interactions/${id}/approve`)).body.code).toBe('fresh_proof_required');
      // The request bears the time of the machine, which may have gone past the clock of the world.
      clock.now = new Date(Math.max(Date.now(), clock.now.getTime()) + 60_000);
      const proven = await one.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, clock.now) });
      const approved = await one.post(`/api/v1/interactions/${id}/approve`);
      expect([proven.status, approved.status, approved.body]).toMatchObject([200, 200, {}]);
    });
    it('is out at once when its session is ended, here and for refresh tokens (SEC-007)', async () => {
      const { config, tokens } = await signedIn();
      const { items } = (await one.get('/api/v1/sessions')).body;
      await one.post(`/api/v1/sessions/${items[0].id}/end`);
      expect((await api(tokens.access_token)).status).toBe(401);
      await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });
    it('may not change how its person signs in', async () => {
      const { tokens } = await signedIn();
      const answer = await fetch(`${origins[0]}/api/v1/me/password`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ current: password, password: 'seven lamps over water' }),
      });
      expect(answer.status).toBe(403);
    });
  });

  describe('Refresh tokens', () => {
    it('are replaced with each use; one that comes twice ends everything (SEC-007)', async () => {
      const { config, tokens } = await signedIn();
      const second = await client.refreshTokenGrant(config, tokens.refresh_token!);
      expect(second.refresh_token).not.toBe(tokens.refresh_token);
      expect(claimsIn(second.access_token).amr).toContain('mfa');
      expect((await api(second.access_token)).status).toBe(200);
      await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
      await expect(client.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
      expect((await api(second.access_token)).status).toBe(401);
    });
    it('cannot be used twice at the same moment', async () => {
      const { config, tokens } = await signedIn();
      const both = await Promise.allSettled([1, 2].map(() => client.refreshTokenGrant(config, tokens.refresh_token!)));
      expect(both.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
    });
    it('are kept only as hashes (SEC-014)', async () => {
      const { tokens } = await signedIn();
      const rows = await worlds[0].database.read((tx) =>
        tx.query<{ all: string }>(sql`select string_agg(a::text, ' ') as all from oauth_artefacts as a`),
      );
      expect(rows[0]!.all).not.toContain(tokens.refresh_token);
    });
    it('can be given back', async () => {
      const { config, tokens } = await signedIn();
      await client.tokenRevocation(config, tokens.refresh_token!);
      expect((await api(tokens.access_token)).status).toBe(401);
    });
  });
});
