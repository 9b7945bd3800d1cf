// What providers and the public see, through HTTP, on both engines.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../../tests/calls.ts';
import { cast, now } from '../../../../tests/cast.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

forEachEngine((engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(await engine.fresh(), { saebyeok: 'provider', miru: 'reseller' });
  });

  describe('What providers and the public see', () => {
    it('a provider sees vetting and signing of its resellers, and of nobody else (ACT-053)', async () => {
      expect((await office.call('sena', 'reseller-vetting')).body.items).toEqual([]);
      await office.database.transaction(async (tx) => {
        tx.write(sql`insert into partnerships
          (id, version, status, provider_id, reseller_id, invitation_id, approved_by, since)
          values ('par_1', 1, 'active', ${cast.saebyeok.id}, ${cast.miru.id}, 'pin_1', 'miru', ${now})`);
      });
      expect((await office.call('sena', 'reseller-vetting')).body.items).toEqual([
        {
          organization: { id: cast.miru.id, name: 'Miru Systems', country: 'KR' },
          partnerId: null,
          region: 'Korea',
          vettingStatus: 'active',
          hasSigned: true,
          edition: '2019-09',
        },
      ]);
    });
    it('anyone reads the directory of active providers, which the operator writes (REL-025)', async () => {
      const directory = { summary: 'We train resellers.', offers: ['training', 'creditTerms'] };
      expect((await office.call('saebyeok', `organizations/${cast.saebyeok.id}/describe`, { directory })).status).toBe(
        403,
      );
      await office.call('operator', `organizations/${cast.saebyeok.id}/describe`, { directory });
      const { body } = await office.call(undefined, 'providers?region=Korea&search=sae');
      expect(body.items).toEqual([
        expect.objectContaining({ id: cast.saebyeok.id, name: 'Saebyeok Distribution', region: 'Korea', directory }),
      ]);
      expect((await office.call(undefined, 'providers?region=Japan')).body.items).toEqual([]);
      expect((await office.call(undefined, 'providers?after=nonsense')).body.code).toBe('invalid_cursor');
    });
    it('anyone reads the regions with their currencies (ACT-062)', async () => {
      const { body } = await office.call(undefined, 'regions');
      const europe = body.items.find(({ name }: { name: string }) => name === 'Europe');
      expect(europe.currency).toBe('EUR');
      expect(europe.countries).toContainEqual({ country: 'DK', currency: 'DKK' });
    });
  });
});
