// STORY-02 Reseller not enrolled yet (REL-010, ACT-052): the link waits until the company has become a reseller.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  acceptPartnerAgreement,
  listResellerVetting,
  readPartnerAgreement,
} from '../../contract/organizations/agreements.ts';
import {
  checkEnrolment,
  confirmEnrolmentMail,
  qualifyEnrolment,
  seeEnrolment,
  startEnrolment,
  submitEnrolment,
} from '../../contract/organizations/enrolments.ts';
import { addTenant, linkLocation } from '../../contract/organizations/tenants.ts';
import {
  approvePartnership,
  createPartnershipInvitation,
  listPartnerships,
  openPartnershipInvitation,
} from '../../contract/partnerships.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { partnerIdOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-02 Reseller not enrolled yet', () => {
    let stage: Stage;
    let sena: Voice;
    let yejin: Voice;
    let mira: Voice;
    let token: string;
    let enrolment: string;
    let tenant: string;
    beforeAll(async () => {
      stage = await stageOf({ database: await engine.fresh(), players: ['saebyeok', 'oaktrail'] });
      [sena, yejin, mira] = [
        stage.person('sena@saebyeok'),
        stage.person('yejin@oaktrail'),
        stage.person('mira@meridian'),
      ];
      token = tokenIn((await sena.call(createPartnershipInvitation, { body: {} })).link);
    });
    const approve = { confirmsPartnership: true };
    const refused = async () => named(await yejin.refused(approvePartnership, { path: { token }, body: approve }));
    const linked = async () => (await sena.call(listPartnerships, {})).items;
    const isOpen = async () =>
      (await stage.nobody.call(openPartnershipInvitation, { path: { token } })).status === 'open';

    it('Oaktrail has only a network membership: opening the link leads it to enrolment', async () => {
      const problem = await yejin.refused(approvePartnership, { path: { token }, body: approve });
      expect(named(problem)).toEqual([409, 'not_enrolled_as_reseller', 'REL-010']);
      expect(problem.mend).toContain('등록'); // In the language of who reads it: enrol.
    });
    it('nothing is linked, and the link waits', async () => {
      expect([await linked(), await isOpen()]).toEqual([[], true]);
    });
    it('Oaktrail gets a selling tenant for its location and hands its enrolment in', async () => {
      const selling = { purpose: 'selling', domain: 'oaktrail-csp.example', country: 'KR' } as const;
      tenant = (await yejin.call(addTenant, { body: selling })).id;
      await yejin.call(linkLocation, { path: { id: tenant }, body: { partnerId: await partnerIdOf(yejin) } });
      enrolment = (await yejin.call(startEnrolment, { body: { kind: 'reseller' } })).id;
      const { status } = await yejin.call(submitEnrolment, { path: { id: enrolment }, body: { language: 'ko' } });
      expect(status).toBe('emailVerification');
      expect(await refused()).toEqual([409, 'not_enrolled_as_reseller', 'REL-010']);
    });
    it('its contact confirms by the link in the mail, and the operator verifies', async () => {
      const mail = (await stage.mails()).findLast(({ key }) => key === 'mail.enrolmentConfirm')!;
      expect([mail.to, mail.language]).toEqual(['yejin@oaktrail.example', 'ko']);
      const confirmed = { confirmsEnrolment: true, confirmsAddress: true };
      const { purpose, of } = mail.link!; // The mail is made from it when it leaves; the token itself is kept nowhere.
      const byMail = { token: stage.world.secrets.tokenFor(purpose, of) };
      expect((await stage.nobody.call(confirmEnrolmentMail, { path: byMail, body: confirmed })).status).toBe('pending');
      const path = { id: enrolment };
      await mira.call(checkEnrolment, { path, body: { check: 'employment', result: 'passed' } });
      const registered = { documents: ['businessRegistration' as const], registeredName: 'Oaktrail IT' };
      await mira.call(checkEnrolment, { path, body: { check: 'business', result: 'passed', ...registered } });
      expect((await mira.call(qualifyEnrolment, { path, body: {} })).status).toBe('qualified');
    });
    it('verified but without the agreement it is still refused, for that reason (ACT-052)', async () => {
      expect(await refused()).toEqual([409, 'partner_agreement_missing', 'ACT-052']);
      expect([await linked(), await isOpen()]).toEqual([[], true]);
    });
    it('after signing the agreement the same link can be approved', async () => {
      const { edition } = await yejin.call(readPartnerAgreement, { path: { party: 'reseller' } });
      const signed = { tenant, kind: 'reseller', edition, confirmsAuthority: true } as const;
      await yejin.call(acceptPartnerAgreement, { body: signed });
      expect((await yejin.call(seeEnrolment, { path: { id: enrolment } })).status).toBe('active');
      const made = await yejin.call(approvePartnership, { path: { token }, body: approve });
      expect([made.status, made.reseller.name]).toEqual(['active', 'Oaktrail IT']);
      expect([(await linked()).length, await isOpen()]).toEqual([1, false]);
    });
    it('and Saebyeok sees that its reseller is verified and has signed (ACT-053)', async () => {
      const { items } = await sena.call(listResellerVetting, {});
      expect(items).toMatchObject([
        { organization: { name: 'Oaktrail IT' }, vettingStatus: 'active', hasSigned: true, region: 'Korea' },
      ]);
    });
  });
});
