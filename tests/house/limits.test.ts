// Limits that count neighbours hold when many come at the same moment, on a server with many connections.
import { beforeAll, describe, expect, it } from 'vitest';
import { worldwide } from '../../server/clouds/worldwide.ts';
import { line, type Shop, shopIn, skus } from '../buying.ts';
import { joining, type Office, openOffice } from '../calls.ts';
import { address, cast, contact, support } from '../cast.ts';
import { type Customers, customersIn, tenantOf, tokenOf } from '../customers.ts';
import { forEachEngine } from '../engines.ts';
import { makeOutbox, type Outbox } from '../outbox-world.ts';

/** How many got through, and with which codes the others were turned away. */
const outcomeOf = (answers: readonly { status: number; body: { code?: string } }[]) => ({
  through: answers.filter(({ status }) => status < 300).length,
  refused: [...new Set(answers.filter(({ status }) => status >= 300).map(({ body }) => body.code))],
});

forEachEngine(
  (engine) => {
    describe('In an organization', () => {
      let office: Office;
      beforeAll(async () => {
        office = await openOffice(await engine.fresh(), { saebyeok: 'provider' });
      });
      it('of two global admins who take the role from each other one stays (ACT-026)', async () => {
        const organization = cast.saebyeok.id;
        await office.database.transaction(async (tx) => {
          tx.write(joining({ user: 'second', organization, role: 'globalAdmin' }));
        });
        const take = (user: string) =>
          office.call('saebyeok', `members/mem_${user}_${organization}/change-roles`, { roles: ['user'] });
        const answers = await Promise.all([take('saebyeok'), take('second'), take('saebyeok'), take('second')]);
        expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
        const [row] = await office.database.read((tx) =>
          tx.query<{ admins: number }>({
            text: `select count(*) as admins from members where organization_id = $1 and 'globalAdmin' = any(roles)`,
            values: [organization],
          }),
        );
        expect(row!.admins).toBe(1);
      });
    });

    describe('A selling tenant', () => {
      it('has one sandbox (ACT-025)', async () => {
        const office = await openOffice(await engine.fresh(), { saebyeok: 'provider' });
        const add = (purpose: string, domain: string) =>
          office.call('saebyeok', 'tenants', { purpose, domain, country: 'KR' });
        await office.call('saebyeok', `organizations/${cast.saebyeok.id}/change`, { address, contact, support });
        await office.call('saebyeok', 'global-account', {});
        await add('selling', 'sells.example');
        const answers = await Promise.all(['a', 'b', 'c', 'd'].map((one) => add('sandbox', `${one}.example`)));
        expect(outcomeOf(answers)).toEqual({ through: 1, refused: ['sandbox_exists'] });
      });
    });

    describe('Webhooks', () => {
      it('are at most twenty', async () => {
        const outbox: Outbox = await makeOutbox(await engine.fresh());
        const body = { url: 'http://127.0.0.1:1/hook', types: ['*'] };
        const make = () => outbox.call('miru', 'POST /api/v1/webhooks', { body });
        const answers = await Promise.all(Array.from({ length: 24 }, make));
        expect(outcomeOf(answers)).toEqual({ through: 20, refused: ['webhook_limit_reached'] });
      });
    });

    describe('A customer', () => {
      it('has one usage plan of a reseller (CHN-032)', async () => {
        const all: Shop = await shopIn(await engine.fresh());
        const relationshipId = await all.relate('yuna', { by: 'haneul', name: 'daram' });
        const plan = line(skus.plan, 1, { term: 'NoTerm', billingPlan: 'None' });
        const cart = async () =>
          (await all.post('yuna', '/carts', { body: { relationshipId, lines: [plan] } })).body.id;
        const carts = [await cart(), await cart(), await cart()];
        const answers = await Promise.all(carts.map((id) => all.post('yuna', `/carts/${id}/place`)));
        expect(outcomeOf(answers)).toEqual({ through: 1, refused: ['usage_plan_exists'] });
      });
      it('has one partner where a cloud allows no more (CLD-010)', async () => {
        const [[since, features]] = worldwide.features;
        const strict = { ...worldwide, features: [[since, { ...features, multiPartner: false }]] } as typeof worldwide;
        const all: Customers = await customersIn(await engine.fresh(), strict);
        const link = async (by: 'yuna' | 'taeho') => tokenOf((await all.post(by, '/invitations')).body.link);
        const links = [await link('yuna'), await link('taeho')];
        const body = {
          acceptsRelationship: true,
          acceptsAgreement: '2020-02',
          tenantId: tenantOf('daram', 'customer'),
        };
        const accept = (token: string) => all.post('haneul', `/invitation-links/${token}/accept`, { body });
        expect(outcomeOf(await Promise.all(links.map(accept)))).toEqual({ through: 1, refused: ['one_partner_only'] });
      });
    });

    describe('A partnership link for one reseller', () => {
      it('is used by one of two (REL-018)', async () => {
        const all: Customers = await customersIn(await engine.fresh());
        const made = await all.post('minjun', '/partnership-invitations', { body: {} });
        const approve = (by: 'hyun' | 'seojun') =>
          all.post(by, `/partnership-links/${tokenOf(made.body.link)}/approve`, {
            body: { confirmsPartnership: true },
          });
        const answers = await Promise.all([approve('hyun'), approve('seojun')]);
        expect(outcomeOf(answers).through).toBeLessThanOrEqual(1);
        expect(await all.count('partnerships')).toEqual([outcomeOf(answers).through]);
      });
    });
  },
  ['postgresql'],
);
