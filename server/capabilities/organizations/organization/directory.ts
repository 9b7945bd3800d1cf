// What anyone may read: the directory of active providers, and the regions with their currencies.
import sql, { join, type Sql } from 'sql-template-tag';
import * as contract from '../../../../contract/organizations/directory.ts';
import { refuse } from '../../../kernel/decision.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { barred } from '../../../platform/door/look.ts';
import { paged } from '../../../platform/wire/export.ts';
import { type Call, type Route, telling } from '../../../platform/wire/operations.ts';
import { actorOf } from '../../../platform/world/caller-roles.ts';
import { doorOf } from '../../../platform/world/entering.ts';
import { no } from '../../../platform/world/refusals.ts';
import { firstPartnerIdOf } from '../location/store.ts';
import { currencyOf, type Organization, regionOf } from './state.ts';

type Listed = Pick<Organization, 'id' | 'name' | 'country' | 'support' | 'directory'> & { number: number | null };
type Wanted = { countries: readonly string[]; from: string; after: readonly [string, string]; limit: number };
const limitDefault = 50;

const readCursor = (after: string): readonly [string, string] | undefined => {
  try {
    const [name, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown[];
    return typeof name === 'string' && typeof id === 'string' ? [name, id] : undefined;
  } catch {
    return undefined;
  }
};
const writeCursor = ({ name, id }: Listed) => Buffer.from(JSON.stringify([name, id])).toString('base64url');

/** REL-025: only active providers, by name. */
async function providersIn(tx: Tx, { countries, from, after, limit }: Wanted): Promise<Listed[]> {
  const search: Sql = from ? sql`and o.name_lower >= ${from} and o.name_lower < ${`${from}\u{10ffff}`}` : sql``;
  const conditions = [
    sql`o.country = any(${[...countries]}::text[])`,
    sql`(o.name, o.id) > (${after[0]}, ${after[1]})`,
  ];
  return tx.query<Listed>(sql`select o.id, o.name, o.country, o.support, o.directory,
      ${firstPartnerIdOf(sql`o.id`)} as number
    from enrolments as e
    join organizations as o on o.id = e.organization_id and o.status = 'active'
    where e.kind = 'provider' and e.status = 'active' and ${join(conditions, ' and ')} ${search}
    order by o.name, o.id limit ${limit + 1}`);
}

const doorFor = async ({ world, caller }: Pick<Call, 'world' | 'caller'>, tx: Tx) =>
  doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });

const listingProviders = telling(contract.listProviders, async (call) =>
  call.world.database.read(async (tx) => {
    const { query } = call;
    const door = await doorFor(call, tx);
    const refused = await barred(door, 'provider.list', {});
    if (refused) return refused;
    const after = query.after === undefined ? (['', ''] as const) : readCursor(query.after);
    if (!after) return refuse(no('invalid_cursor'));
    const { regions } = door.cloud;
    const isWanted = (country: string) =>
      (!query.region || regions[country] === query.region) && (!query.country || country === query.country);
    const limit = query.limit ?? limitDefault;
    const from = (query.search ?? '').toLowerCase();
    const countries = Object.keys(regions).filter(isWanted);
    const found = await providersIn(tx, { countries, from, after, limit });
    const page = found.slice(0, limit);
    const items = page.map(({ number, ...one }) => ({
      ...one,
      region: regionOf(door.cloud, one.country)!,
      partnerId: number === null ? null : String(number),
    }));
    return { ok: true, body: { items, next: found.length > limit ? writeCursor(page.at(-1)!) : null } };
  }),
);

/** ACT-062: the table of regions, from the data of this cloud. */
const listingRegions = telling(contract.listRegions, async (call) =>
  call.world.database.read(async (tx) => {
    const door = await doorFor(call, tx);
    const { cloud } = door;
    const refused = await barred(door, 'region.list', {});
    if (refused) return refused;
    const items = [...new Set(Object.values(cloud.regions))].sort().map((name) => ({
      name,
      currency: cloud.currencies.byRegion[name] ?? '',
      countries: Object.keys(cloud.regions)
        .filter((country) => cloud.regions[country] === name)
        .sort()
        .map((country) => ({ country, currency: currencyOf(cloud, country) ?? '' })),
    }));
    return { ok: true, body: { items } };
  }),
);

export const directory: readonly Route[] = [paged(listingProviders), listingRegions];
