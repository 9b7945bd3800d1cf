// What happens when customers accept at the same moment, on a real server with many connections.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Customers, customersIn, organizationOf, tenantOf, tokenOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

const both = { acceptsRelationship: true, acceptsAgreement: '2020-02' };

forEachEngine(
  (engine) => {
    let all: Customers;
    let token: string;
    const daram = tenantOf('daram', 'customer');
    beforeAll(async () => {
      all = await customersIn(await engine.fresh());
      await all.partner('saebyeok', 'miru');
      const made = await all.post('jiwoo', '/invitations', { body: { providerId: organizationOf('saebyeok') } });
      token = tokenOf(made.body.link);
    });
    const accept = (by: 'haneul' | 'somi', tenantId: string, at = token) =>
      all.post(by, `/invitation-links/${at}/accept`, { body: { ...both, tenantId } });

    describe('At the same moment', () => {
      it('one tenant accepts one link many times: one relationship each, one agreement (REL-048)', async () => {
        const answers = await Promise.all(Array.from({ length: 8 }, () => accept('haneul', daram)));
        expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
        const ids = answers.map(({ body }) => body.relationships.map((one: any) => one.id).join());
        expect(new Set(ids).size).toBe(1);
        expect(await all.count('relationships', 'consents', 'customer_agreements')).toEqual([2, 1, 1]);
      });
      it('two tenants accept one link: both are customers, and both are counted (REL-036)', async () => {
        const made = await all.post('yuna', '/invitations');
        const at = tokenOf(made.body.link);
        const answers = await Promise.all([
          accept('haneul', daram, at),
          accept('somi', tenantOf('pinegate', 'customer'), at),
        ]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        expect((await all.get('yuna', `/invitations/${made.body.id}`)).body.acceptances).toBe(2);
        expect((await all.get('yuna', '/relationships?count=exact')).body.total).toBe(2);
      });
      it('a reseller joins a relationship that is being renamed: both happen, one after the other', async () => {
        const saebyeok = organizationOf('saebyeok');
        for (const [reseller, by] of [
          ['oaktrail', 'dohyeon'],
          ['brightmoor', 'taeho'],
        ] as const) {
          await all.partner('saebyeok', reseller);
          const made = await all.post(by, '/invitations', { body: { providerId: saebyeok } });
          const { id } = (await all.get('sena', `/relationships?tenantId=${daram}`)).body.items[0];
          const rename = (customerName: string) =>
            all.post('sena', `/relationships/${id}/rename`, { body: { customerName } });
          const answers = await Promise.all([
            ...['one', 'two', 'three'].map((name) => rename(`${reseller} ${name}`)),
            accept('haneul', daram, tokenOf(made.body.link)),
            ...['four', 'five', 'six'].map((name) => rename(`${reseller} ${name}`)),
          ]);
          expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(200));
          const { resellers } = (await all.get('sena', `/relationships/${id}`)).body;
          expect(resellers.map(({ id: one }: { id: string }) => one)).toContain(organizationOf(reseller));
        }
      });
      it('a link is revoked and accepted: either it was in time, or nothing happened', async () => {
        const made = await all.post('sena', '/invitations');
        const [accepted, revoked] = await Promise.all([
          accept('somi', tenantOf('pinegate', 'customer'), tokenOf(made.body.link)),
          all.post('sena', `/invitations/${made.body.id}/revoke`),
        ]);
        expect(revoked.status).toBe(200);
        const { body } = await all.get('sena', `/relationships?tenantId=${tenantOf('pinegate', 'customer')}`);
        expect([accepted.status, body.items.length]).toEqual(accepted.status === 200 ? [200, 1] : [409, 0]);
      });
    });
  },
  ['postgresql'],
);
