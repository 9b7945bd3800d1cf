// The demo world of every cloud is built through the door, and leaves the people of the stories as the stories begin.
import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { forEachEngine } from '../../tests/engines.ts';
import { findOperator } from '../capabilities/organizations/offers.ts';
import { clouds } from '../clouds/list.ts';
import type { Database } from '../platform/database/database.ts';
import { makeClock } from '../platform/settings/clock.ts';
import { readSettings } from '../platform/settings/config.ts';
import { workOff } from '../platform/work/worker.ts';
import type { World } from '../platform/world/world.ts';
import { jobKinds, routes } from '../rooms.ts';
import { makeWorld } from '../world.ts';
import { buildWorld } from './build.ts';
import { casts } from './cast.ts';
import { markets, meters, productsOf } from './catalogue.ts';
import { skuOf } from './sheets.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };

async function built(database: Database, cloud: (typeof clouds)[number]): Promise<World> {
  const known: { operator?: string | undefined } = {};
  const origin = 'http://localhost:4800';
  const making = { cloud, database, clock: makeClock(), origin, secret: 'test', limits };
  const world = makeWorld({ ...making, operator: () => known.operator });
  const operatorFounded = async () => {
    known.operator = await database.read(findOperator);
  };
  const work = () => workOff({ world, settings: readSettings({}), kinds: jobKinds }, 'long');
  await buildWorld({ world, routes, cast: casts[cloud.id]!, operatorFounded, say: () => undefined, work });
  return world;
}
const count = async ({ database }: World, text: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await database.read((tx) => tx.query<{ count: number }>(text));
  return Number(row!.count);
};

forEachEngine(
  (engine) => {
    it.each(clouds)('in $id everybody is there, and the catalogue has a price in each market', async (cloud) => {
      const world = await built(await engine.fresh(), cloud);
      expect(await count(world, sql`select count(*) from organizations`)).toBe(casts[cloud.id]!.length);
      const sold = productsOf(cloud.id).length + meters.length;
      expect(await count(world, sql`select count(*) from skus`)).toBe(sold);
      const priced = await world.database.read((tx) =>
        tx.query<{ market: string }>(sql`select distinct market from prices where sku_id = ${skuOf('Mail Plan 1')}`),
      );
      expect(priced.map(({ market }) => market).sort()).toEqual(markets[cloud.id]!.map(([market]) => market).sort());
    });

    it('China has a catalogue of its own that is smaller (ORD-009), the others the whole one', () => {
      const sizes = Object.fromEntries(clouds.map(({ id }) => [id, productsOf(id).length + meters.length]));
      expect(sizes).toEqual({ worldwide: 44, usgov: 44, germany: 44, china: 30 });
    });

    it('what goes on already concerns nobody whose story begins with nothing', async () => {
      const world = await built(await engine.fresh(), clouds[0]!);
      expect(await count(world, sql`select count(*) from orders`)).toBe(3);
      expect(await count(world, sql`select count(*) from invitations where status = 'open'`)).toBeGreaterThan(0);
      const untouched = ['Miru Systems', 'Oaktrail IT', 'Brightmoor', 'Daram Foods', 'Pine Gate Clinic'];
      const related = sql`select count(*) from organizations o where o.name = any(${untouched}) and (
        exists (select 1 from partnerships p where o.id in (p.provider_id, p.reseller_id)) or
        exists (select 1 from relationships r where o.id in (r.partner_id, r.customer_id)))`;
      expect(await count(world, related)).toBe(0);
    });
  },
  ['embedded'],
);
