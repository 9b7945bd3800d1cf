// Limits on rate and load stand before every route: by network before anybody is believed, by caller after it.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { browser, enter, type Place, placeOn, serveIdentity } from '../../../tests/identity.ts';
import { counting } from '../settings/rate.ts';
import { protect, rationing } from './protection.ts';

describe('Counting', () => {
  const clock = { now: 0 };
  const count = counting('caller', 2, () => clock.now);
  it('lets so many pass in a minute, each key by itself', () => {
    expect(['a', 'a', 'b', 'a'].map((key) => count(key).isExceeded)).toEqual([false, false, false, true]);
    clock.now = 59_000;
    expect(count('a')).toMatchObject({ left: 0, resetSeconds: 1, isExceeded: true });
    clock.now = 60_000;
    expect(count('a')).toMatchObject({ left: 1, limit: 2, isExceeded: false });
  });
});

describe('The programs of one partner', () => {
  it('share what it may spend, and leave its people theirs (ORD-075)', () => {
    const ration = rationing({ ratePerMinute: 2 }, () => 1_000);
    const headers: Record<string, string> = {};
    const reply = { header: (name: string, value: string) => Object.assign(headers, { [name]: value }) };
    const ask = (kind: 'program' | 'person', id: string, organization = 'org_1') =>
      ration({ world: { cloud: { id: 'worldwide' } }, ip: '203.0.113.9' } as never, reply as never, {
        kind,
        id,
        organization,
        secondFactor: true,
      });
    expect([ask('program', 'api_1'), ask('program', 'api_2')]).toEqual([undefined, undefined]);
    const refused = ask('program', 'api_3');
    expect(refused?.because[0]).toMatchObject({ code: 'throttled', details: { retrySeconds: expect.any(Number) } });
    expect([ask('person', 'usr_1'), ask('program', 'api_9', 'org_2')]).toEqual([undefined, undefined]);
  });
});

forEachEngine(
  (engine) => {
    let place: Place;
    let app: ReturnType<typeof serveIdentity>;
    // All in one minute, whenever the test runs.
    const now = () => 1_000;
    // A slow machine is no reason to refuse anybody here: who counts requests is not asked how the process fares.
    const limits = { ratePerAddress: 30, loopDelayMsMax: 60_000, isHttps: true, now };
    beforeAll(async () => {
      place = placeOn(await engine.fresh());
      app = serveIdentity([place.world], { ration: rationing({ ratePerMinute: 10 }, now) });
      await protect(app, limits);
      await app.ready();
    });
    afterAll(() => app.close());
    const statuses = async (times: number, ask: (i: number) => Promise<{ status: number }>) => {
      const found: number[] = [];
      for (let i = 0; i < times; i += 1) found.push((await ask(i)).status);
      return found;
    };
    const throttledIn = (found: readonly number[]) => found.filter((status) => status === 429).length;

    describe('Who makes too many requests', () => {
      it('does not escape by showing another cookie or token each time', async () => {
        const one = browser(app, { from: '203.0.113.1' });
        const asked = await statuses(40, (i) =>
          i % 2
            ? one.get('/api/v1/members', { cookie: `kontor-worldwide-4800-session=${`${i}`.padStart(43, 'A')}` })
            : one.get('/api/v1/members', { authorization: `Bearer ${`${i}`.padStart(43, 'A')}` }),
        );
        expect(asked.at(-1)).toBe(429);
        expect(throttledIn(asked)).toBeGreaterThanOrEqual(10);
      });
      it('nor by another address of the same network', async () => {
        const asked = await statuses(40, (i) => browser(app, { from: `2001:db8::${i + 1}` }).get('/api/v1/me'));
        expect(throttledIn(asked)).toBeGreaterThanOrEqual(10);
      });
      it('is told when to come back, and how much is left before that', async () => {
        const one = browser(app, { from: '203.0.113.2' });
        const first = await one.get('/api/v1/me');
        expect(first.headers.ratelimit).toMatch(/^"caller";r=9;t=\d+$/);
        expect(first.headers['ratelimit-policy']).toBe('"caller";q=10;w=60');
        await statuses(9, () => one.get('/api/v1/me'));
        const last = await one.get('/api/v1/me');
        expect([last.status, last.body.code]).toEqual([429, 'throttled']);
        expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
      });
      it('is counted by who it is, wherever it comes from, and its colleagues by themselves', async () => {
        const [jiwoo, sujin] = [await place.someone(), await place.someone()];
        const one = browser(app, { from: '203.0.113.3' });
        const two = browser(app, { from: '203.0.113.3' });
        await enter(one, jiwoo.name);
        await enter(two, sujin.name);
        await statuses(9, () => one.get('/api/v1/me'));
        const elsewhere = browser(app, { from: '203.0.113.4' });
        elsewhere.cookies = one.cookies;
        expect(throttledIn(await statuses(4, () => elsewhere.get('/api/v1/me')))).toBeGreaterThanOrEqual(3);
        expect((await two.get('/api/v1/me')).status).toBe(200);
      });
    });

    describe('Every answer', () => {
      it('tells browsers what never to do', async () => {
        const { headers } = await browser(app, { from: '203.0.113.5' }).get('/api/v1/me');
        expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
        expect(headers['strict-transport-security']).toContain('max-age=');
      });
    });

    describe('A process that lags', () => {
      const lag = async (forMs: number) => {
        const busyUntil = Date.now() + forMs;
        while (Date.now() < busyUntil);
        await pause(5);
      };
      it('refuses with 503 until it has caught up', async () => {
        const strict = serveIdentity([place.world]);
        await protect(strict, { ...limits, loopDelayMsMax: 300 });
        await strict.ready();
        const one = browser(strict, { from: '203.0.113.6' });
        const codes: string[] = [];
        while (!codes.includes('overloaded') && codes.length < 20) {
          await lag(900);
          codes.push((await one.get('/api/v1/me')).body.code);
        }
        expect(codes).toContain('overloaded');
        await strict.close();
      });
      it('refuses nobody for a shorter stall than is allowed', async () => {
        await lag(1200);
        expect((await browser(app, { from: '203.0.113.7' }).get('/api/v1/me')).status).toBe(200);
      });
    });
  },
  ['embedded'],
);
