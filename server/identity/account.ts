// What people change about their own account: password, second factor, sessions, language, organization.
import sql from 'sql-template-tag';
import * as contract from '../../contract/identity.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { newId } from '../kernel/id.ts';
import { Undo } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import type { Reply, Route } from '../platform/wire/operations.ts';
import { enqueue, mailJob } from '../platform/work/jobs.ts';
import { no as noAtAll } from '../platform/world/refusals.ts';
import type { World } from '../platform/world/world.ts';
import { countTry, factorBuckets, forgive, forgottenBuckets, passwordBuckets } from './attempts.ts';
import * as credentials from './credentials.ts';
import { meOf } from './me.ts';
import { memoryOf } from './memory.ts';
import { inBrowser, isFresh, knowDevice, own, signed, unproven } from './own.ts';
import { no } from './refusals.ts';
import { enrol, factorOf, removeFactor, renewRecoveryCodes, takesCode } from './second-factor.ts';
import { chooseFor, endSession, type LiveSession, listSessions, upgradeSession } from './sessions.ts';
import type { Shown } from './shown.ts';
import { note, noting } from './trail.ts';

const mailTo = (user: credentials.User, key: string, values: Record<string, unknown> = {}) => ({
  to: user.name,
  language: user.language,
  key,
  values: { name: user.displayName, ...values },
  organization: null,
});

type Changing = { shown: Shown & { session: LiveSession }; current: string; password: string };
async function changed(world: World, { shown, current, password }: Changing): Promise<Reply> {
  const { session } = shown;
  const [user, missing] = await world.database.read((tx) =>
    Promise.all([credentials.findUser(tx, { id: session.user }), unproven(tx, session)]),
  );
  if (missing) return missing;
  const buckets = passwordBuckets(identityLimits(world), { user: session.user, session: session.id });
  const counted = await countTry(world.database, { buckets, now: world.clock.wall() });
  if (!counted.ok) return counted;
  const isRight = await credentials.isPassword(user, current);
  if (typeof isRight !== 'boolean') return isRight;
  if (!isRight && !credentials.isTemporaryPassword(user, current)) return refuse(no('password_wrong'));
  await forgive(world.database, buckets);
  const weakness = credentials.weaknessOf(world, { password, name: user!.name });
  if (weakness) return weakness;
  if (password === current) return refuse(no('password_unchanged'));
  const passwordHash = await credentials.hashPassword(password);
  if (typeof passwordHash !== 'string') return passwordHash;
  const token = await noting(world, async (tx) => {
    credentials.setPassword(tx, { id: session.user, passwordHash });
    await credentials.endSessionsOf(tx, { user: session.user, except: session.id });
    enqueue(tx, mailJob(mailTo(user!, 'mail.passwordChanged'), world.clock.wall()));
    const token = upgradeSession(world, tx, { session, change: { mustChange: false } });
    await note(world, tx, { type: 'person.passwordChanged', user: session.user, shown });
    return token;
  });
  memoryOf(world).forget();
  return signed(world, { token });
}
const changingPassword = inBrowser(contract.changePassword, ({ world, body }, shown) =>
  changed(world, { shown, ...body }),
);

