// Some of the cast have their second factor already, so that scripts can sign in the real way; the others register it.
import { Secret, TOTP } from 'otpauth';
import { enrol, takesCode } from '../identity/second-factor.ts';
import type { Builder } from './builder.ts';
import type { Player } from './cast.ts';

const enrolled = new Set(['mira', 'lan', 'minjun', 'jiwoo', 'peng', 'fay']);
const periodMs = 30_000;

export async function secure({ world, people }: Builder, cast: readonly Player[]): Promise<void> {
  const names = cast.flatMap((player) => player.people.map(({ name }) => name));
  for (const name of names.filter((one) => enrolled.has(one.split('@')[0]!))) {
    const user = people.get(name)!.id;
    await world.database.transaction(async (tx) => {
      const { secret } = enrol(world, tx, { user, name });
      const totp = new TOTP({ secret: Secret.fromBase32(secret) });
      // The code of a moment ago, so that the one of now is still good for signing in; it ages while it is asked for.
      const isTaken = () =>
        takesCode(world, tx, {
          ...{ user, status: 'pending' },
          code: totp.generate({ timestamp: world.clock.wall().getTime() - periodMs }),
        });
      if (!((await isTaken()) || (await isTaken()))) throw new Error(`no factor for ${name}`);
    });
  }
}
