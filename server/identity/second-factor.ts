// The second factor: one-time codes of an authenticator, each good once, and recovery codes for when it is lost.
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import sql from 'sql-template-tag';
import type { Tx } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import type { World } from '../platform/world/world.ts';

const periodSeconds = 30;
/** Phones whose clock is off by less than one period are let in. */
const windowSteps = 1;
const authenticator = (secret: string, label = '', issuer = '') =>
  new TOTP({ secret: Secret.fromBase32(secret), label, issuer, algorithm: 'SHA1', digits: 6, period: periodSeconds });

/** A new secret, not in force before its first code is confirmed. */
export function enrol(
  world: World,
  tx: Tx,
  { user, name }: { user: string; name: string },
): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32;
  tx.write(sql`insert into second_factors (user_id, status, sealed, last_step, created_at)
    values (${user}, 'pending', ${world.secrets.seal(secret)}, 0, ${world.clock.wall()})
    on conflict (user_id) do update set sealed = excluded.sealed, last_step = 0, created_at = excluded.created_at
      where second_factors.status = 'pending'`);
  return { secret, uri: authenticator(secret, name, `Kontor ${world.cloud.label}`).toString() };
}

type Factor = { status: 'pending' | 'active'; sealed: string };
export async function factorOf(tx: Tx, user: string): Promise<Factor | undefined> {
  const [row] = await tx.query<Factor>(sql`select status, sealed from second_factors where user_id = ${user}`);
  return row;
}

/** Whether the code is right and newer than every code before it: seen over a shoulder it is worth nothing. */
export async function takesCode(
  world: World,
  tx: Tx,
  { user, code, status }: { user: string; code: string; status: Factor['status'] },
): Promise<boolean> {
  const factor = await factorOf(tx, user);
  if (factor?.status !== status) return false;
  const now = world.clock.wall().getTime();
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return false;
  const delta = authenticator(world.secrets.unseal(factor.sealed)).validate({
    token,
    timestamp: now,
    window: windowSteps,
  });
  if (delta === null) return false;
  const step = Math.floor(now / 1000 / periodSeconds) + delta;
  const taken = await tx.query(sql`update second_factors set last_step = ${step}, status = 'active'
    where user_id = ${user} and status = ${status} and last_step < ${step} returning user_id`);
  return taken.length > 0;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 12;
const plain = (code: string) => code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** Keyed, since sixty bits could be tried out by who has the database alone. */
const hashOfCode = (world: World, user: string, code: string) =>
  world.secrets.sign(`recovery code of ${user}: ${plain(code)}`);

/** All new; to be shown once. */
export function renewRecoveryCodes(world: World, tx: Tx, user: string): string[] {
  const codes = Array.from({ length: identityLimits(world).recoveryCodes }, () =>
    Array.from({ length: codeLength }, () => letters[randomInt(letters.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
  const hashes = codes.map((code) => hashOfCode(world, user, code));
  tx.write(sql`delete from recovery_codes where user_id = ${user}`);
  tx.write(sql`insert into recovery_codes (user_id, code_hash) select ${user}, * from unnest(${hashes}::text[])`);
  return codes;
}

/** Used up by being right. */
export async function takesRecoveryCode(
  world: World,
  tx: Tx,
  { user, code }: { user: string; code: string },
): Promise<boolean> {
  const used = await tx.query(sql`delete from recovery_codes
    where user_id = ${user} and code_hash = ${hashOfCode(world, user, code)} returning user_id`);
  return used.length > 0;
}

export function removeFactor(tx: Tx, user: string): void {
  tx.write(sql`delete from second_factors where user_id = ${user}`);
  tx.write(sql`delete from recovery_codes where user_id = ${user}`);
}
