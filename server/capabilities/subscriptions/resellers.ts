// The resellers that a provider may put on record: by name, each with its location's id and what stands against it.
import * as contract from '../../../contract/subscriptions.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { refuse } from '../../kernel/decision.ts';
import { paged } from '../../platform/wire/export.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';
import { reason } from '../../platform/world/problem.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Door } from '../../platform/world/world.ts';
import { looking } from '../catalog/browsing.ts';
import { tenantsOf } from '../organizations/offers.ts';
import { resellersByName } from '../partnerships/store.ts';
import { resellerNamed, sellerOf } from './naming.ts';
import { obstaclesToReseller } from './rules/reseller.ts';

const limitDefault = 50;
const limitMax = 200;

/** The public id of the location that a reseller sells from (CHN-030). */
export const sellingPartnerIdOf = async ({ tx }: Pick<Door, 'tx'>, organization: string): Promise<string | null> => {
  const tenants = await tenantsOf(tx, organization);
  const selling = tenants.find(({ purpose, status }) => purpose === 'selling' && status === 'active');
  return selling?.partnerId == null ? null : String(selling.partnerId);
};

const written = (cursor: readonly string[]) => Buffer.from(JSON.stringify(cursor)).toString('base64url');
function read(after: string | undefined): readonly string[] | undefined {
  if (after === undefined) return [];
  try {
    const parts = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as unknown;
    const isOurs = Array.isArray(parts) && parts.length === 2 && parts.every((part) => typeof part === 'string');
    return isOurs ? (parts as string[]) : undefined;
  } catch {
    return undefined;
  }
}

type Found = { id: string; name: string; country: string };
async function named(door: Door, { id, name, country }: Found, language: string | undefined) {
  const { cloud } = door;
  const provider = door.actor.organization;
  const [seller, partnerId] = await Promise.all([sellerOf(door, provider), sellingPartnerIdOf(door, id)]);
  const known = partnerId === null ? undefined : await resellerNamed(door, { partnerId, provider });
  const because = known ? obstaclesToReseller(known, { cloud, seller, moment: 'order' }) : [];
  return {
    reseller: { id, name, country },
    partnerId,
    canBeNamed: partnerId !== null && because.length === 0,
    because: because.map((one) => reason(one, languageOf(language))),
  };
}

const listingResellers = telling(contract.listResellers, ({ world, caller, query, language }) =>
  looking({ world, caller, action: 'reseller.see' }, async ({ door }) => {
    const after = read(query.after);
    if (!after) return refuse(no('invalid_cursor'));
    const limit = Math.min(query.limit ?? limitDefault, limitMax);
    const provider = door.actor.organization;
    const found = await resellersByName(door.tx, { provider, search: query.search, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const items = await Promise.all(page.map((one) => named(door, one, language)));
    return { ok: true, body: { items, next: last ? written([last.name_lower, last.id]) : null } };
  }),
);

export const routes: readonly Route[] = [paged(listingResellers)];
