// Signing in leaves a trail in the threads of the person's organizations, through HTTP, on both engines.
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines.ts';
import {
  type Browser,
  codeAt,
  enrol,
  enter,
  miru,
  oaktrail,
  type Place,
  password,
  placeOn,
} from '../../tests/identity.ts';

type Told = {
  type: string;
  subject: string;
  actor: string | null;
  by: { kind: string };
  after: Record<string, unknown>;
};

forEachEngine((engine) => {
  let place: Place;
  let admin: Browser;
  beforeAll(async () => {
    place = placeOn(await engine.fresh());
    await place.app.ready();
    const { name } = await place.someone({ organizations: [miru, oaktrail] });
    admin = place.here();
    await enter(admin, name);
    await enrol(admin, place.clock);
  });
  const trail = async (subject: string, organization = miru): Promise<Told[]> => {
    const { status, body } = await admin.get(`/api/v1/activity?subject=${subject}&limit=100`, { organization });
    expect(status, JSON.stringify(body)).toBe(200);
    return (body.items as Told[]).toReversed();
  };
  const types = async (subject: string, organization = miru) =>
    (await trail(subject, organization)).map(({ type }) => type.replace('person.', ''));

  describe('Signing in', () => {
    it('is recorded with who, from where and how it was proven', async () => {
      const { name, id } = await place.someone();
      await enter(place.here('192.0.2.7'), name);
      const [told] = await trail(id);
      expect(told).toMatchObject({ type: 'person.signedIn', actor: id, by: { kind: 'person' } });
      expect(told!.after).toMatchObject({ proofs: ['pwd'], network: '192.0.2.7' });
    });
    it('is recorded in each organization of the person, and in no other', async () => {
      const { name, id } = await place.someone({ organizations: [miru, oaktrail] });
      await enter(place.here(), name);
      const { name: other, id: others } = await place.someone();
      await enter(place.here(), other);
      expect(await types(id, oaktrail)).toEqual(['signedIn']);
      expect(await types(others, oaktrail)).toEqual([]);
    });
    it('that fails is recorded without what was typed, as nobody’s act; a pause is said once it begins', async () => {
      const { name, id } = await place.someone();
      const stranger = place.here('198.51.100.77');
      for (let i = 0; i < 8; i += 1) await enter(stranger, name, `a guess that is wrong ${i}`);
      const all = await trail(id);
      expect(all.map(({ type }) => type)).toEqual([...Array(6).fill('person.signInFailed'), 'person.signInPaused']);
      expect(all[0]).toMatchObject({ by: { kind: 'anyone' }, after: { because: 'sign_in_refused' } });
      expect(JSON.stringify(all)).not.toContain('guess');
    });
  });

  describe('The second factor', () => {
    it('is recorded when it is registered, proven, missed, recovered from, renewed and removed', async () => {
      const { name, id } = await place.someone();
      const one = place.here();
      await enter(one, name);
      const { secret, confirmed } = await enrol(one, place.clock);
      await one.post('/api/v1/sign-out');
      const two = place.here();
      await enter(two, name);
      await two.post('/api/v1/sign-in/second-factor', { code: '000000' });
      place.clock.add(30);
      await two.post('/api/v1/sign-in/second-factor', { code: codeAt(secret, place.clock.now) });
      await two.post('/api/v1/sign-in/recovery-code', { code: confirmed.body.recoveryCodes[0] });
      await two.post('/api/v1/me/recovery-codes/renew');
      await two.post('/api/v1/me/second-factor/remove');
      expect(await types(id)).toEqual([
        ...['signedIn', 'secondFactorRegistered', 'signedOut', 'signedIn', 'secondFactorFailed'],
        ...['secondFactorProven', 'recoveryCodeUsed', 'recoveryCodesRenewed', 'secondFactorRemoved'],
      ]);
      const text = JSON.stringify(await trail(id));
      for (const hidden of [secret, ...confirmed.body.recoveryCodes]) expect(text).not.toContain(hidden);
    });
  });

  describe('A password', () => {
    it('that is changed, forgotten or reset is recorded, and neither the old nor the new one', async () => {
      const { name, id } = await place.someone();
      const one = place.here();
      await enter(one, name);
      await one.post('/api/v1/me/password', { current: password, password: 'seven lamps over water' });
      await place.here().post('/api/v1/password/forgot', { name });
      expect(await types(id)).toEqual(['signedIn', 'passwordChanged', 'passwordForgotten']);
      expect(JSON.stringify(await trail(id))).not.toMatch(/lamps|anchor/);
    });
  });

  describe('An API client', () => {
    it('is recorded when its secret is made, rotated and revoked, and the secret is not', async () => {
      const made = await admin.post(
        '/api/v1/api-clients',
        { name: 'Night run', roles: ['user'] },
        { organization: miru },
      );
      const path = `/api/v1/api-clients/${made.body.id}`;
      const rotated = await admin.post(`${path}/rotate`, {}, { organization: miru });
      await admin.post(`${path}/revoke`, {}, { organization: miru });
      const all = await trail(made.body.id);
      expect(all.map(({ type }) => type)).toEqual(['apiClient.created', 'apiClient.rotated', 'apiClient.revoked']);
      const text = JSON.stringify(all);
      for (const { body } of [made, rotated]) expect(text).not.toContain(body.revealed.secret);
    });
  });
});
