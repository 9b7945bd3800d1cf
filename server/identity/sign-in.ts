// Signing in and out: name and password, then the second factor in the same session; and the personas of a demo.
import sql from 'sql-template-tag';
import * as contract from '../../contract/identity.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { retried } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import type { Reply, Route } from '../platform/wire/operations.ts';
import type { World } from '../platform/world/world.ts';
import { type Counted, countTry, factorBuckets, forgive, signInBuckets } from './attempts.ts';
import { findUser, isPassword, isTemporaryPassword, signInName, type User } from './credentials.ts';
import { membershipsOf, meOf, sidesIn, standingOf } from './me.ts';
import { memoryOf } from './memory.ts';
import { isDemo } from './mode.ts';
import { inBrowser, knowDevice, knownDevice, own, signed } from './own.ts';
import { no } from './refusals.ts';
import { factorOf, takesCode, takesRecoveryCode } from './second-factor.ts';
import { endSession, type LiveSession, type Proof, startSession, upgradeSession } from './sessions.ts';
import { cookie, type Shown } from './shown.ts';
import { note, noting } from './trail.ts';

const seeing = own(contract.seeSession, async ({ world, caller }, shown) => {
  const { id, label } = world.cloud;
  const me = await meOf(world, caller, shown);
  const { features, ...standing } = await standingOf(world, me);
  return { ok: true, body: { me, ...standing, cloud: { id, label, features }, personas: isDemo(world) } };
});

type Given = { name: string; password: string };
type Right = { ok: true; user: User; isTemporary: boolean };
/** The same work, the same time and the same answer for names that do not exist. */
async function checked(world: World, user: User | undefined, password: string): Promise<Right | Refusal> {
  const isRight = await isPassword(user, password);
  if (typeof isRight !== 'boolean') return isRight;
  const isTemporary = !isRight && isTemporaryPassword(user, password);
  if (!user || !(isRight || isTemporary)) return refuse(no('sign_in_refused'));
  if (user.status !== 'active') return refuse(no('user_suspended'));
  if (isTemporary && !(user.temporaryUntil! > world.clock.wall())) return refuse(no('temporary_password_expired'));
  return { ok: true, user, isTemporary };
}

async function byPassword(world: World, { name: typed, password }: Given, shown: Shown): Promise<Reply> {
  const name = signInName(typed);
  const [user, device] = await world.database.read(
    (tx) => Promise.all([findUser(tx, { name }), knownDevice(tx, { name, shown })]),
    { ahead: true },
  );
  const buckets = signInBuckets(identityLimits(world), { name, network: shown.network, knownDevice: device });
  const counted = await countTry(world.database, { buckets, now: world.clock.wall() });
  if (!counted.ok) return counted;
  const right = await checked(world, user, password);
  if (!right.ok) return failed(world, { counted, refusal: right, user: user?.id, shown });
  await forgive(world.database, buckets);
  return begun(world, { user: right.user, proofs: ['pwd'], mustChange: right.isTemporary, shown });
}

type Failing = { counted: Counted; refusal: Refusal; user: string | undefined; shown: Shown };
async function failed(world: World, { counted, refusal, user, shown }: Failing): Promise<Refusal> {
  const [{ code: because, kind }] = refusal.because;
  if (kind === 'unavailable') return refusal;
  const { pausedUntil: until } = counted;
  const what = { user, shown, isProven: false };
  await noting(world, async (tx) => {
    await note(world, tx, { ...what, type: 'person.signInFailed', facts: { because } });
    if (until) await note(world, tx, { ...what, type: 'person.signInPaused', facts: { until } });
  });
  return refusal;
}

type Beginning = { user: User; proofs: readonly Proof[]; mustChange: boolean; shown: Shown };
async function begun(world: World, { user, proofs, mustChange, shown }: Beginning): Promise<Reply> {
  const { cookie: former, agent: device, network } = shown;
  const { token, knows } = await retried(
    world.database,
    async (tx) => {
      // A password alone makes no device known where a second factor is asked for: it would buy more guesses.
      const factor = await factorOf(tx, user.id);
      if (former) tx.write(sql`delete from sessions where lookup = ${hashed(former)}`);
      const { token } = startSession(world, tx, { user: user.id, proofs, mustChange, device, network });
      const knows = factor?.status === 'active' ? undefined : knowDevice(world, tx, { user: user.id, shown });
      const type = proofs.includes('demo') ? 'person.signedInAsPersona' : 'person.signedIn';
      await note(world, tx, { type, user: user.id, shown, facts: { proofs } });
      return { token, knows };
    },
    { ahead: true },
  );
  world.recorded();
  if (former) memoryOf(world).forget(`session:${hashed(former)}`);
  return signed(world, { token, device: knows });
}

