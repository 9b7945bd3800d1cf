// One's own account, through HTTP, on both engines: forgotten password, sessions, organization, personas.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { delivered } from '../../tests/calls.ts';
import { forEachEngine } from '../../tests/engines.ts';
import {
  browser,
  type Clock,
  enrol,
  enter,
  miru,
  oaktrail,
  type Place,
  password,
  placeOn,
  serveIdentity,
  worldFor,
} from '../../tests/identity.ts';
import type { World } from '../platform/world/world.ts';
import { addUser } from './credentials.ts';

forEachEngine((engine) => {
  let world: World;
  let clock: Clock;
  let someone: Place['someone'];
  let here: Place['here'];
  beforeAll(async () => {
    const place = placeOn(await engine.fresh());
    ({ world, clock, someone, here } = place);
    await place.app.ready();
  });

  describe('A sign-in name', () => {
    it('belongs to one account, however it is written', async () => {
      const { name } = await someone();
      const user = { name: ` ${name.toUpperCase()}`, displayName: 'Twice', language: 'ko', now: clock.now } as const;
      const added = await world.database.transaction((tx) => addUser(tx, user));
      expect(added).toMatchObject({ ok: false, because: [{ code: 'sign_in_name_taken' }] });
    });
  });

  describe('A forgotten password', () => {
    const mailed = async (name: string) => {
      const rows = await world.database.read((tx) =>
        tx.query<{ payload: any }>(sql`select payload from jobs where kind = 'mail' and payload->>'to' = ${name}`),
      );
      return rows.map(({ payload }) => delivered(world, payload)).filter(({ key }) => key === 'mail.passwordReset');
    };
    it('is replaced by a link that works once; all sessions end', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const [asked, ofNobody] = await Promise.all([
        here('192.0.2.20').post('/api/v1/password/forgot', { name }),
        here('192.0.2.20').post('/api/v1/password/forgot', { name: 'nobody@miru.example' }),
      ]);
      expect(asked.body).toEqual(ofNobody.body);
      const [mail] = await mailed(name);
      const token = String(mail!.values.link).split('#')[1];
      const set = (next: string) => here().post('/api/v1/password/reset', { token, password: next });
      expect((await set('aaaaaaaaaaaaaaaa')).body.code).toBe('password_too_common');
      expect((await set('seven lamps over water')).status).toBe(200);
      expect((await set('eight lamps over water')).body.code).toBe('reset_link_invalid');
      expect((await one.get('/api/v1/me')).body.me).toBeNull();
      expect((await enter(here(), name, 'seven lamps over water')).status).toBe(200);
    });
    it('grows too old, and does not flood a mailbox', async () => {
      const { name } = await someone();
      for (let i = 0; i < 8; i += 1) await here(`192.0.2.${30 + i}`).post('/api/v1/password/forgot', { name });
      const mails = await mailed(name);
      expect(mails.length).toBeLessThanOrEqual(4);
      clock.add(31 * 60);
      const token = String(mails[0]!.values.link).split('#')[1];
      const late = await here().post('/api/v1/password/reset', { token, password: 'seven lamps over water' });
      expect(late.body.code).toBe('reset_link_invalid');
    });
  });

  describe('A session', () => {
    it('needs the CSRF token for changes, and our own origin', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const { csrf } = one;
      one.csrf = '';
      expect((await one.post('/api/v1/sign-out')).body.code).toBe('csrf_token_missing');
      const other = here();
      await enter(other, (await someone()).name);
      one.csrf = other.csrf;
      expect((await one.post('/api/v1/sign-out')).body.code).toBe('csrf_token_missing');
      one.csrf = csrf;
      expect((await one.post('/api/v1/sign-out', {}, { origin: 'https://evil.example' })).body.code).toBe(
        'foreign_origin',
      );
      const foreign = await here().post('/api/v1/sign-in', { name, password }, { origin: 'https://evil.example' });
      expect(foreign.body.code).toBe('foreign_origin');
      expect((await one.post('/api/v1/sign-out', {}, { origin: 'http://localhost:4800' })).status).toBe(200);
      expect((await one.get('/api/v1/sessions')).status).toBe(401);
    });
    it('is listed and ended, one or all others, at once', async () => {
      const { name } = await someone();
      const [one, two, three] = [here(), here(), here()];
      for (const each of [one, two, three]) await enter(each, name);
      const { items } = (await one.get('/api/v1/sessions')).body;
      expect(items).toHaveLength(3);
      expect(items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
      await three.post(`/api/v1/sessions/${(await two.get('/api/v1/me')).body.me.session.id}/end`);
      expect((await two.get('/api/v1/me')).body.me).toBeNull();
      expect((await one.post('/api/v1/sessions/end-others')).body).toEqual({ ended: 1 });
      expect((await three.get('/api/v1/me')).body.me).toBeNull();
      const stranger = here();
      await enter(stranger, (await someone()).name);
      const mine = (await one.get('/api/v1/me')).body.me.session.id;
      expect((await stranger.post(`/api/v1/sessions/${mine}/end`)).status).toBe(404);
    });
    it('ends when nothing happens, and in any case after its time', async () => {
      const { name } = await someone();
      const idle = here();
      await enter(idle, name);
      clock.add(119 * 60);
      expect((await idle.get('/api/v1/me')).body.me).not.toBeNull();
      clock.add(121 * 60);
      expect((await idle.get('/api/v1/me')).body.me).toBeNull();
      const busy = here();
      await enter(busy, name);
      for (let hours = 0; hours < 11.5; hours += 1) {
        clock.add(3600);
        if (hours < 11) expect((await busy.get('/api/v1/me')).body.me).not.toBeNull();
      }
      clock.add(60);
      expect((await busy.get('/api/v1/me')).body.me).toBeNull();
    });
    it('acts for the organization that was chosen, or the only one (ACT-022)', async () => {
      const { name } = await someone({ organizations: [miru, oaktrail] });
      const one = here();
      expect((await enter(one, name)).body.me.organization).toBeNull();
      await enrol(one, clock);
      expect((await one.get('/api/v1/api-clients')).body.code).toBe('no_organization');
      expect((await one.get('/api/v1/api-clients', { organization: oaktrail })).status).toBe(200);
      expect((await one.get('/api/v1/api-clients', { organization: `org_${'9'.repeat(32)}` })).body.code).toBe(
        'no_organization',
      );
      expect((await one.post('/api/v1/me/organization', { organization: oaktrail })).body.me.organization).toBe(
        oaktrail,
      );
      expect((await one.get('/api/v1/api-clients')).status).toBe(200);
    });
    it('speaks the language that its person chose (AUD-011)', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      expect((await one.post('/api/v1/me/language', { language: 'ko' })).body.me.language).toBe('ko');
      expect((await one.get('/api/v1/me')).body.me.language).toBe('ko');
    });
    it('cannot be previewed into being', async () => {
      const { name } = await someone();
      const one = here();
      const preview = await one.post('/api/v1/sign-in?preview=true', { name, password });
      expect([preview.body.code, one.cookies.size]).toEqual(['not_previewable', 0]);
    });
  });

  describe('An operator', () => {
    it('may relax the second factor in a cloud; it is asked for everywhere else (SEC-010)', async () => {
      const { name } = await someone();
      const origin = 'http://localhost:4800';
      const relaxed = worldFor({ database: world.database, clock, origin, isRelaxed: true });
      const [one, two] = [browser(serveIdentity([relaxed])), here()];
      for (const each of [one, two]) await enter(each, name);
      expect((await one.get('/api/v1/api-clients')).status).toBe(200);
      expect((await two.get('/api/v1/api-clients')).body.code).toBe('second_factor_required');
    });
  });

  describe('Behind TLS', () => {
    it('every cookie is for this host alone and never sent in the clear', async () => {
      const { name } = await someone();
      const origin = 'https://kontor.example';
      const app = serveIdentity([worldFor({ database: world.database, clock, origin })]);
      const one = browser(app, { host: 'kontor.example' });
      const signed = await enter(one, name);
      expect(signed.headers['set-cookie'][0]).toMatch(/^__Host-kontor-worldwide-session=.*; Secure/);
      const asked = new URLSearchParams({
        client_id: 'kontor-cli',
        redirect_uri: 'http://127.0.0.1:1/callback',
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      });
      const begun = await one.get(`/oauth/authorize?${asked}`);
      expect(begun.headers.location).toMatch(/^\/sign-in\?interaction=/);
      expect(begun.headers['set-cookie'].every((text: string) => /; secure/i.test(text))).toBe(true);
      const id = begun.headers.location.split('=')[1];
      expect((await one.post(`/api/v1/interactions/${id}/approve`)).body.redirect).toContain(
        `${origin}/oauth/authorize/`,
      );
    });
  });

  describe('Personas', () => {
    it('are for the demo only', async () => {
      const { id } = await someone({ isPersona: true });
      const listed = await here().get('/api/v1/personas');
      expect([listed.status, listed.body.code]).toEqual([404, 'personas_only_in_demo']);
      expect((await here().post(`/api/v1/personas/${id}/sign-in`)).status).toBe(404);
      const demo = worldFor({ database: world.database, clock, origin: 'http://localhost:4800' });
      const demoApp = serveIdentity([demo], { demo: true });
      const one = browser(demoApp);
      const { items } = (await one.get('/api/v1/personas')).body;
      expect(items.map((persona: { id: string }) => persona.id)).toContain(id);
      const { me } = (await one.post(`/api/v1/personas/${id}/sign-in`)).body;
      expect([me.id, me.proofs, me.secondFactor.proven]).toEqual([id, ['demo'], true]);
      expect((await one.get('/api/v1/api-clients')).status).toBe(200);
      const ordinary = await someone();
      expect((await one.post(`/api/v1/personas/${ordinary.id}/sign-in`)).status).toBe(404);
      // The same database in production: what the demo began is worth nothing.
      const production = here();
      production.cookies = one.cookies;
      expect((await production.get('/api/v1/me')).body.me).toBeNull();
    });
  });
});
