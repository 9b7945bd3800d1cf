// `kontor setup`: an empty database becomes a real installation, with keys, an operator and its first administrator.
import { founding } from './capabilities/signups/offers.ts';
import { newId } from './kernel/id.ts';
import { installationSecret, openClouds, openEngine, type Say } from './open.ts';
import { perform } from './platform/door/perform.ts';
import { signingKey } from './platform/record/signing-keys.ts';
import type { Settings } from './platform/settings/config.ts';
import { systemCaller } from './platform/world/caller-roles.ts';
import type { World } from './platform/world/world.ts';
import { makePlace } from './worlds.ts';

export type Wish = {
  /** Name of the body that runs the program; by default what each cloud calls it. */
  operator?: string;
  country: string;
  admin: { name: string; displayName: string; language: 'en' | 'ko' | 'zh-CN' };
};
export type SetUp = { cloud: string; origin: string; operator: string; name: string; temporaryPassword: string };

/** What is set up already stays as it is; the answer names what was made now, with each password this once. */
export async function setUp(
  settings: Settings,
  wish: Wish,
  { root, say }: { root: string; say: Say },
): Promise<SetUp[]> {
  const engine = await openEngine(settings);
  try {
    const opened = await openClouds(engine, settings, { root, say });
    const making = { settings, port: settings.port, secret: installationSecret(settings), say };
    const made: SetUp[] = [];
    for (const [at, one] of opened.entries()) {
      const { world } = await makePlace(one, at, making);
      if (world.operator()) say(`  ${world.cloud.id}: set up already`);
      else made.push(await found(world, wish));
    }
    return made;
  } finally {
    await engine.close();
  }
}

async function found(world: World, { operator = world.cloud.operator, country, admin }: Wish): Promise<SetUp> {
  const organization = newId('org');
  const roles = ['globalAdmin', 'operatorAdmin'];
  const command = { organization, name: operator, country, kind: 'operator' as const, people: [{ ...admin, roles }] };
  const answer = await perform(world, systemCaller, {
    operation: 'signup.found',
    act: founding,
    key: organization,
    command,
  });
  if (!answer.ok) throw new Error(`the operator cannot be made: ${answer.because.map(({ code }) => code).join(', ')}`);
  await signingKey(world);
  const { shown } = answer.states.find(({ thing }) => thing === 'member')!;
  const { temporaryPassword } = shown.revealed as { temporaryPassword: string };
  return { cloud: world.cloud.id, origin: world.origin, operator, name: String(shown.name), temporaryPassword };
}
