// What answers say may be done with customers' things: what somebody could ever do, with the reason where not now.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Customers, customersIn, organizationOf, tenantOf, tokenOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

forEachEngine(
  (engine) => {
    describe('The commands of an answer', () => {
      let all: Customers;
      let token: string;
      const tenantId = tenantOf('daram', 'customer');
      const answer = { tenantId, acceptsRelationship: true, acceptsAgreement: '2020-02' };
      const one = async (by: 'haneul' | 'yuna', path: string, headers: Record<string, string> = {}) => {
        const { id } = (await all.get(by, path)).body.items[0];
        return (await all.get(by, `${path}/${id}`, headers)).body.commands;
      };
      beforeAll(async () => {
        all = await customersIn(await engine.fresh());
        const body = { expiresAt: '2026-04-01T00:00:00Z' };
        token = tokenOf((await all.post('yuna', '/invitations', { body })).body.link);
        await all.post('bora', `/invitation-links/${token}/pass-on`, { body: { tenantId } });
      });

      it('offer a customer the answer that waits for it', async () => {
        const { accept, decline } = await one('haneul', '/consents');
        expect([accept.allowed, decline.allowed]).toEqual([true, true]);
        expect((await all.get('haneul', '/consents')).body.items[0].commands).toContain('accept');
      });
      it('speak neither of what the house does by itself nor of what only the other side does', async () => {
        expect(Object.keys(await one('yuna', '/consents'))).toEqual([]);
        expect(Object.keys(await one('yuna', '/invitations'))).toEqual(['revoke']);
      });
      it('do not offer again what was done, and say why', async () => {
        await all.post('haneul', `/invitation-links/${token}/accept`, { body: answer });
        const { accept, passOn } = await one('haneul', '/consents');
        for (const command of [accept, passOn]) {
          expect(command).toMatchObject({ allowed: false, because: [{ code: 'wrong_status' }] });
        }
        expect((await all.get('haneul', '/consents')).body.items[0].commands).toEqual([]);
        expect(await one('haneul', '/relationships')).not.toHaveProperty('establish');
        expect(await one('haneul', '/customer-agreements')).not.toHaveProperty('accept.allowed', true);
      });
      it('name the missing role of the own side in the words of the reader', async () => {
        const said = async (language: string) => {
          const { extend } = await one('yuna', '/relationships', { 'accept-language': language });
          return extend.because?.[0].says ?? extend.allowed;
        };
        expect(await said('ko')).toBe(true);
        const { id } = (await all.get('aram', '/relationships')).body.items[0];
        const { commands } = (await all.get('aram', `/relationships/${id}`, { 'accept-language': 'ko' })).body;
        expect(commands.extend.because[0].says).toBe(
          '현재 역할로는 사용할 수 없습니다. 사용할 수 있는 역할: 파트너의 관리 에이전트.',
        );
      });
      it('name who may in a refusal, too, and keep the title apart from what is particular', async () => {
        const refused = await all.post('bora', '/invitations', { headers: { 'accept-language': 'zh-CN' } });
        expect(refused.status).toBe(403);
        expect(refused.body.title).toBe('您无权执行此操作');
        expect(refused.body.detail).toContain('合作伙伴的全局管理员');
        expect(refused.body.detail).not.toContain('@');
        expect(refused.body.details.needs).toContain('globalAdmin@partner');
      });
    });

    describe('The filters of lists about customers', () => {
      it('tell invitations by whether somebody accepted, and relationships by the part one plays', async () => {
        const all = await customersIn(await engine.fresh());
        const used = tokenOf((await all.post('yuna', '/invitations')).body.link);
        await all.post('yuna', '/invitations');
        const body = {
          tenantId: tenantOf('daram', 'customer'),
          acceptsRelationship: true,
          acceptsAgreement: '2020-02',
        };
        expect((await all.post('haneul', `/invitation-links/${used}/accept`, { body })).status).toBe(200);
        const tokens = async (query: string) =>
          (await all.get('yuna', `/invitations?${query}`)).body.items.map(({ link }: { link: string }) =>
            tokenOf(link),
          );
        expect(await tokens('isAccepted=true')).toEqual([used]);
        expect(await tokens('isAccepted=false')).not.toContain(used);
        expect(await tokens('isAccepted=false')).toHaveLength(1);
        const count = async (by: 'haneul' | 'yuna', as: string) =>
          (await all.get(by, `/relationships?as=${as}`)).body.items.length;
        expect([await count('haneul', 'customer'), await count('haneul', 'partner')]).toEqual([1, 0]);
        expect([await count('yuna', 'customer'), await count('yuna', 'partner')]).toEqual([0, 1]);
      });
      it('pass an invitation on for the only tenant that may be a customer, where none is named', async () => {
        const all = await customersIn(await engine.fresh());
        const token = tokenOf((await all.post('yuna', '/invitations')).body.link);
        const passed = await all.post('bora', `/invitation-links/${token}/pass-on`, { body: {} });
        expect(passed.body).toMatchObject({ status: 'pending', tenantId: tenantOf('daram', 'customer') });
        expect(passed.body.customer.id).toBe(organizationOf('daram'));
      });
    });
  },
  ['postgresql'],
);
