// Two at the same moment, on a PostgreSQL server: neither a number nor a place is given twice.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from '../../../tests/calls.ts';
import { address, cast, contact, support } from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';

forEachEngine(
  (engine) => {
    let office: Office;
    const together = (...calls: Parameters<Office['call']>[]) => Promise.all(calls.map((one) => office.call(...one)));
    beforeAll(async () => {
      office = await openOffice(await engine.fresh(), { saebyeok: 'provider' });
      for (const by of ['saebyeok', 'miru', 'oaktrail'] as const) {
        await office.call(by, `organizations/${cast[by].id}/change`, { address, contact, support });
      }
    });
    describe('At the same moment', () => {
      it('two companies get different partner ids (ACT-010)', async () => {
        const [one, two] = await together(['saebyeok', 'global-account', {}], ['miru', 'global-account', {}]);
        expect([one!.status, two!.status]).toEqual([201, 201]);
        expect(one!.body.partnerId).not.toBe(two!.body.partnerId);
      });
      it('one company gets one global account', async () => {
        const again = await together(['oaktrail', 'global-account', {}], ['oaktrail', 'global-account', {}]);
        expect(again.map(({ body }) => body.code ?? 'opened').sort()).toEqual(['global_account_exists', 'opened']);
      });
      it('one domain goes to one of two (ACT-021)', async () => {
        const tenant = { purpose: 'selling', domain: 'same.example', country: 'KR' };
        const answers = await together(['saebyeok', 'tenants', tenant], ['miru', 'tenants', tenant]);
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      });
      it('a partner gets one shared services tenant (ACT-024)', async () => {
        const tenant = (domain: string) => ({ purpose: 'sharedServices', domain, country: 'KR' });
        const answers = await together(
          ['saebyeok', 'tenants', tenant('a.example')],
          ['saebyeok', 'tenants', tenant('b.example')],
        );
        expect(answers.map(({ body }) => body.code ?? 'made').sort()).toEqual(['made', 'shared_services_exist']);
      });
      it('two enrolments that exclude each other: only one begins (ACT-001)', async () => {
        const answers = await together(
          ['miru', 'enrolments', { kind: 'reseller' }],
          ['miru', 'enrolments', { kind: 'controlPanelVendor' }],
        );
        expect(answers.map(({ body }) => body.code ?? 'begun').sort()).toEqual(['begun', 'kinds_exclude_each_other']);
      });
    });
  },
  ['postgresql'],
);