const signingIn = own(contract.signIn, async ({ world, body }, shown) => byPassword(world, body, shown));

type Proving = { shown: Shown & { session: LiveSession }; code: string; by: 'otp' | 'recovery' };
async function proved(world: World, { shown, code, by }: Proving): Promise<Reply> {
  const { session } = shown;
  const { user } = session;
  const [factor, account] = await world.database.read((tx) =>
    Promise.all([factorOf(tx, user), findUser(tx, { id: user })]),
  );
  if (factor?.status !== 'active') return refuse(no('second_factor_missing'));
  const device = await world.database.read((tx) => knownDevice(tx, { name: account!.name, shown }));
  const buckets = factorBuckets(identityLimits(world), { user, session: session.id, knownDevice: device });
  const counted = await countTry(world.database, { buckets, now: world.clock.wall() });
  if (!counted.ok) return counted;
  const upgraded = await noting(world, async (tx) => {
    const isRight =
      by === 'otp'
        ? await takesCode(world, tx, { user, code, status: 'active' })
        : await takesRecoveryCode(world, tx, { user, code });
    if (!isRight) {
      await note(world, tx, {
        type: 'person.secondFactorFailed',
        user,
        shown,
        isProven: false,
        facts: { proofs: [by] },
      });
      const { pausedUntil: until } = counted;
      const paused = { user, shown, isProven: false, facts: { until } };
      if (until) await note(world, tx, { type: 'person.secondFactorPaused', ...paused });
      return undefined;
    }
    const token = upgradeSession(world, tx, { session, change: { proofs: [by, 'mfa'] } });
    const device = knowDevice(world, tx, { user, shown });
    const type = by === 'otp' ? 'person.secondFactorProven' : 'person.recoveryCodeUsed';
    await note(world, tx, { type, user, shown });
    return { token, device };
  });
  if (!upgraded) return refuse(no('code_wrong'));
  await forgive(world.database, buckets);
  return signed(world, { ...upgraded, forget: session });
}

const proving = inBrowser(contract.proveSecondFactor, ({ world, body }, shown) =>
  proved(world, { shown, code: body.code, by: 'otp' }),
);
const recovering = inBrowser(contract.useRecoveryCode, ({ world, body }, shown) =>
  proved(world, { shown, code: body.code, by: 'recovery' }),
);

const signingOut = own(contract.signOut, async ({ world }, shown) => {
  const { id, user, lookup } = shown.session!;
  await retried(
    world.database,
    async (tx) => {
      await endSession(tx, { id, user });
      await note(world, tx, { type: 'person.signedOut', user, shown });
    },
    { ahead: true },
  );
  world.recorded();
  memoryOf(world).forget(`session:${lookup}`);
  return { ok: true, body: {}, headers: { 'set-cookie': [cookie(world, 'session', { value: '', seconds: 0 })] } };
});

type PersonaRow = { id: string; display_name: string; language: string };
const listingPersonas = own(contract.listPersonas, async ({ world }) => {
  if (!isDemo(world)) return refuse(no('personas_only_in_demo'));
  const items = await world.database.read(async (tx) => {
    const rows = await tx.query<PersonaRow>(sql`select id, display_name, language from users
      where is_persona and status = 'active' order by display_name, id`);
    const memberships = await membershipsOf(
      world,
      tx,
      rows.map(({ id }) => id),
    );
    const sides = new Map<string | undefined, readonly string[]>();
    const own = (id: string) => memberships(id)[0]?.organization.id;
    for (const { id } of rows) if (!sides.has(own(id))) sides.set(own(id), await sidesIn(world, tx, own(id)));
    return rows.map(({ id, display_name, language }) => ({
      id,
      displayName: display_name,
      language,
      memberships: memberships(id),
      sides: [...(sides.get(own(id)) ?? [])],
    }));
  });
  return { ok: true, body: { items } };
});

const signingInAsPersona = own(contract.signInAsPersona, async ({ world, path }, shown) => {
  if (!isDemo(world)) return refuse(no('personas_only_in_demo'));
  const user = await world.database.read((tx) => findUser(tx, { id: path.id! }));
  if (!user?.isPersona || user.status !== 'active') return refuse(no('personas_only_in_demo'));
  return begun(world, { user, proofs: ['demo'], mustChange: false, shown });
});

export const routes: readonly Route[] = [
  seeing,
  signingIn,
  proving,
  recovering,
  signingOut,
  listingPersonas,
  signingInAsPersona,
];
