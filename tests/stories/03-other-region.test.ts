// STORY-03 Other region refused (ACT-061, REL-016).
import { beforeAll, describe, expect, it } from 'vitest';
import {
  approvePartnership,
  createPartnershipInvitation,
  listPartnerships,
  openPartnershipInvitation,
} from '../../contract/partnerships.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-03 Other region refused', () => {
    let stage: Stage;
    let anders: Voice;
    let hyun: Voice;
    let token: string;
    beforeAll(async () => {
      stage = await stageOf({ database: await engine.fresh(), players: ['nordhavn', 'miru'] });
      [anders, hyun] = [stage.person('anders@nordhavn'), stage.person('hyun@miru')];
      token = tokenIn((await anders.call(createPartnershipInvitation, { body: {} })).link);
    });
    const body = { confirmsPartnership: true };

    it('Miru opens Nordhavn’s link and sees from where it comes', async () => {
      const { provider } = await hyun.call(openPartnershipInvitation, { path: { token } });
      expect(provider).toMatchObject({ name: 'Nordhavn Distribution', country: 'DK' });
    });
    it('is refused, in Korean, with the advice to open an account and a location in that region', async () => {
      const problem = await hyun.refused(approvePartnership, { path: { token }, body });
      expect(named(problem)).toEqual([422, 'region_mismatch', 'REL-016']);
      expect(problem.details).toEqual({ provider: 'DK', own: 'KR' });
      expect(problem.mend).toMatch(/계정.*위치/);
    });
    it('hears the same in a preview', async () => {
      const { would } = await hyun.preview(approvePartnership, { path: { token }, body });
      expect(would.refusals.map(({ code }) => code)).toEqual(['region_mismatch']);
    });
    it('no partnership exists, on neither side, and the link is not used up', async () => {
      for (const by of [anders, hyun]) expect((await by.call(listPartnerships, {})).items).toEqual([]);
      expect((await stage.nobody.call(openPartnershipInvitation, { path: { token } })).status).toBe('open');
      expect(await stage.count('partnerships')).toEqual([0]);
    });
  });
});
