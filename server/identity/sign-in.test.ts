// Signing in, through HTTP, on both engines: password, second factor, temporary passwords, guessing.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines.ts';
import { type Clock, codeAt, enrol, enter, miru, type Place, password, placeOn } from '../../tests/identity.ts';
import type { World } from '../platform/world/world.ts';
import { issueTemporaryPassword, suspendUser } from './credentials.ts';

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

  describe('Signing in', () => {
    it('begins a session by cookie and tells who one is', async () => {
      const { name, id } = await someone();
      const one = here();
      expect((await one.get('/api/v1/me')).body).toMatchObject({ me: null, personas: false });
      const { status, body, headers } = await enter(one, name.toUpperCase());
      expect(status).toBe(200);
      expect(body.me).toMatchObject({ id, name, organization: miru, proofs: ['pwd'], mustChangePassword: false });
      expect(body.me.memberships[0]).toMatchObject({
        organization: { name: 'Miru' },
        roles: ['globalAdmin', 'adminAgent'],
      });
      expect(headers['set-cookie'][0]).toMatch(
        /^kontor-\w+-4800-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
      );
      expect((await one.get('/api/v1/me')).body.me.id).toBe(id);
    });
    it('tells what the roles may ever do here, and nothing beyond (ROL-002)', async () => {
      const { name } = await someone();
      const one = here();
      const strangers = (await one.get('/api/v1/me')).body.may;
      expect(strangers).toContain('provider.list');
      expect(strangers).not.toContain('member.list');
      await enter(one, name);
      const { may } = (await one.get('/api/v1/me')).body;
      expect(may).toEqual(expect.arrayContaining(['member.list', 'member.add', 'apiClient.create']));
      // It is neither the operator nor a provider.
      for (const never of ['organization.register', 'deadLetter.list', 'partnershipInvitation.create']) {
        expect(may).not.toContain(never);
      }
    });
    it('says the same of a wrong password and of nobody', async () => {
      const { name } = await someone();
      const [wrong, nobody] = [await enter(here(), name, 'not this one'), await enter(here(), 'nobody@miru.example')];
      expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_refused']);
      expect({ ...nobody.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    });
    it('keeps nothing that could sign in again in the database (SEC-014)', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const rows = await world.database.read((tx) =>
        tx.query<{ all: string }>(sql`select (select string_agg(u::text, ' ') from users as u) ||
          (select string_agg(s::text, ' ') from sessions as s) ||
          (select string_agg(d::text, ' ') from known_devices as d) as all`),
      );
      for (const value of one.cookies.values()) expect(rows[0]!.all).not.toContain(value);
      expect(rows[0]!.all).not.toContain(password);
      expect(rows[0]!.all).toContain('$argon2id$');
    });
    it('makes a new session whatever cookie the browser had, and the old one is worth nothing', async () => {
      const { name } = await someone();
      const one = here();
      const planted = 'A'.repeat(43);
      const cookie = 'kontor-worldwide-4800-session';
      one.cookies.set(cookie, planted);
      await enter(one, name);
      const first = one.cookies.get(cookie);
      expect(first).not.toBe(planted);
      await enter(one, name);
      const replayed = here();
      replayed.cookies.set(cookie, first!);
      expect((await replayed.get('/api/v1/me')).body.me).toBeNull();
    });
    it('is not for the suspended, and their sessions end at once', async () => {
      const { name, id } = await someone();
      const one = here();
      await enter(one, name);
      await world.database.transaction(async (tx) => suspendUser(tx, { id }));
      await expect.poll(async () => (await one.get('/api/v1/me')).body.me).toBeNull();
      expect((await enter(here(), name)).body.code).toBe('user_suspended');
      expect((await enter(here(), name, 'a wrong one')).body.code).toBe('sign_in_refused');
    });
  });

  describe('A temporary password', () => {
    it('opens nothing but its own change, once (ROL-005)', async () => {
      const { name, id } = await someone();
      const issued = await world.database.transaction((tx) => issueTemporaryPassword(tx, { id, world }));
      expect((await enter(here(), name)).body.code).toBe('sign_in_refused');
      const one = here();
      expect((await enter(one, name, issued.password)).body.me.mustChangePassword).toBe(true);
      expect((await one.get('/api/v1/sessions')).body.code).toBe('password_change_required');
      const wrong = await one.post('/api/v1/me/password', { current: 'not it', password: 'seven lamps over water' });
      expect(wrong.body.code).toBe('password_wrong');
      const change = (next: string) => one.post('/api/v1/me/password', { current: issued.password, password: next });
      expect((await change('P@ssw0rd-2026!')).body.code).toBe('password_too_common');
      expect((await change('short')).body.code).toBe('password_too_short');
      expect((await change(issued.password)).body.code).toBe('password_unchanged');
      const changed = await change('seven lamps over water');
      expect([changed.status, changed.body.me.mustChangePassword]).toEqual([200, false]);
      expect((await one.get('/api/v1/sessions')).body.items).toHaveLength(1);
      expect((await enter(here(), name, issued.password)).body.code).toBe('sign_in_refused');
      expect((await enter(here(), name, 'seven lamps over water')).status).toBe(200);
    });
    it('grows too old', async () => {
      const { name, id } = await someone();
      const issued = await world.database.transaction((tx) => issueTemporaryPassword(tx, { id, world }));
      clock.add(15 * 86_400);
      expect((await enter(here(), name, issued.password)).body.code).toBe('temporary_password_expired');
    });
  });

  describe('The second factor', () => {
    it('is registered and proven in one session, which may then do more (STORY-37, SEC-001, SEC-003)', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const shut = await one.get('/api/v1/api-clients');
      expect([shut.status, shut.body.code]).toEqual([401, 'second_factor_required']);
      expect(shut.headers['www-authenticate']).toContain('error="invalid_token"');
      const missing = await one.post('/api/v1/sign-in/second-factor', { code: '123456' });
      expect([missing.status, missing.body.code]).toEqual([409, 'second_factor_missing']);
      const before = new Map(one.cookies);
      const { confirmed } = await enrol(one, clock);
      expect(confirmed.body.me.secondFactor).toMatchObject({ registered: true, proven: true, recoveryCodesLeft: 10 });
      expect(confirmed.body.recoveryCodes).toHaveLength(10);
      expect((await one.get('/api/v1/api-clients')).status).toBe(200);
      const old = here();
      for (const [key, value] of before) old.cookies.set(key, value);
      expect((await old.get('/api/v1/me')).body.me).toBeNull();
    });
    it('takes each code once, even within its time', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const { secret } = await enrol(one, clock);
      const two = here();
      await enter(two, name);
      expect((await two.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, clock.now) })).body.code).toBe(
        'code_wrong',
      );
      clock.add(30);
      const code = codeAt(secret, clock.now);
      const three = here();
      await enter(three, name);
      const answers = await Promise.all([two, three].map((by) => by.post('/api/v1/sign-in/second-factor', { code })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    });
    it('can be replaced by a recovery code, once', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const { confirmed } = await enrol(one, clock);
      const [code] = confirmed.body.recoveryCodes;
      const two = here();
      await enter(two, name);
      const used = await two.post('/api/v1/sign-in/recovery-code', { code: code.toUpperCase() });
      expect(used.body.me).toMatchObject({
        proofs: ['pwd', 'recovery', 'mfa'],
        secondFactor: { recoveryCodesLeft: 9 },
      });
      const three = here();
      await enter(three, name);
      expect((await three.post('/api/v1/sign-in/recovery-code', { code })).body.code).toBe('code_wrong');
    });
    it('is not guessed: neither in one session nor in many', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      await enrol(one, clock);
      const guesses: string[] = [];
      for (let session = 0; session < 5; session += 1) {
        const two = here();
        await enter(two, name);
        for (let i = 0; i < 6; i += 1) {
          guesses.push((await two.post('/api/v1/sign-in/second-factor', { code: '000000' })).body.code);
        }
      }
      expect(guesses.slice(0, 7)).toContain('code_wrong');
      expect(guesses.filter((code) => code === 'code_wrong').length).toBeLessThanOrEqual(17);
      expect(guesses.at(-1)).toBe('too_many_tries');
    });
    it('protects itself and the password: no change without it, no removal without a fresh proof', async () => {
      const { name } = await someone();
      const one = here();
      await enter(one, name);
      const { secret } = await enrol(one, clock);
      const two = here();
      await enter(two, name);
      const change = { current: password, password: 'seven lamps over water' };
      expect((await two.post('/api/v1/me/password', change)).body.code).toBe('second_factor_required');
      expect((await two.post('/api/v1/me/second-factor/enrol')).body.code).toBe('second_factor_registered');
      expect((await two.post('/api/v1/me/second-factor/remove')).body.code).toBe('fresh_proof_required');
      clock.add(11 * 60);
      expect((await one.post('/api/v1/me/recovery-codes/renew')).body.code).toBe('fresh_proof_required');
      await one.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, clock.now) });
      expect((await one.post('/api/v1/me/recovery-codes/renew')).body.recoveryCodes).toHaveLength(10);
      const removed = await one.post('/api/v1/me/second-factor/remove');
      expect(removed.body.me.secondFactor).toMatchObject({ registered: false, proven: false, recoveryCodesLeft: 0 });
      expect((await two.get('/api/v1/me')).body.me).toBeNull();
    });
  });

  describe('Guessing passwords', () => {
    it('becomes slow for the guesser, not for the owner and not for other places', async () => {
      const { name } = await someone();
      const owner = here('192.0.2.10');
      await enter(owner, name);
      const attacker = here('198.51.100.1');
      const answers = [];
      for (let i = 0; i < 8; i += 1) answers.push(await enter(attacker, name, `guess ${i}`));
      expect(answers.map(({ body }) => body.code).slice(0, 6)).toEqual(Array(6).fill('sign_in_refused'));
      const barred = answers.at(-1)!;
      expect([barred.status, barred.body.code]).toEqual([429, 'too_many_tries']);
      expect(Number(barred.headers['retry-after'])).toBeGreaterThan(0);
      expect((await enter(attacker, name)).status).toBe(429);
      expect((await enter(here('192.0.2.99'), name)).status).toBe(200);
      // The owner's own device is let in even from the attacker's network.
      const sameNetwork = here('198.51.100.1');
      sameNetwork.cookies = new Map([...owner.cookies].filter(([key]) => key.endsWith('device')));
      expect((await enter(sameNetwork, name)).status).toBe(200);
      clock.add(16 * 60);
      expect((await enter(attacker, name)).status).toBe(200);
    });
    it('gains nothing by guessing all at once', async () => {
      const { name } = await someone();
      const attacker = here('198.51.100.2');
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => enter(attacker, name, `guess ${i}`)));
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    });
    it('is as slow for names that do not exist', async () => {
      const attacker = here('198.51.100.3');
      const codes = [];
      for (let i = 0; i < 7; i += 1)
        codes.push((await enter(attacker, 'nobody2@miru.example', `guess ${i}`)).body.code);
      expect(codes.at(-1)).toBe('too_many_tries');
    });
  });
});
