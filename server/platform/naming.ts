// What showing a thing needs beyond its state: the names of organizations, and links made from secrets.
import { notify, type Statement, type Tx } from './database.ts';
import type { World } from './thing.ts';

export type Party = { id: string; name: string; country: string };
export type Naming = {
  party(id: string): Party;
  partyOrNull(id: string | null): Party | null;
  /** A link of this cloud's portal that ends in a token; a preview emits no secret, so there it is empty. */
  link(path: string, token: { purpose: string; of: string }): string;
};

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

/** Names are for showing only, so they may be a moment old; a rename in this process shows at once. */
export const forgetName = (world: World, id: string): boolean => memoryOf(world).names.delete(id);
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

/** Names a party that a later step of the same transaction makes; what is never committed is forgotten soon. */
export const introduce = (world: World, party: Party): void => {
  memoryOf(world).names.set(party.id, { until: world.clock.wall().getTime() + keptMs, party });
};

export async function namingOf(
  world: World,
  tx: Tx,
  { ids, preview = false }: { ids: Iterable<string | null | undefined>; preview?: boolean },
): Promise<Naming> {
  const kept = memoryOf(world);
  const { names: memory, renames } = kept;
  const now = world.clock.wall().getTime();
  const missing = [...new Set(ids)].filter((id): id is string => !!id && !((memory.get(id)?.until ?? 0) > now));
  if (missing.length > 0) {
    if (memory.size > keptMax) memory.clear();
    const found = await world.parties(tx, missing);
    const until = now + (kept.renames === renames ? kept.keptMs : keptMs);
    for (const party of found) memory.set(party.id, { until, party });
  }
  const party = (id: string): Party => memory.get(id)?.party ?? { id, name: '', country: '' };
  return {
    party,
    partyOrNull: (id) => (id === null ? null : party(id)),
    link: (path, { purpose, of }) => (preview ? '' : `${world.origin}${path}/${world.secrets.tokenFor(purpose, of)}`),
  };
}
