// What people want of their mails, through HTTP on both engines: another address, a language, a topic switched off.
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines.ts';
import { type Browser, enter, type Place, placeOn } from '../../../../tests/identity.ts';
import { readSettings } from '../../../platform/settings/config.ts';
import { enqueue, mailJob } from '../../../platform/work/jobs.ts';
import { workOff } from '../../../platform/work/worker.ts';
import { jobKinds } from '../../../rooms.ts';
import { readMailbox } from '../offers.ts';

forEachEngine((engine) => {
  let place: Place;
  let one: Browser;
  let name: string;
  beforeAll(async () => {
    place = placeOn(await engine.fresh());
    ({ name } = await place.someone());
    one = place.here();
    await enter(one, name);
  });
  const see = async () => (await one.get('/api/v1/me/notifications')).body;
  const change = (body: object) => one.post('/api/v1/me/notifications', body);
  const mailed = async (to: string) => {
    await workOff({ world: place.world, settings: readSettings({}), kinds: jobKinds }, 'mail');
    return (await readMailbox(place.world, { to })).map(({ key, language }) => [key, language]);
  };
  const send = (key: string) =>
    place.world.database.transaction(async (tx) => {
      const values = { organization: 'Miru', kind: 'reseller', note: '', name: '', link: '' };
      enqueue(tx, mailJob({ to: name, language: 'zh-CN', key, values, organization: null }, place.world.clock.wall()));
    });
  const linkIn = async (to: string) => {
    const [mail] = await readMailbox(place.world, { to });
    return /notification-links\/([\w-]+)/.exec(mail!.body)![1]!;
  };

  describe('Mails of a person (AUD-011)', () => {
    it('go to the account, and all topics are on, until they say otherwise', async () => {
      expect(await see()).toMatchObject({ account: name, address: null, asked: null, language: 'en' });
      expect((await see()).topics.map(({ topic, isOn, canBeOff }: any) => [topic, isOn, canBeOff])).toEqual([
        ['enrolment', true, true],
        ['security', true, false],
        ['verification', true, false],
      ]);
      await send('mail.enrolmentActive');
      expect(await mailed(name)).toEqual([['mail.enrolmentActive', 'en']]);
      expect((await place.here().get('/api/v1/me/notifications')).status).toBe(401);
    });
    it('go to another address only once that was confirmed by the link mailed there', async () => {
      expect((await change({ address: 'Other@Miru.example' })).body).toMatchObject({
        address: null,
        asked: 'other@miru.example',
      });
      expect(await mailed('other@miru.example')).toEqual([['mail.notificationAddress', 'en']]);
      await send('mail.enrolmentHeld');
      expect(await mailed(name)).toContainEqual(['mail.enrolmentHeld', 'en']);
      const token = await linkIn('other@miru.example');
      const confirm = () => place.here().post(`/api/v1/notification-links/${token}/confirm`);
      expect((await confirm()).body).toEqual({ address: 'other@miru.example' });
      expect((await confirm()).status).toBe(404);
      await send('mail.enrolmentRestricted');
      expect(await mailed('other@miru.example')).toContainEqual(['mail.enrolmentRestricted', 'en']);
      expect(await mailed(name)).not.toContainEqual(['mail.enrolmentRestricted', 'en']);
    });
    it('about signing in stay with the account', async () => {
      await send('mail.passwordChanged');
      expect(await mailed(name)).toContainEqual(['mail.passwordChanged', 'en']);
    });
    it('are not asked for at many addresses in a row, and a link is worth something for a week', async () => {
      const refused = await change({ address: 'third@miru.example' });
      expect([refused.status, refused.body.code]).toEqual([429, 'address_asked_recently']);
      place.clock.add(5 * 60);
      expect((await change({ address: 'third@miru.example' })).body.asked).toBe('third@miru.example');
      await mailed('third@miru.example');
      const token = await linkIn('third@miru.example');
      place.clock.add(7 * 86_400);
      expect((await place.here().post(`/api/v1/notification-links/${token}/confirm`)).status).toBe(404);
      one = place.here();
      await enter(one, name);
    });
    it('speak the language of the account', async () => {
      await one.post('/api/v1/me/language', { language: 'ko' });
      await send('mail.enrolmentSuspended');
      expect(await mailed('other@miru.example')).toContainEqual(['mail.enrolmentSuspended', 'ko']);
    });
    it('about a topic that is switched off do not come; those that must come, do', async () => {
      expect((await change({ enrolment: false })).body.topics[0]).toMatchObject({ topic: 'enrolment', isOn: false });
      await send('mail.enrolmentReinstated');
      await send('mail.passwordReset');
      expect(await mailed('other@miru.example')).not.toContainEqual(['mail.enrolmentReinstated', 'ko']);
      expect(await mailed(name)).toContainEqual(['mail.passwordReset', 'ko']);
      await change({ enrolment: true, address: null });
      expect(await see()).toMatchObject({ address: null, asked: null, topics: [{ isOn: true }, {}, {}] });
    });
  });
});
