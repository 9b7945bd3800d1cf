// Whether a world is a demo: only there the cast can be signed in as without a password.
import type { World } from '../platform/world/world.ts';

const demos = new WeakSet<World>();
export const setDemo = (world: World): unknown => demos.add(world);
export const isDemo = (world: World): boolean => demos.has(world);
