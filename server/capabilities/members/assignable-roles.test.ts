// Roles as an organization gives them, through HTTP: what is offered, the first set-up of a reseller, and guests.
import { beforeAll, describe, expect, it } from 'vitest';
import { seeSession } from '../../../contract/identity.ts';
import { addGuest, addMember, changeRoles, listMembers, listRoles, seeMember } from '../../../contract/members.ts';
import { startEnrolment } from '../../../contract/organizations/enrolments.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import { named, type Stage, stageOf, type Voice } from '../../../tests/stories/stage.ts';

forEachEngine((engine) => {
  let stage: Stage;
  let yejin: Voice;
  beforeAll(async () => {
    stage = await stageOf({ database: await engine.fresh(), players: ['oaktrail', 'brightmoor', 'daram'] });
    yejin = stage.person('yejin@oaktrail');
  });
  const offered = async (by: Voice) => (await by.call(listRoles, {})).items;
  const sujin = { name: 'sujin@oaktrail.example', displayName: 'Sujin', roles: ['salesAgent'] as const };

  describe('The roles that are offered', () => {
    it('are three in an organization that is no partner (ROL-015)', async () => {
      expect((await offered(yejin)).map(({ role }) => role)).toEqual(['globalAdmin', 'billingAdmin', 'user']);
    });
    it('are those of its own for the operator (ROL-014)', async () => {
      const roles = (await offered(stage.person('mira@meridian'))).map(({ role }) => role);
      expect(roles).toEqual(expect.arrayContaining(['operatorAdmin', 'operatorSupport', 'operatorBilling']));
      expect(roles).not.toContain('adminAgent');
    });
    it('say which a partner may give, and which are for guests (ROL-003)', async () => {
      const roles = await offered(stage.person('seojun@brightmoor'));
      expect(roles.every(({ mayGive }) => mayGive)).toBe(true);
      const forGuests = roles.filter(({ isForGuests }) => isForGuests).map(({ role }) => role);
      expect(forGuests).toEqual(['networkAdmin', 'businessProfileAdmin', 'referralAdmin']);
      const agent = await offered(stage.person('taeho@brightmoor'));
      expect(agent.filter(({ mayGive }) => mayGive)).toEqual([]);
    });
  });

  describe('A new reseller is set up', () => {
    it('by an admin agent: before that nobody else is added (ROL-010)', async () => {
      await yejin.call(startEnrolment, { body: { kind: 'reseller' } });
      const refused = await yejin.refused(addMember, { body: { ...sujin, roles: [...sujin.roles] } });
      expect(named(refused)).toEqual([409, 'admin_agent_needed_first', 'ROL-010']);
      const guest = { name: 'taeho@brightmoor.example', roles: ['networkAdmin' as const] };
      expect(named(await yejin.refused(addGuest, { body: guest }))).toEqual([
        409,
        'admin_agent_needed_first',
        'ROL-010',
      ]);
      const { items } = await yejin.call(listMembers, {});
      const path = { id: items[0]!.id };
      await yejin.call(changeRoles, { path, body: { roles: ['globalAdmin', 'adminAgent'] } });
      const given = { body: { ...sujin, roles: [...sujin.roles] } };
      // What was looked at is what is done, although the account gets another id each time.
      const { token } = await yejin.preview(addMember, given);
      const added = await yejin.call(addMember, { ...given, previewToken: token! });
      expect(added.revealed?.temporaryPassword).toBeTruthy();
    });
  });

  describe('A guest', () => {
    it('is listed with a role of guests, and may hold no other (ROL-003)', async () => {
      const body = { name: 'taeho@brightmoor.example', roles: ['networkAdmin' as const] };
      const guest = await yejin.call(addGuest, { body });
      expect((await yejin.call(seeMember, { path: { id: guest.id } })).isGuest).toBe(true);
      const refused = await yejin.refused(changeRoles, { path: { id: guest.id }, body: { roles: ['adminAgent'] } });
      expect(named(refused)).toEqual([422, 'role_not_for_guests', 'ROL-003']);
    });
  });

  describe('Somebody without a role that reaches it', () => {
    it('is refused with 403, and the session does not offer it (ROL-002)', async () => {
      const bora = stage.person('bora@daram');
      const given = { body: { name: 'x@daram.example', displayName: 'X', roles: ['user' as const] } };
      expect((await bora.call(seeSession, {})).may).not.toContain('member.add');
      expect((await bora.refused(addMember, given)).status).toBe(403);
    });
  });
});
