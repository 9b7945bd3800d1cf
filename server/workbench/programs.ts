// The programs of the demo: each partner's back office, and the vendor's system; their secrets stay findable.
import type { World } from '../platform/world/world.ts';
import { as, type Builder } from './builder.ts';
import type { Player } from './cast.ts';
import { keep, recall } from './facts.ts';
import { isPartner } from './founding.ts';

const vendorName = 'Vendor’s system';
type Kept = Readonly<Record<string, { name: string; secret: string }>>;

/** Secrets by client id. */
export const keptSecrets = async (world: World): Promise<Kept> => (await recall<Kept>(world, 'clients')) ?? {};
export async function vendorOf(world: World): Promise<{ client: string; secret: string } | undefined> {
  const found = Object.entries(await keptSecrets(world)).find(([, { name }]) => name === vendorName);
  return found && { client: found[0], secret: found[1].secret };
}

export async function connect(builder: Builder, cast: readonly Player[]): Promise<void> {
  const kept: Record<string, Kept[string]> = {};
  const create = async (player: Player, name: string, roles: readonly string[]) => {
    const made = await as(builder, player.people[0]!.name)('apiClient.create', { body: { name, roles } });
    kept[made.id] = { name, secret: (made.revealed as { secret: string }).secret };
  };
  for (const player of cast) {
    if (player.part === 'operator') await create(player, vendorName, ['operatorAdmin']);
    if (isPartner(player)) await create(player, 'Back office', ['adminAgent', 'salesAgent']);
  }
  await keep(builder.world, 'clients', kept);
}
