// What showing a thing needs beyond its state: the names of organizations, and links made from secrets.
import type { Tx } from './database.ts';
import type { World } from './thing.ts';

export type Party = { id: string; name: string; country: string };
export type Naming = {
  party(id: string): Party;
  partyOrNull(id: string | null): Party | null;
  /** A link of this cloud's portal that ends in a token; a preview emits no secret, so there it is empty. */
  link(path: string, token: { purpose: string; of: string }): string;
};

const keptMs = 2_000;
const keptMax = 50_000;
type Kept = { until: number; party: Party };
const known = new WeakMap<World, Map<string, Kept>>();

const memoryOf = (world: World): Map<string, Kept> => {
  const found = known.get(world) ?? new Map<string, Kept>();
  known.set(world, found);
  return found;
};

/** Organizations that this transaction renames: their names are read from it and shown to nobody else. */
const renaming = new WeakMap<Tx, Set<string>>();
export const renamedIn = (tx: Tx): Set<string> => {
  const found = renaming.get(tx) ?? new Set<string>();
  renaming.set(tx, found);
  return found;
};

/** Names are for showing only, so they may be two seconds old; a rename in this process shows after its commit. */
export function forgetRenamed(world: World, tx: Tx): void {
  for (const id of renaming.get(tx) ?? []) memoryOf(world).delete(id);
}

/** Names a party that a later step of the same transaction makes; what is never committed is forgotten soon. */
export const introduce = (world: World, party: Party): void => {
  memoryOf(world).set(party.id, { until: world.clock.wall().getTime() + keptMs, party });
};

type Asked = {
  ids: Iterable<string | null | undefined>;
  preview?: boolean;
  isFresh?: boolean | undefined;
};
export async function namingOf(
  world: World,
  tx: Tx,
  { ids, preview = false, isFresh = false }: Asked,
): Promise<Naming> {
  const memory = memoryOf(world);
  const now = world.clock.wall().getTime();
  const names = new Map<string, Party>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const kept = !id || isFresh || renaming.get(tx)?.has(id) ? undefined : memory.get(id);
    if (id && kept && kept.until > now) names.set(id, kept.party);
    else if (id) missing.push(id);
  }
  if (missing.length > 0) {
    if (memory.size > keptMax) memory.clear();
    for (const party of await world.parties(tx, missing)) {
      names.set(party.id, party);
      if (!renaming.get(tx)?.has(party.id)) memory.set(party.id, { until: now + keptMs, party });
    }
  }
  const party = (id: string): Party => names.get(id) ?? { id, name: '', country: '' };
  return {
    party,
    partyOrNull: (id) => (id === null ? null : party(id)),
    link: (path, { purpose, of }) => (preview ? '' : `${world.origin}${path}/${world.secrets.tokenFor(purpose, of)}`),
  };
}
