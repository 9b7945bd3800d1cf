// What showing a thing needs beyond its state: the names of organizations, and links made from secrets.
import { notify, type Statement, type Tx } from '../database/database.ts';
import type { Naming, Party, World } from './world.ts';

const keptMs = 2_000;
const keptMsHearing = 600_000;
const keptMax = 200_000;
const channel = 'names';
type Kept = { until: number; party: Party };
/** `renames` counts what was heard, so that what was read before is not kept after it. */
type Memory = { names: Map<string, Kept>; keptMs: number; renames: number };
const known = new WeakMap<World, Memory>();

const memoryOf = (world: World): Memory => {
  const found = known.get(world) ?? { names: new Map<string, Kept>(), keptMs, renames: 0 };
  known.set(world, found);
  return found;
};

/** Tells the other processes, too, once it is committed. */
export const renamed = (id: string): Statement => notify(channel, id);

/** Who hears of renames need not ask again and again. Resolves with the way to stop. */
export async function hearRenames(world: World): Promise<() => Promise<void>> {
  const memory = memoryOf(world);
  const stop = await world.database.listen(channel, (id) => {
    memory.renames += 1;
    if (id) memory.names.delete(id);
    else memory.names.clear();
  });
  memory.keptMs = keptMsHearing;
  return () => {
    memory.keptMs = keptMs;
    return stop();
  };
}

/** Organizations that this transaction renames: their names are read from it and shown to nobody else. */
const renaming = new WeakMap<Tx, Set<string>>();
export const renamedIn = (tx: Tx): Set<string> => {
  const found = renaming.get(tx) ?? new Set<string>();
  renaming.set(tx, found);
  return found;
};

/** Names are for showing only, so they may be a moment old; a rename in this process shows after its commit. */
export function forgetRenamed(world: World, tx: Tx): void {
  for (const id of renaming.get(tx) ?? []) memoryOf(world).names.delete(id);
}

/** Names a party that a later step of the same transaction makes; what is never committed is forgotten soon. */
export const introduce = (world: World, party: Party): void => {
  memoryOf(world).names.set(party.id, { until: world.clock.wall().getTime() + keptMs, party });
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
  const kept = memoryOf(world);
  const { names: memory, renames } = kept;
  const now = world.clock.wall().getTime();
  const names = new Map<string, Party>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const known = !id || isFresh || renaming.get(tx)?.has(id) ? undefined : memory.get(id);
    if (id && known && known.until > now) names.set(id, known.party);
    else if (id) missing.push(id);
  }
  if (missing.length > 0) {
    if (memory.size > keptMax) memory.clear();
    const found = await world.parties(tx, missing);
    const until = now + (kept.renames === renames ? kept.keptMs : keptMs);
    for (const party of found) {
      names.set(party.id, party);
      if (!renaming.get(tx)?.has(party.id)) memory.set(party.id, { until, party });
    }
  }
  const party = (id: string): Party => names.get(id) ?? { id, name: '', country: '' };
  return {
    party,
    partyOrNull: (id) => (id === null ? null : party(id)),
    link: (path, { purpose, of }) => (preview ? '' : `${world.origin}${path}/${world.secrets.tokenFor(purpose, of)}`),
  };
}
