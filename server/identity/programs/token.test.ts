// Programs with a secret of their own over a socket, on both engines; tokens, other clouds, keys.
import * as client from 'openid-client';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { browser, miru, password } from '../../../tests/identity.ts';
import { claimsIn, jiwoo, openProvider, type Provided } from '../../../tests/provider.ts';
import { germany } from '../../clouds/germany.ts';

forEachEngine((engine) => {
  let worlds: Provided['worlds'];
  let clock: Provided['clock'];
  let app: Provided['app'];
  let origins: Provided['origins'];
  let one: Provided['one'];
  let discovered: Provided['discovered'];
  let api: Provided['api'];
  let signedIn: Provided['signedIn'];
  let program: Provided['program'];
  let tokenFor: Provided['tokenFor'];
  beforeAll(async () => {
    ({ worlds, clock, app, origins, one, discovered, api, signedIn, program, tokenFor } = await openProvider(engine));
  });
  afterAll(() => app.close());

  describe('A program of its own', () => {
    it('gets a token for its secret and acts with its roles (SEC-006)', async () => {
      const made = await program();
      const token = await tokenFor(made);
      const { me } = (await (await api(token, '/api/v1/me')).json()) as any;
      expect(me).toMatchObject({
        kind: 'program',
        id: made.id,
        organization: miru,
        memberships: [{ roles: ['adminAgent'] }],
      });
      expect((await api(token)).status).toBe(403);
      const seen = await api(token, `/api/v1/api-clients/${made.id}`);
      expect([seen.status, ((await seen.json()) as any).code]).toEqual([403, 'not_permitted']);
      const admin = await tokenFor(await program({ roles: ['globalAdmin'] }));
      expect((await api(admin, `/api/v1/api-clients/${made.id}`)).status).toBe(200);
      expect((await api(admin, '/api/v1/sessions')).status).toBe(403);
    });
    it('is refused with a wrong secret, and with the password of a person (SEC-007, SEC-014)', async () => {
      const made = await program();
      await expect(tokenFor({ ...made, secret: 'wrong' })).rejects.toMatchObject({ error: 'invalid_client' });
      await expect(tokenFor({ id: `app_${'0'.repeat(32)}`, secret: made.secret })).rejects.toMatchObject({
        error: 'invalid_client',
      });
      const config = await discovered(made.id, made.secret);
      const byPassword = client.genericGrantRequest(config, 'password', { username: jiwoo, password });
      await expect(byPassword).rejects.toMatchObject({ error: 'unsupported_grant_type' });
      await expect(tokenFor({ ...made, secret: 'kept only as a hash' })).rejects.toMatchObject({
        error: 'invalid_client',
      });
    });
    it('is shown its secret once, also when the same request comes again', async () => {
      const headers = { 'idempotency-key': '0199c2c5-0000-7000-8000-000000000001' };
      const body = { name: 'Twice', roles: ['adminAgent'] };
      const [first, again] = [
        await one.post('/api/v1/api-clients', body, headers),
        await one.post('/api/v1/api-clients', body, headers),
      ];
      expect(again.body).toEqual(first.body);
      const seen = (await one.get(`/api/v1/api-clients/${first.body.id}`)).body;
      expect([seen.id, seen.revealed]).toEqual([first.body.id, undefined]);
      const preview = await one.post('/api/v1/api-clients?preview=true', body);
      expect(JSON.stringify(preview.body)).not.toContain('revealed');
      const rows = await worlds[0].database.read((tx) =>
        tx.query<{ all: string }>(sql`select (select string_agg(e::text, ' ') from events as e) ||
          (select string_agg(p::text, ' ') from event_parts as p) ||
          (select string_agg(k::text, ' ') from idempotency_keys as k) ||
          (select string_agg(c::text, ' ') from api_clients as c) as all`),
      );
      expect(rows[0]!.all).not.toContain(first.body.revealed.secret);
    });
    it('may use the former secret for a while after rotation, unless that is ended', async () => {
      const made = await program();
      const { body } = await one.post(`/api/v1/api-clients/${made.id}/rotate`);
      const rotated = { id: made.id, secret: body.revealed.secret };
      expect(rotated.secret).not.toBe(made.secret);
      expect(body.formerSecretUntil).not.toBeNull();
      await tokenFor(made);
      await tokenFor(rotated);
      const again = await one.post(`/api/v1/api-clients/${made.id}/rotate`, { endsFormerNow: true });
      const last = { id: made.id, secret: again.body.revealed.secret };
      await expect(tokenFor(rotated)).rejects.toMatchObject({ error: 'invalid_client' });
      await expect(tokenFor(made)).rejects.toMatchObject({ error: 'invalid_client' });
      await tokenFor(last);
    });
    it('is out at once when it is revoked', async () => {
      const made = await program();
      const token = await tokenFor(made);
      expect((await api(token, '/api/v1/me')).status).toBe(200);
      await one.post(`/api/v1/api-clients/${made.id}/revoke`);
      const answer = await api(token, '/api/v1/me');
      expect([answer.status, ((await answer.json()) as any).code]).toEqual([401, 'token_invalid']);
      await expect(tokenFor(made)).rejects.toMatchObject({ error: 'invalid_client' });
    });
    it('calls from its own networks only', async () => {
      const made = await program({ networks: ['192.0.2.0/24'] });
      await expect(tokenFor(made)).rejects.toMatchObject({ error: 'access_denied' });
      const open = await program();
      const token = await tokenFor(open);
      await one.post(`/api/v1/api-clients/${open.id}/change`, { networks: ['2001:db8::/32'] });
      const barred = await api(token, '/api/v1/me');
      expect([barred.status, ((await barred.json()) as any).code]).toEqual([403, 'network_not_allowed']);
      await one.post(`/api/v1/api-clients/${open.id}/change`, { networks: ['127.0.0.0/8'] });
      expect((await api(token, '/api/v1/me')).status).toBe(200);
    });
    it('may be asked about no other organization', async () => {
      const token = await tokenFor(await program());
      const headers = { authorization: `Bearer ${token}`, organization: `org_${'9'.repeat(32)}` };
      expect((await fetch(`${origins[0]}/api/v1/api-clients`, { headers })).status).toBe(403);
    });
  });

  describe('A token', () => {
    it('ends with its time', async () => {
      const token = await tokenFor(await program());
      expect((await api(token, '/api/v1/me')).status).toBe(200);
      clock.now = new Date(claimsIn(token).exp * 1000 + 1);
      expect((await api(token, '/api/v1/me')).status).toBe(401);
    });
    it('is worth nothing when a letter of it is changed, or when its signature is left out', async () => {
      const token = await tokenFor(await program());
      const [head, body, signature] = token.split('.') as [string, string, string];
      const other = Buffer.from(JSON.stringify({ ...claimsIn(token), client_id: 'app_other' })).toString('base64url');
      const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
      for (const forged of [`${head}.${other}.${signature}`, `${none}.${body}.`, `${head}.${body}.`, 'x'.repeat(40)]) {
        expect((await api(forged, '/api/v1/me')).status).toBe(401);
      }
      expect((await fetch(`${origins[0]}/api/v1/me`, { headers: { authorization: 'Basic YTpi' } })).status).toBe(401);
    });
    it('of one cloud is worth nothing in another, nor is a session or a client (CLD-001)', async () => {
      const made = await program();
      const token = await tokenFor(made);
      expect((await api(token, '/api/v1/me', origins[1])).status).toBe(401);
      const { tokens } = await signedIn();
      expect((await api(tokens.access_token, '/api/v1/me', origins[1])).status).toBe(401);
      const elsewhere = await discovered(made.id, made.secret, origins[1]);
      await expect(client.clientCredentialsGrant(elsewhere, {})).rejects.toMatchObject({ error: 'invalid_client' });
      const abroad = browser(app, { host: new URL(origins[1]).host });
      for (const [name, value] of one.cookies) {
        abroad.cookies.set(name, value);
        abroad.cookies.set(name.replace('worldwide', 'germany'), value);
      }
      expect((await abroad.get('/api/v1/me')).body.me).toBeNull();
      const config = await discovered('kontor-cli', undefined, origins[1]);
      await expect(client.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    });
    it('answers for a cloud under the prefix of the first one as well', async () => {
      const answer = await fetch(`${origins[0]}/${germany.label}/.well-known/openid-configuration`);
      expect(await answer.json()).toMatchObject({ issuer: origins[1], token_endpoint: `${origins[1]}/oauth/token` });
      const other = await fetch(`${origins[0]}/.well-known/oauth-authorization-server`);
      expect(((await other.json()) as any).issuer).toBe(origins[0]);
    });
  });

  describe('Keys', () => {
    it('follow each other with an overlap, sealed at rest', async () => {
      const keys = async () =>
        ((await (await fetch(`${origins[0]}/oauth/keys`)).json()) as any).keys as { kid: string; d?: string }[];
      const before = await keys();
      expect(before).toHaveLength(1);
      expect(before[0]!.d).toBeUndefined();
      const { kid } = before[0]!;
      const token = await tokenFor(await program());
      const head = (text: string) =>
        JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString()) as { kid: string };
      expect(head(token).kid).toBe(kid);
      clock.add(29.5 * 86_400);
      await one.post('/api/v1/sign-in', { name: jiwoo, password });
      expect((await keys()).map((key) => key.kid)).toHaveLength(2);
      clock.add(86_400);
      const rotated = await keys();
      expect(rotated.map((key) => key.kid)).toContain(kid);
      expect(rotated[0]!.kid).not.toBe(kid);
      const rows = await worlds[0].database.read((tx) =>
        tx.query<{ sealed: string }>(sql`select sealed from signing_keys`),
      );
      for (const row of rows) expect(() => JSON.parse(row.sealed)).toThrow();
      clock.add(86_400);
      expect((await keys()).map((key) => key.kid)).not.toContain(kid);
    });
  });
});
