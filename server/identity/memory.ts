// What a process remembers of sessions and programs for a moment, and how it hears at once when they end.

import { identityLimits } from '../platform/settings/identity-limits.ts';
import type { World } from '../platform/world/world.ts';

type Kept<T> = { until: number; value: Promise<T | undefined> };
export type Memory = {
  /** From memory, or by `load`; a load that began before `forget` never stays. */
  recall<T>(key: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
  forget(key?: string): void;
};

function newMemory(world: World): Memory {
  const kept = new Map<string, Kept<unknown>>();
  return {
    recall: <T>(key: string, load: () => Promise<T | undefined>) => {
      const now = world.clock.wall().getTime();
      const known = kept.get(key) as Kept<T> | undefined;
      if (known && known.until > now) return known.value;
      if (kept.size >= identityLimits(world).rememberedMax) kept.clear();
      const value = load();
      kept.set(key, { until: now + identityLimits(world).rememberedMs, value });
      value.catch(() => kept.delete(key));
      return value;
    },
    forget: (key) => {
      if (key) kept.delete(key);
      else kept.clear();
    },
  };
}

const memories = new WeakMap<World, Memory>();
export const memoryOf = (world: World): Memory => {
  const known = memories.get(world) ?? newMemory(world);
  memories.set(world, known);
  return known;
};

/** Other processes end sessions and revoke programs, too; an empty word may mean that some were missed. */
export const listenForEnds = (world: World): Promise<() => Promise<void>> =>
  world.database.listen('identity', (payload) => memoryOf(world).forget(payload || undefined));
