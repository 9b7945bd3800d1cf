// STORY-37 MFA (SEC-001 to SEC-005): sign-in with TOTP, and programs let in by the OpenID endpoints.
import * as client from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { demoPassword } from '../../server/workbench/build.ts';
import { forEachEngine } from '../engines.ts';
import { type Browser, browser, codeAt, enter } from '../identity.ts';
import { claimsIn, letIn } from '../provider.ts';
import { type Stage, stageOf } from './stage.ts';

const yuna = 'yuna@lumenfold.example';
const host = 'localhost:4800';
const customers = '/api/v1/relationships';
const redirect = 'http://127.0.0.1:43210/callback';

forEachEngine((engine) => {
  describe('STORY-37 The second factor', () => {
    let stage: Stage;
    let one: Browser;
    let secret: string;
    beforeAll(async () => {
      stage = await stageOf({ database: await engine.fresh(), players: ['lumenfold'] });
      one = browser(stage.app, { host, from: '10.37.0.1' });
    });
    /** Goes to the provider without a socket. */
    const send = async (url: string, { method = 'GET', headers, body }: RequestInit = {}): Promise<Response> => {
      const { pathname, search } = new URL(url);
      const payload = body === undefined || body === null ? {} : { payload: String(body) };
      const all = { host, ...Object.fromEntries(new Headers(headers)) };
      const answer = await stage.app.inject({
        method: method as 'GET',
        url: pathname + search,
        headers: all,
        ...payload,
      });
      return new Response(answer.body || null, { status: answer.statusCode, headers: answer.headers as never });
    };
    const discovered = (id: string, password?: string) =>
      client.discovery(new URL(`http://${host}`), id, password, undefined, {
        execute: [client.allowInsecureRequests],
        [client.customFetch]: send as never,
      });
    /** Her script: a program that acts for her, let in by the browser she signed in with. */
    const scriptOf = async (by: Browser) => {
      const config = await discovered('kontor-cli');
      const [pkceCodeVerifier, expectedState] = [client.randomPKCECodeVerifier(), client.randomState()];
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid offline_access api',
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        state: expectedState,
      });
      const back = await letIn(by, url);
      return client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });
    };
    const asks = (path: string, token: string, more: RequestInit = {}) =>
      send(`http://${host}${path}`, { headers: { authorization: `Bearer ${token}` }, ...more });

    it('Yuna signs in with her password alone, as herself and not as a persona', async () => {
      expect((await enter(one, yuna, 'a wrong password here')).status).toBe(401);
      const { status, body } = await enter(one, yuna, demoPassword);
      expect([status, body.me.proofs, body.me.secondFactor]).toMatchObject([
        200,
        ['pwd'],
        { required: true, registered: false, proven: false },
      ]);
      expect((await one.get('/api/v1/personas')).body?.items ?? []).toEqual([]);
    });
    it('she opens the overview: fine', async () => {
      const { status, body } = await one.get('/api/v1/me');
      expect([status, body.me.name, body.me.organization]).toEqual([200, yuna, await stage.organization('lumenfold')]);
    });
    it('she opens customers: she must prove a second factor first (SEC-003)', async () => {
      const { status, body } = await one.get(customers);
      expect([status, body.code]).toEqual([401, 'second_factor_required']);
      expect((await one.post('/api/v1/invitations')).body.code).toBe('second_factor_required');
    });
    it('her script calls with her token without proof: 401, MFA required (SEC-004)', async () => {
      const { access_token } = await scriptOf(one);
      expect(claimsIn(access_token).amr).toEqual(['pwd']);
      const answer = await asks(customers, access_token);
      const { detail, code } = (await answer.json()) as { detail: string; code: string };
      expect([answer.status, code]).toEqual([401, 'second_factor_required']);
      expect(detail).toContain('MFA required');
      expect(answer.headers.get('www-authenticate')).toMatch(/error="invalid_token".*MFA required/);
    });
    it('she registers an authenticator, passes it, and returns to her customers', async () => {
      const { body } = await one.post('/api/v1/me/second-factor/enrol');
      secret = body.secret;
      expect((await one.post('/api/v1/me/second-factor/confirm', { code: '000000' })).status).not.toBe(200);
      expect((await one.get(customers)).status).toBe(401);
      stage.clock.add(30);
      const confirmed = await one.post('/api/v1/me/second-factor/confirm', { code: codeAt(secret, stage.clock.now) });
      expect(confirmed.body.me).toMatchObject({ proofs: ['pwd', 'otp', 'mfa'], secondFactor: { proven: true } });
      expect((await one.get(customers)).status).toBe(200);
    });
    it('on another device she is asked again, each time she signs in', async () => {
      const two = browser(stage.app, { host, from: '10.37.0.2' });
      await enter(two, yuna, demoPassword);
      expect((await two.get(customers)).body.code).toBe('second_factor_required');
      stage.clock.add(30);
      const proven = await two.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, stage.clock.now) });
      expect([proven.status, (await two.get(customers)).status]).toEqual([200, 200]);
    });
    it('her script let in from a session with proof gets through', async () => {
      const { access_token } = await scriptOf(one);
      expect(claimsIn(access_token).amr).toContain('mfa');
      expect((await asks(customers, access_token)).status).toBe(200);
    });
    it('a call of a program alone succeeds where the operation allows it, not where people must act', async () => {
      const program = await stage.program('aram@lumenfold', ['adminAgent']);
      expect((await program.call(listRelationships, {})).items).toEqual([]);
      const body = { tenantId: `ten_${'0'.repeat(32)}`, acceptsRelationship: true };
      const refused = await program.refused(acceptInvitation, { path: { token: 'any' }, body });
      expect([refused.status, refused.code]).toEqual([403, 'wrong_caller']);
    });
    it('nobody gets a token for a password alone (SEC-007)', async () => {
      const config = await discovered('kontor-cli');
      const asked = client.genericGrantRequest(config, 'password', { username: yuna, password: demoPassword });
      await expect(asked).rejects.toThrow();
    });
  });
});
