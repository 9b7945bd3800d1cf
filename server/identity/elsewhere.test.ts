// Two processes on one database: what ends in one is refused in the other within a moment; and what is old goes.
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines.ts';
import {
  addPerson,
  type Browser,
  browser,
  type Clock,
  password,
  serveIdentity,
  turnable,
  worldFor,
} from '../../tests/identity.ts';
import type { World } from '../platform/world/world.ts';
import { tidyIdentity } from './housekeeping.ts';

const origin = 'http://localhost:4800';
forEachEngine((engine) => {
  let clock: Clock;
  let world: World;
  let apps: ReturnType<typeof serveIdentity>[];
  let count = 0;
  beforeAll(async () => {
    clock = turnable();
    const database = await engine.fresh();
    // Two worlds with memories of their own, as two processes have them; time stands still, so nothing grows old.
    const worlds = [1, 2].map(() => worldFor({ database, clock, origin }));
    world = worlds[0]!;
    apps = worlds.map((one) => serveIdentity([one]));
    await Promise.all(apps.map((app) => app.ready()));
  });
  afterAll(() => Promise.all(apps.map((app) => app.close())));
  const inside = async (): Promise<[Browser, Browser]> => {
    count += 1;
    const name = `person${count}@miru.example`;
    await addPerson(world, { name });
    const [here, there] = apps.map((app) => browser(app)) as [Browser, Browser];
    await here.post('/api/v1/sign-in', { name, password });
    there.cookies = here.cookies;
    there.csrf = here.csrf;
    expect((await there.get('/api/v1/me')).body.me).not.toBeNull();
    return [here, there];
  };

  describe('A session that ended in one process', () => {
    it('is refused in the other as soon as that hears of it, though it was remembered there', async () => {
      const [here, there] = await inside();
      await here.post('/api/v1/sign-out');
      // The clock stands still, so that what is remembered does not grow too old by itself.
      await expect.poll(async () => (await there.get('/api/v1/me')).body.me).toBeNull();
    });
    it('is not brought back by the other process that just wrote when it was last seen', async () => {
      const [here, there] = await inside();
      await here.post('/api/v1/sign-out');
      clock.add(90);
      expect((await there.get('/api/v1/me')).body.me).toBeNull();
    });
  });

  describe('Tidying', () => {
    it('takes what has had its time, and nothing else', async () => {
      const [, there] = await inside();
      await there.post('/api/v1/password/forgot', { name: 'person1@miru.example' });
      const rows = async () => {
        const [row] = await world.database.read((tx) =>
          tx.query<{ n: number[] }>(sql`select array[(select count(*)::int from sessions),
            (select count(*)::int from password_resets), (select count(*)::int from attempts)] as n`),
        );
        return row!.n;
      };
      expect(await tidyIdentity(world)).toBe(0);
      expect((await rows()).every((n) => n > 0)).toBe(true);
      clock.add(2 * 86_400);
      expect(await tidyIdentity(world)).toBeGreaterThan(2);
      expect(await rows()).toEqual([0, 0, 0]);
    });
  });
});
