// Sessions: one sign-in of a person in a browser, or a program that a person let in.
import sql from 'sql-template-tag';
import { organizationsOf } from '../capabilities/members/offers.ts';
import { type Id, newId } from '../kernel/id.ts';
import { dayMs } from '../kernel/term.ts';
import { notify, type Tx } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed, randomToken } from '../platform/settings/secrets.ts';
import type { World } from '../platform/world/world.ts';
import { memoryOf } from './memory.ts';

export type Proof = 'pwd' | 'otp' | 'recovery' | 'mfa' | 'demo';
export type Session = {
  id: Id<'ses'>;
  /** The hash of a browser's cookie, or the grant of a program. */
  lookup: string;
  kind: 'browser' | 'program';
  user: string;
  proofs: readonly Proof[];
  provenAt: Date;
  mustChange: boolean;
  organization: string | null;
  device: string;
  network: string;
  startedAt: Date;
  seenAt: Date;
  idleEndsAt: Date;
  endsAt: Date;
};
/** A session with what every request must know of its person. */
export type LiveSession = Session & { language: string; organizations: readonly string[] };

type SessionRow = Pick<Session, 'id' | 'lookup' | 'kind' | 'proofs' | 'device' | 'network'> & {
  user_id: string;
  proven_at: Date;
  must_change: boolean;
  organization_id: string | null;
  started_at: Date;
  seen_at: Date;
  idle_ends_at: Date;
  ends_at: Date;
};
const fromRow = (row: SessionRow): Session => ({
  id: row.id,
  lookup: row.lookup,
  kind: row.kind,
  proofs: row.proofs,
  device: row.device,
  network: row.network,
  user: row.user_id,
  provenAt: row.proven_at,
  mustChange: row.must_change,
  organization: row.organization_id,
  startedAt: row.started_at,
  seenAt: row.seen_at,
  idleEndsAt: row.idle_ends_at,
  endsAt: row.ends_at,
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const lifeOf = (world: World, kind: Session['kind']) => {
  const { sessionIdleMinutes, sessionHoursMax, programIdleDays, programDaysMax } = identityLimits(world);
  return kind === 'browser'
    ? { idleMs: sessionIdleMinutes * minuteMs, longestMs: sessionHoursMax * hourMs }
    : { idleMs: programIdleDays * dayMs, longestMs: programDaysMax * dayMs };
};
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);
const proofsWithSecondFactor: readonly Proof[] = ['mfa', 'demo'];

/** SEC-001. Personas of the demo have no second factor to prove, so theirs counts as proven; only ever in a demo. */
export const provesSecondFactor = ({ proofs }: Pick<Session, 'proofs'>): boolean =>
  proofs.some((proof) => proofsWithSecondFactor.includes(proof));

/** Within the last minutes. A persona has nothing to prove; where no second factor is asked for, a password does. */
export function provedLately(world: World, { proofs, provenAt }: Pick<Session, 'proofs' | 'provenAt'>): boolean {
  if (proofs.includes('demo')) return true;
  const isLate =
    world.clock.wall().getTime() - provenAt.getTime() >= identityLimits(world).freshProofMinutes * minuteMs;
  return !isLate && (proofs.includes('mfa') || !world.needsSecondFactor());
}

export type Start = {
  user: string;
  proofs: readonly Proof[];
  device: string;
  network: string;
  mustChange?: boolean;
  organization?: string | null;
  provenAt?: Date;
  /** Of a program: the client and the grant by which it is found. */
  program?: { client: string; grant: string };
};

/** A new session under a new secret, whatever the browser showed before: nobody can prepare one for somebody else. */
export function startSession(world: World, tx: Tx, start: Start): { id: Id<'ses'>; token: string } {
  const now = world.clock.wall();
  const { user, proofs, device, network, mustChange = false, organization = null, provenAt = now, program } = start;
  const [id, token, kind] = [newId('ses', user), randomToken(), program ? 'program' : ('browser' as const)] as const;
  const { idleMs, longestMs } = lifeOf(world, kind);
  tx.write(sql`insert into sessions (id, lookup, kind, user_id, client_id, proofs, proven_at, must_change,
      organization_id, device, network, started_at, seen_at, idle_ends_at, ends_at)
    values (${id}, ${program?.grant ?? hashed(token)}, ${kind}, ${user}, ${program?.client ?? null}, ${[...proofs]},
      ${provenAt}, ${mustChange}, ${organization}, ${device}, ${network}, ${now}, ${now}, ${after(now, idleMs)},
      ${after(now, longestMs)})`);
  return { id, token };
}

/** The session behind a cookie or grant, while its person is active. Remembered for a moment. */
export async function findSession(world: World, lookup: string): Promise<LiveSession | undefined> {
  const found = await memoryOf(world).recall(`session:${lookup}`, () => loadSession(world, lookup));
  const now = world.clock.wall();
  return found && found.endsAt > now && found.idleEndsAt > now ? found : undefined;
}

const loadSession = (world: World, lookup: string): Promise<LiveSession | undefined> =>
  world.database.read(
    async (tx) => {
      const [row] = await tx.query<SessionRow & { language: string; organizations: string[] }>(
        sql`select s.*, u.language, ${organizationsOf(sql`s.user_id`)} as organizations
            from sessions as s join users as u on u.id = s.user_id and u.status = 'active' where s.lookup = ${lookup}`,
      );
      return row && { ...fromRow(row), language: row.language, organizations: row.organizations };
    },
    { ahead: true, isBrief: true },
  );

/** Written at most once a minute per session, so that being busy costs nothing. */
export async function touch(world: World, session: Session): Promise<void> {
  const now = world.clock.wall();
  if (now.getTime() - session.seenAt.getTime() < minuteMs) return;
  session.seenAt = now;
  session.idleEndsAt = after(now, lifeOf(world, session.kind).idleMs);
  await world.database.transaction(async (tx) =>
    tx.write(sql`update sessions set seen_at = ${now}, idle_ends_at = ${session.idleEndsAt} where id = ${session.id}`),
  );
}

type Change = { proofs?: readonly Proof[]; without?: readonly Proof[]; mustChange?: boolean };
/** The session goes on under a new secret and may now do more, or less. */
export function upgradeSession(
  world: World,
  tx: Tx,
  { session, change }: { session: Session; change: Change },
): string {
  const token = randomToken();
  const kept = session.proofs.filter((proof) => !change.without?.includes(proof));
  const proofs = [...new Set([...kept, ...(change.proofs ?? [])])];
  const provenAt = change.proofs ? world.clock.wall() : session.provenAt;
  tx.write(sql`update sessions set lookup = ${hashed(token)}, proofs = ${proofs}, proven_at = ${provenAt},
      must_change = ${change.mustChange ?? session.mustChange} where id = ${session.id}`);
  tx.write(notify('identity', `session:${session.lookup}`));
  return token;
}

/** The organization for which this session speaks from now on (ACT-022). */
export function chooseFor(tx: Tx, { session, organization }: { session: Session; organization: string }): void {
  tx.write(sql`update sessions set organization_id = ${organization} where id = ${session.id}`);
  tx.write(notify('identity', `session:${session.lookup}`));
}

export const listSessions = async (tx: Tx, user: string, now: Date): Promise<Session[]> => {
  const rows = await tx.query<SessionRow>(sql`select * from sessions
    where user_id = ${user} and ends_at > ${now} and idle_ends_at > ${now}
    order by started_at desc, id desc limit 200`);
  return rows.map(fromRow);
};

/** One of this person's sessions, if there is such a one; the tokens of a program go with it. */
export async function endSession(tx: Tx, { id, user }: { id: string; user: string }): Promise<string | undefined> {
  const [ended] = await tx.query<{ lookup: string }>(sql`with ended as (
      delete from sessions where id = ${id} and user_id = ${user} returning lookup),
    granted as (delete from oauth_artefacts where grant_id in (select lookup from ended))
    select lookup from ended`);
  if (ended) tx.write(notify('identity', `session:${ended.lookup}`));
  return ended?.lookup;
}

/** All that a program was given by one approval: its session, codes and tokens. */
export async function endGrant(world: World, grant: string): Promise<void> {
  await world.database.transaction(async (tx) => {
    tx.write(sql`delete from oauth_artefacts where grant_id = ${grant}`);
    tx.write(sql`delete from sessions where lookup = ${grant}`);
    tx.write(notify('identity', `session:${grant}`));
  });
  memoryOf(world).forget(`session:${grant}`);
}