const resetPurpose = 'passwordReset';
/** Nothing in answer or time tells whether there is such an account; too many mails to it are quietly left out. */
const forgetting = own(contract.forgetPassword, async ({ world, body }, shown) => {
  const { network } = shown;
  const name = credentials.signInName(body.name);
  const now = world.clock.wall();
  const { ofNetwork, ofName } = forgottenBuckets(identityLimits(world), { name, network });
  const counted = await countTry(world.database, { buckets: [ofNetwork], now });
  if (!counted.ok) return counted;
  const mayMail = (await countTry(world.database, { buckets: [ofName], now })).ok;
  const id = newId('rst');
  const token = world.secrets.tokenFor(resetPurpose, id);
  const { resetLinkMinutes: linkMinutes } = identityLimits(world);
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000);
  await noting(world, async (tx) => {
    const found = await credentials.findUser(tx, { name });
    const user = mayMail && found?.status === 'active' ? found : undefined;
    tx.write(sql`insert into password_resets (token_hash, user_id, expires_at)
      values (${hashed(token)}, ${user?.id ?? null}, ${expiresAt})`);
    if (user) {
      const mail = mailTo(user, 'mail.passwordReset', { minutes: linkMinutes });
      enqueue(tx, mailJob({ ...mail, link: { path: '/reset-password#', purpose: resetPurpose, of: id } }, now));
    }
    await note(world, tx, { type: 'person.passwordForgotten', user: user?.id, shown, isProven: false });
  });
  return { ok: true, body: { linkMinutes } };
});

type Resetting = { token: string; password: string; shown: Shown };
async function reset(world: World, { token, password, shown }: Resetting): Promise<Reply> {
  const now = world.clock.wall();
  const isThere = sql`token_hash = ${hashed(token)} and expires_at > ${now}`;
  const user = await world.database.read(async (tx) => {
    const [row] = await tx.query<{ user_id: string | null }>(sql`select user_id from password_resets where ${isThere}`);
    return row?.user_id ? credentials.findUser(tx, { id: row.user_id }) : undefined;
  });
  if (user?.status !== 'active') return refuse(no('reset_link_invalid'));
  const weakness = credentials.weaknessOf(world, { password, name: user.name });
  if (weakness) return weakness;
  const passwordHash = await credentials.hashPassword(password);
  if (typeof passwordHash !== 'string') return passwordHash;
  const done = await noting(world, async (tx): Promise<{ ok: true } | Refusal> => {
    const used = await tx.query(sql`delete from password_resets where ${isThere} returning user_id`);
    if (used.length === 0) throw new Undo(refuse(no('reset_link_invalid')));
    credentials.setPassword(tx, { id: user.id, passwordHash });
    await credentials.endSessionsOf(tx, { user: user.id });
    tx.write(sql`delete from known_devices where user_id = ${user.id}`);
    enqueue(tx, mailJob(mailTo(user, 'mail.passwordChanged'), now));
    await note(world, tx, { type: 'person.passwordReset', user: user.id, shown });
    return { ok: true };
  });
  memoryOf(world).forget();
  return done.ok ? { ok: true, body: {} } : done;
}
const resetting = own(contract.resetPassword, ({ world, body }, shown) => reset(world, { ...body, shown }));

const enrolling = inBrowser(contract.enrolSecondFactor, ({ world }, { session: { user } }) =>
  world.database.transaction(async (tx): Promise<Reply> => {
    const [factor, account] = await Promise.all([factorOf(tx, user), credentials.findUser(tx, { id: user })]);
    if (factor?.status === 'active') return refuse(no('second_factor_registered'));
    return { ok: true, body: enrol(world, tx, { user, name: account!.name }) };
  }),
);

const confirming = inBrowser(contract.confirmSecondFactor, async ({ world, body: { code } }, shown) => {
  const { session } = shown;
  const { user } = session;
  const buckets = factorBuckets(identityLimits(world), { user, session: session.id, knownDevice: undefined });
  const counted = await countTry(world.database, { buckets, now: world.clock.wall() });
  if (!counted.ok) return counted;
  const done = await noting(world, async (tx) => {
    if (!(await takesCode(world, tx, { user, code, status: 'pending' }))) return undefined;
    const recoveryCodes = renewRecoveryCodes(world, tx, user);
    const token = upgradeSession(world, tx, { session, change: { proofs: ['otp', 'mfa'] } });
    const device = knowDevice(world, tx, { user, shown });
    await note(world, tx, { type: 'person.secondFactorRegistered', user, shown });
    return { token, device, more: { recoveryCodes } };
  });
  if (!done) return refuse(no('code_wrong'));
  await forgive(world.database, buckets);
  return signed(world, { ...done, forget: session });
});

