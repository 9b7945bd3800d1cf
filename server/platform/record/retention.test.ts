// The log keeps commercial acts for seven years and others for two, then only that they happened (AUD-003).
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { type Browser, enrol, enter, type Place, placeOn } from '../../../tests/identity.ts';
import { verifyChains } from './audit.ts';
import { forgetOldEntries } from './retention.ts';

const dayMs = 86_400_000;
const yearsMs = (years: number) => years * 365.25 * dayMs;

forEachEngine((engine) => {
  let place: Place;
  let admin: Browser;
  let then: Date;
  beforeAll(async () => {
    place = placeOn(await engine.fresh());
    await place.app.ready();
    then = new Date(place.clock.now.getTime() - yearsMs(8));
    place.clock.now = then;
    const { name, id } = await place.someone();
    admin = place.here();
    await enter(admin, name);
    await enrol(admin, place.clock);
    const [own] = (await admin.get('/api/v1/members')).body.items;
    expect(own.user).toBe(id);
    const named = await admin.post(`/api/v1/organizations/${own.organization.id}/rename`, { name: 'Miru Systems' });
    expect(named.status, JSON.stringify(named.body)).toBe(200);
    await admin.post('/api/v1/members', { name: 'sujin@miru.example', displayName: 'Sujin', roles: ['user'] });
  });
  const at = (years: number) => new Date(then.getTime() + yearsMs(years));
  const forget = async (years: number) => {
    const now = at(years);
    const world = { ...place.world, clock: { wall: () => now, business: () => now } };
    await forgetOldEntries.run({ world, signal: new AbortController().signal } as never);
    return place.world.database.read((tx) =>
      tx.query<{ thing: string; kept: boolean }>({
        text: `select thing, bool_and(p.event is not null) as kept
          from events e left join event_parts p on p.event = e.seq group by thing`,
        values: [],
      }),
    );
  };
  const keptAfter = async (years: number) =>
    Object.fromEntries((await forget(years)).map(({ thing, kept }) => [thing, kept]));

  describe('What the log says (AUD-003)', () => {
    it('is whole for two years', async () =>
      expect(await keptAfter(1.9)).toEqual({ organization: true, member: true, person: true }));
    it('is forgotten of people after that, and of business after seven', async () => {
      expect(await keptAfter(2.1)).toEqual({ organization: true, member: false, person: false });
      expect(await keptAfter(6.9)).toMatchObject({ organization: true });
    });
    it('cannot be forgotten before its time without a break', async () => {
      expect((await verifyChains(place.world.database, { now: at(1.9) })).broken).toMatchObject({
        flaw: 'part_missing',
      });
      expect((await verifyChains(place.world.database, { now: at(2.1) })).broken).toBeNull();
    });
    it('leaves every entry, with its place in the chains, for ever', async () => {
      const before = await verifyChains(place.world.database, { now: at(2.1) });
      expect(await keptAfter(7.1)).toMatchObject({ organization: false });
      const after = await verifyChains(place.world.database, { now: at(7.1) });
      expect([after.broken, after.events, after.entries]).toEqual([null, before.events, before.entries]);
      expect((await verifyChains(place.world.database, { now: at(6.9) })).broken).toMatchObject({
        flaw: 'part_missing',
      });
    });
    it('leaves as a file whole, however long it is, from the first day on', async () => {
      const url = `/api/v1/activity?from=${at(-1).toISOString()}`;
      const { items, next } = (await admin.get(`${url}&limit=500`)).body;
      expect([items.length > 3, next]).toEqual([true, null]);
      const file = await admin.get(`${url}&limit=1`, { accept: 'text/csv' });
      expect([file.status, file.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    });
  });
});
