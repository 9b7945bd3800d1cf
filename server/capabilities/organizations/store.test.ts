// Every status of every thing survives being saved and loaded, now and as it was, on both engines.
import { beforeAll, describe, expect, it } from 'vitest';
import * as make from '../../../tests/cast.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import type { Database } from '../../platform/database/database.ts';
import { load, saving } from '../../platform/record/history.ts';
import type { Kept, Thing } from '../../platform/world/world.ts';
import { findAgreement } from './agreement/store.ts';
import { partnerAgreements } from './agreement/thing.ts';
import { findEnrolmentByToken } from './enrolment/store.ts';
import { enrolments } from './enrolment/thing.ts';
import type { Location } from './location/state.ts';
import { nextPartnerId } from './location/store.ts';
import { locations } from './location/thing.ts';
import * as offers from './offers.ts';
import { organizations } from './organization/thing.ts';
import type { Tenant } from './tenant/state.ts';
import { tenants } from './tenant/thing.ts';

const later = new Date(make.now.getTime() + 1000);
const statuses = Object.keys({
  ...{ draft: 1, emailVerification: 1, pending: 1, onHold: 1, rejected: 1 },
  ...{ qualified: 1, active: 1, restricted: 1, suspended: 1, replaced: 1 },
} satisfies Record<ReturnType<typeof make.enrolment>['status'], 1>) as ReturnType<typeof make.enrolment>['status'][];

forEachEngine((engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await engine.fresh();
  });
  async function survives<S extends Kept>(thing: Thing<S>, first: S, then: S) {
    const write = (state: S, at: Date) =>
      database.transaction(async (tx) => tx.write(saving(thing.table, { row: thing.toRow(state), at })));
    await write(first, make.now);
    await write({ ...then, version: 2 }, later);
    const [now, before] = await database.read((tx) =>
      Promise.all([load(tx, thing, { id: first.id }), load(tx, thing, { id: first.id, asOf: make.now })]),
    );
    expect([before, now]).toEqual([first, { ...then, version: 2 }]);
  }
  const thing = <S extends Kept>(one: unknown) => one as Thing<S>;

  describe('Saved and loaded', () => {
    it('an organization, empty and full, active and closed', async () => {
      const empty = { address: null, contact: null, support: null, registrationNumber: null };
      const directory = { summary: 'We train.', offers: ['training'] as const };
      const full = { ...make.organization({ directory }), status: 'closed' as const };
      await survives(thing(organizations), make.organization(empty), full);
    });
    it('a location', async () => {
      const closed: Location = make.location({ status: 'closed', address: { street: 'x', city: 'y' } });
      await survives(thing(locations), make.location(), closed);
    });
    it('a tenant', async () => {
      const unlinked: Tenant = make.tenant({ status: 'unlinked', isPrimary: false, partnerId: null });
      await survives(thing(tenants), make.tenant(), unlinked);
    });
    it.each(statuses)('an enrolment that is %s', async (status) => {
      const facts = { id: `enr_${status}`, organization: `org_${status}`, mailTokenHash: status } as const;
      const dates = { mailedAt: null, reviewSince: make.now, ticketFrom: later };
      const reasons = { reason: 'abuse', note: 'x', suspendedFrom: 'restricted', language: 'zh-CN' } as const;
      const checks = {
        email: { result: 'passed' },
        employment: { result: 'rejected', guidance: 'Write.' },
        business: { result: 'passed', documents: ['incorporation'] },
      } as const;
      const then = make.enrolment(status, { ...facts, ...dates, ...reasons, checks });
      await survives(thing(enrolments), make.enrolment('draft', facts), then);
    });
    it('a partner agreement', () =>
      survives(thing(partnerAgreements), make.partnerAgreement(), make.partnerAgreement({ acceptedAt: later })));
  });

  describe('Asked for', () => {
    it('by natural key', async () => {
      const [tenant, none, agreement, location, standing] = await database.read((tx) =>
        Promise.all([
          offers.findTenantByDomain(tx, 'MIRU.example'),
          offers.findTenantOfLocation(tx, 4_000_002),
          findAgreement(tx, { tenant: 'ten_miru', party: 'transacting', edition: '2019-09' }),
          offers.findLocation(tx, '4000002'),
          findEnrolmentByToken(tx, 'nonsense'),
        ]),
      );
      expect([tenant?.id, none, agreement?.id, location?.id, standing]).toEqual([
        'ten_miru',
        undefined,
        'pag_miru',
        'loc_seoul',
        undefined,
      ]);
    });
    it('the next partner id', async () => expect(await database.read((tx) => nextPartnerId(tx))).toBe(4_000_003));
    it('nobody is the operator yet', async () =>
      expect(await database.read((tx) => offers.findOperator(tx))).toBeUndefined());
  });
});
