// The workbench over the network, on both engines: the map of the demo, the vendor, the clock, snapshots, names, mails.
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../tests/outbox-world.ts';
import { type Demo, startDemo } from '../../tests/running.ts';
import { isSigned } from './calling.ts';
import { skuOf } from './sheets.ts';

describe.each(['embedded', 'postgresql'] as const)('The workbench on %s', (engine) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo(engine);
  });
  afterAll(() => demo.end());
  const world = async () => (await demo.call('GET /workbench/world')).body.clouds[0];
  const organization = async (named: string) =>
    (await world()).organizations.find(({ name }: { name: string }) => name.startsWith(named));
  const order = async (title: string) => {
    const fortline = await demo.program('Fortline');
    const [relationship] = (await fortline('GET /api/v1/relationships')).body.items;
    const line = { skuId: skuOf(title), segment: 'Commercial', billingPlan: 'Monthly', term: 'P1M', quantity: 2 };
    const body = { relationshipId: relationship.id, lines: [line] };
    const cart = await fortline('POST /api/v1/carts', { body });
    expect((await fortline(`POST /api/v1/carts/${cart.body.id}/place`, { body: {} })).status).toBe(200);
    const see = async () => (await fortline(`GET /api/v1/subscriptions?skuId=${skuOf(title)}`)).body.items[0];
    return until(see, ({ status }) => status !== 'provisioning');
  };

  it('tells where everything is: people, programs and open links', async () => {
    const { origin } = await world();
    const { people, tenants, apiClients, openLinks } = await organization('Fortline');
    expect(people.map(({ name }: { name: string }) => name)).toContain('fay@fortline.example');
    expect(tenants.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['corporate', 'selling']);
    expect(apiClients[0]).toMatchObject({ tenant: tenants[1].id, secret: expect.stringMatching(/^.{40,}$/) });
    expect(openLinks[0].link).toMatch(new RegExp(`^${origin}/`));
  });

  it('tells a password and a second factor with which somebody can sign in', async () => {
    const { people } = await organization('Fortline');
    const fay = people.find(({ name }: { name: string }) => name.startsWith('fay@'));
    const answer = await fetch(`${demo.running.origin}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.running.origin },
      body: JSON.stringify({ name: fay.name, password: fay.password }),
    });
    const { me } = (await answer.json()) as { me: { csrfToken: string } };
    const code = new TOTP({ secret: Secret.fromBase32(fay.totpSecret) }).generate();
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const headers = { cookie, 'csrf-token': me.csrfToken, origin: demo.running.origin };
    const proved = await demo.call('POST /api/v1/sign-in/second-factor', { body: { code }, headers });
    expect([proved.status, proved.body.code]).toEqual([200, undefined]);
  });

  it('answers no host that is not its own, and no page from elsewhere', async () => {
    const foreign = { headers: { origin: 'http://elsewhere.example' } };
    expect((await demo.call('GET /workbench/world', foreign)).status).toBe(404);
    expect((await demo.call('POST /workbench/clock', { body: { by: 'P1D' }, ...foreign })).status).toBe(404);
    const { statusCode } = await demo.running.app.inject({
      ...{ method: 'GET', url: '/workbench/world', remoteAddress: '192.0.2.7' },
      headers: { host: new URL(demo.running.origin).host },
    });
    expect(statusCode).toBe(404);
  });

  it('has a vendor that confirms what was ordered, after it heard of it', async () => {
    expect((await order('Diagrams')).status).toBe('active');
    const meridian = await demo.program('Meridian');
    const [webhook] = (await meridian('GET /api/v1/webhooks')).body.items;
    const deliveries = async () => (await meridian(`GET /api/v1/webhooks/${webhook.id}/deliveries`)).body.items;
    const [last] = await until(deliveries, ([one]) => one?.status === 'delivered');
    expect(last.type).toBe('subscription.started');
  });
  it('has a vendor that cannot set up everything, and says why', async () => {
    const title = 'Lighthouse (its set-up always fails)';
    expect(await order(title)).toMatchObject({ status: 'failed', failure: expect.stringContaining('lamp') });
  });
  it('has a vendor that believes nobody who did not sign', async () => {
    const body = { type: 'subscription.started', data: { subject: 'sub_1', after: {} } };
    const headers = { 'webhook-id': '1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) };
    const forged = { body, headers: { ...headers, 'webhook-signature': 'v1,AAAA' } };
    expect((await demo.call('POST /workbench/vendor', forged)).status).toBe(401);
    expect(isSigned('whsec_AAAA', { headers: { ...headers, 'webhook-timestamp': '1' }, text: '{}' })).toBe(false);
  });

  it('turns the business clock forward, and what is due on the way happens when it should', async () => {
    const fortline = await demo.program('Fortline');
    const { body: clock } = await demo.call('GET /workbench/clock');
    const expiresAt = new Date(Date.parse(clock.business) + 3 * 86_400_000).toISOString();
    const { id } = (await fortline('POST /api/v1/invitations', { body: { expiresAt } })).body;
    const turned = await demo.call('POST /workbench/clock', { body: { by: 'P1M' } });
    expect([turned.status, turned.body.done > 0]).toEqual([200, true]);
    expect((await fortline(`GET /api/v1/invitations/${id}`)).body.status).toBe('expired');
    const { items } = (await fortline(`GET /api/v1/activity?subject=${id}`)).body;
    expect(items[0].type).toBe('invitation.expired');
    const late = Date.parse(items[0].at) - Date.parse(expiresAt);
    expect([late >= 0, late < 60_000], `${items[0].at} after ${expiresAt}`).toEqual([true, true]);
  });
  it.each([[{ by: 'P' }], [{ by: '-P1D' }], [{ to: '2020-01-01T00:00:00Z' }], [{}]])(
    'does not turn it by %j',
    async (body) => {
      const before = (await demo.call('GET /workbench/clock')).body.aheadMs;
      const refused = await demo.call('POST /workbench/clock', { body });
      expect([refused.status, typeof refused.body.says]).toEqual([400, 'string']);
      expect((await demo.call('GET /workbench/clock')).body.aheadMs).toBe(before);
    },
  );

  it('takes a snapshot, and puts everything back, the clock as well', async () => {
    const fortline = await demo.program('Fortline');
    const invitations = async () => (await fortline('GET /api/v1/invitations')).body.items.length;
    const before = [await invitations(), (await demo.call('GET /workbench/clock')).body.aheadMs];
    const { body: snapshot } = await demo.call('POST /workbench/snapshots', { body: { name: 'Before' } });
    await fortline('POST /api/v1/invitations', { body: {} });
    await demo.call('POST /workbench/clock', { body: { by: 'P1D' } });
    expect((await demo.call('GET /workbench/snapshots')).body.items).toEqual([snapshot]);
    expect((await demo.call(`POST /workbench/snapshots/${snapshot.id}/restore`, { body: {} })).status).toBe(200);
    expect([await invitations(), (await demo.call('GET /workbench/clock')).body.aheadMs]).toEqual(before);
    expect((await fortline('POST /api/v1/invitations', { body: {} })).status).toBe(201);
    expect((await demo.call('POST /workbench/snapshots/s9/restore', { body: {} })).status).toBe(404);
  });

  it('puts a record into the DNS, so that a domain is proven', async () => {
    const record = { name: '_kontor.new.example', value: 'kontor-domain=abc' };
    expect((await demo.call('POST /workbench/dns', { body: record })).status).toBe(200);
    expect(await demo.running.worlds[0]!.lookUpText(record.name)).toEqual([record.value]);
    expect(await demo.running.worlds[0]!.lookUpText('_kontor.other.example')).toEqual([]);
    expect((await demo.call('POST /workbench/dns', { body: { name: 'x' } })).status).toBe(400);
  });

  it('keeps the mails that would have been sent', async () => {
    const { items } = (await demo.call('GET /workbench/mails?to=frank@fortline.example')).body;
    expect(items.map(({ key }: { key: string }) => key)).toContain('mail.enrolmentActive');
  });
});