const removing = inBrowser(contract.removeSecondFactor, async ({ world }, shown) => {
  const { session } = shown;
  if (!isFresh(world, session))
    return refuse(no('fresh_proof_required', { minutes: identityLimits(world).freshProofMinutes }));
  const { user } = session;
  const token = await noting(world, async (tx) => {
    const account = await credentials.findUser(tx, { id: user });
    removeFactor(tx, user);
    await credentials.endSessionsOf(tx, { user, except: session.id });
    enqueue(tx, mailJob(mailTo(account!, 'mail.secondFactorRemoved'), world.clock.wall()));
    const token = upgradeSession(world, tx, { session, change: { without: ['otp', 'recovery', 'mfa'] } });
    await note(world, tx, { type: 'person.secondFactorRemoved', user, shown });
    return token;
  });
  memoryOf(world).forget();
  return signed(world, { token });
});

const renewing = inBrowser(contract.renewRecoveryCodes, async ({ world }, shown) => {
  const { session } = shown;
  if (!isFresh(world, session))
    return refuse(no('fresh_proof_required', { minutes: identityLimits(world).freshProofMinutes }));
  const recoveryCodes = await noting(world, async (tx) => {
    const codes = renewRecoveryCodes(world, tx, session.user);
    await note(world, tx, { type: 'person.recoveryCodesRenewed', user: session.user, shown });
    return codes;
  });
  return { ok: true, body: { recoveryCodes } };
});

const choosing = own(contract.chooseOrganization, async ({ world, caller, body: { organization } }, shown) => {
  const session = shown.session!;
  if (!session.organizations.includes(organization)) return refuse(noAtAll('no_organization'));
  await world.database.transaction(async (tx) => chooseFor(tx, { session, organization }));
  memoryOf(world).forget(`session:${session.lookup}`);
  const me = await meOf(world, caller, { ...shown, session: { ...session, organization } });
  return { ok: true, body: { me } };
});

const speaking = own(contract.chooseLanguage, async ({ world, caller, body: { language } }, shown) => {
  const session = shown.session!;
  await world.database.transaction(async (tx) =>
    tx.write(sql`update users set language = ${language} where id = ${session.user}`),
  );
  memoryOf(world).forget(`session:${session.lookup}`);
  return { ok: true, body: { me: await meOf(world, caller, { ...shown, session: { ...session, language } }) } };
});

const listing = own(contract.listSessions, async ({ world }, { session }) => {
  const { id: current, user } = session!;
  const found = await world.database.read((tx) => listSessions(tx, user, world.clock.wall()));
  const items = found.map(({ id, kind, device, network, proofs, startedAt, seenAt, endsAt }) => ({
    id,
    kind,
    device,
    network,
    proofs,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
    endsAt: endsAt.toISOString(),
    current: id === current,
  }));
  return { ok: true, body: { items } };
});

const ending = own(contract.endSession, async ({ world, path }, { session }) => {
  const lookup = await world.database.transaction((tx) => endSession(tx, { id: path.id!, user: session!.user }));
  if (lookup === undefined) return refuse(noAtAll('not_found'));
  memoryOf(world).forget(`session:${lookup}`);
  return { ok: true, body: {} };
});

const endingOthers = own(contract.endOtherSessions, async ({ world }, shown) => {
  const { id: except, user } = shown.session!;
  const ended = await noting(world, async (tx) => {
    const count = await credentials.endSessionsOf(tx, { user, except });
    if (count > 0) await note(world, tx, { type: 'person.sessionsEnded', user, shown });
    return count;
  });
  memoryOf(world).forget();
  return { ok: true, body: { ended } };
});

export const routes: readonly Route[] = [
  changingPassword,
  forgetting,
  resetting,
  enrolling,
  confirming,
  removing,
  renewing,
  choosing,
  speaking,
  listing,
  ending,
  endingOthers,
];
