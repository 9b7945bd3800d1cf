// What the routes about oneself have in common: they know what the browser showed.
import sql from 'sql-template-tag';
import type { Operation } from '../../contract/operation.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Tx } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import { type Call, type Reply, type Route, telling } from '../platform/wire/operations.ts';
import { no as noAtAll } from '../platform/world/refusals.ts';
import type { World } from '../platform/world/world.ts';
import { meBehind } from './me.ts';
import { memoryOf } from './memory.ts';
import { factorOf } from './second-factor.ts';
import { type LiveSession, provesSecondFactor } from './sessions.ts';
import { cookie, newDevice, type Shown, shownBy } from './shown.ts';

/** About oneself, or about nobody yet. */
export const own = <O extends Operation>(
  operation: O,
  answer: (call: Call<O>, shown: Shown) => Promise<Reply>,
): Route => telling(operation, async (call) => answer(call, shownBy(call.caller)));

/** Only in the browser in which one is signed in: a program may not change how its person signs in. */
export const inBrowser = <O extends Operation>(
  operation: O,
  answer: (call: Call<O>, shown: Shown & { session: LiveSession }) => Promise<Reply>,
): Route =>
  own(operation, async (call, shown) => {
    const { session } = shown;
    if (session?.kind !== 'browser') return refuse(noAtAll('wrong_caller', { who: 'person' }));
    return answer(call, { ...shown, session });
  });

const daySeconds = 86_400;
type Begun = { token: string; device?: string | undefined; forget?: LiveSession | undefined; more?: object };
/** The answer of everything that begins or upgrades a session: who is signed in now, and the new cookies. */
export async function signed(world: World, { token, device, forget, more }: Begun): Promise<Reply> {
  if (forget) memoryOf(world).forget(`session:${forget.lookup}`);
  const cookies = [cookie(world, 'session', { value: token })];
  if (device)
    cookies.push(
      cookie(world, 'device', { value: device, seconds: identityLimits(world).knownDeviceDays * daySeconds }),
    );
  return { ok: true, body: { me: await meBehind(world, token), ...more }, headers: { 'set-cookie': cookies } };
}

/** From now on this browser is counted by itself when it signs in as this person. */
export function knowDevice(world: World, tx: Tx, { user, shown }: { user: string; shown: Shown }): string {
  const device = shown.device ?? newDevice();
  tx.write(sql`insert into known_devices (user_id, device_hash, seen_at)
    values (${user}, ${hashed(device)}, ${world.clock.wall()})
    on conflict (user_id, device_hash) do update set seen_at = excluded.seen_at`);
  return device;
}

/** The hash of this browser's device, if this person has signed in with it before. */
export async function knownDevice(
  tx: Tx,
  { name, shown }: { name: string; shown: Shown },
): Promise<string | undefined> {
  const [row] = await tx.query<{ device_hash: string }>(sql`select device_hash from known_devices as d
    join users as u on u.id = d.user_id where u.name = ${name} and device_hash = ${hashed(shown.device ?? '')}`);
  return row?.device_hash;
}

/** Whoever has registered a second factor proves it before anything of theirs is changed. */
export async function unproven(tx: Tx, session: LiveSession): Promise<Refusal | undefined> {
  const factor = await factorOf(tx, session.user);
  const isMissing = factor?.status === 'active' && !provesSecondFactor(session);
  return isMissing ? refuse(noAtAll('second_factor_required')) : undefined;
}

export const isFresh = (world: World, session: LiveSession): boolean =>
  session.proofs.includes('mfa') &&
  world.clock.wall().getTime() - session.provenAt.getTime() < identityLimits(world).freshProofMinutes * 60_000;
