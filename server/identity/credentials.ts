// The accounts of people and their passwords; what the room of organizations needs to add its members.
import { hash, verify } from '@node-rs/argon2';
import sql, { raw, type Sql } from 'sql-template-tag';
import { type Obstacle, obstacles, type Refusal, type Refusals, refuse } from '../kernel/decision.ts';
import { type Id, newId } from '../kernel/id.ts';
import { daysAfter } from '../kernel/term.ts';
import { notify, type Tx, type Writer } from '../platform/database/database.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed, type Secrets } from '../platform/settings/secrets.ts';
import type { World } from '../platform/world/world.ts';

export type Spoken = 'en' | 'ko' | 'zh-CN';
export type User = {
  id: Id<'usr'>;
  /** What they sign in with: looks like a mail address, mails go there. */
  name: string;
  displayName: string;
  language: Spoken;
  status: 'active' | 'suspended' | 'erased';
  isPersona: boolean;
  passwordHash: string | null;
  /** ROL-005: a password for the first sign-in, long enough at random that a fast hash keeps it. */
  temporaryHash: string | null;
  temporaryUntil: Date | null;
};

/** Within another statement: in which language somebody reads, whether there is such an account or not. */
export const languageOf = (user: Sql): Sql => sql`coalesce((select language from users where id = ${user}), 'en')`;

/** @public Read by the house tests and by `npm run generate`, which look for this name in every room. */
export const refusals = {
  sign_in_name_taken: { kind: 'conflict' },
  password_too_short: { kind: 'invalid' },
  password_too_long: { kind: 'invalid' },
  password_too_common: { kind: 'invalid' },
  password_contains_name: { kind: 'invalid' },
  server_is_hashing: { kind: 'unavailable' },
} as const satisfies Refusals;
const no = obstacles(refusals);

/** One spelling for one account: compatibility forms and capitals do not make another one. */
export const signInName = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

// The heads of published lists of leaked passwords, without digits and signs; longer ones are mostly made from them.
const leaked = new Set(
  `password passwort passw contrasena motdepasse welcome willkommen letmein admin administrator root login master
  qwerty qwertyuiop qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc iloveyou
  iloveu loveyou loveme lovely sunshine princess dragon monkey football baseball basketball soccer hockey superman
  batman spiderman pokemon starwars trustno shadow michael jennifer jordan ashley daniel jessica charlie thomas hunter
  killer freedom whatever computer internet secret changeme default guest test testing demo temp temporary user
  access summer winter spring autumn january february march april june july august september october november december
  monday friday sunday company office partner partnercenter kontor seoul korea beijing china shanghai samsung google
  microsoft windows apple facebook linkedin hello helloworld abc abcd abcde abcdef abcdefg abcdefgh abcabc aaa aaaa
  correcthorsebatterystaple opensesame chocolate cookie flower butterfly purple orange cheese pepper ginger buster
  woaini wodemima mima mimashi mimashimima sarang saranghae saranghaeyo bimilbeonho daehanminguk nihao zhongguo
  tkfkdgo dkssud qlalfqjsgh dlwlgus wjdgus rlawlgus`.split(/\s+/),
);
const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** What is left of a password without its decoration: `P@ssw0rd-2026!` is `password`. */
const bare = (password: string): string[] => {
  const lower = password.normalize('NFKC').toLowerCase();
  const undecorated = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const read = (text: string) => text.replace(/[013457@$]/g, (sign) => lookAlikes[sign]!);
  return [lower, read(lower), read(undecorated)].map((text) => text.replace(/[^\p{L}]/gu, ''));
};
const isRepeated = (text: string): boolean => new Set(text).size < 5 || /^(.{1,6})\1+$/.test(text);
const runs = '01234567890 09876543210 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm';
const isRun = (text: string): boolean => runs.split(' ').some((run) => run.includes(text) || text.includes(run));
/** Digits alone are mostly dates and telephone numbers. */
const isCommon = (password: string): boolean =>
  /^\d+$/.test(password) ||
  isRepeated(password.toLowerCase()) ||
  isRun(password.toLowerCase()) ||
  bare(password).some((word) => word.length > 0 && (leaked.has(word) || (word.length > 3 && isRepeated(word))));

/** What speaks against a password, all at once. Refuses `password_too_short` and its like. */
export function weaknessOf(world: World, { password, name }: { password: string; name: string }): Refusal | undefined {
  const { passwordLengthMin: lengthMin, passwordLengthMax: lengthMax } = identityLimits(world);
  const length = [...password].length;
  const own = signInName(name).split('@')[0]!;
  const found: (Obstacle | false)[] = [
    length < lengthMin && no('password_too_short', { lengthMin }),
    length > lengthMax && no('password_too_long', { lengthMax }),
    isCommon(password) && no('password_too_common'),
    own.length > 3 && password.toLowerCase().includes(own) && no('password_contains_name'),
  ];
  const [first, ...also] = found.filter((one): one is Obstacle => one !== false);
  return first && refuse(first, ...also);
}

/** 2 is Argon2id; 19 MiB and two passes are the least that is advised today. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const atOnceMax = 2;
const waitingMax = 100;
const waiting: (() => void)[] = [];
let running = 0;

/** A flood of sign-ins must not take all threads from everything else: two at a time, the rest wait their turn. */
async function inTurn<T>(work: () => Promise<T>): Promise<T | Refusal> {
  if (waiting.length >= waitingMax) return refuse(no('server_is_hashing'));
  if (running >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Takes some ten milliseconds: never inside a transaction. Refuses `server_is_hashing` when too many wait. */
export const hashPassword = (password: string): Promise<string | Refusal> =>
  inTurn(() => hash(password.normalize('NFKC'), cost));

let decoy: Promise<string> | undefined;
/** Takes as long where there is no account or no password, so that time does not tell (SEC-014). */
export async function isPassword(user: User | undefined, password: string): Promise<boolean | Refusal> {
  decoy ??= hash('an account that does not exist', cost);
  const known = user?.passwordHash ?? (await decoy);
  const fits = await inTurn(() => verify(known, password.normalize('NFKC')));
  return typeof fits === 'boolean' ? fits && !!user?.passwordHash : fits;
}

export const isTemporaryPassword = (user: User | undefined, password: string): boolean =>
  !!user?.temporaryHash && user.temporaryHash === hashed(password.trim().toLowerCase());

type UserRow = Pick<User, 'id' | 'name' | 'language' | 'status'> & {
  display_name: string;
  is_persona: boolean;
  password_hash: string | null;
  temporary_hash: string | null;
  temporary_until: Date | null;
};
const fromRow = ({ id, name, language, status, ...row }: UserRow): User => ({
  id,
  name,
  language,
  status,
  displayName: row.display_name,
  isPersona: row.is_persona,
  passwordHash: row.password_hash,
  temporaryHash: row.temporary_hash,
  temporaryUntil: row.temporary_until,
});

export async function findUser(tx: Tx, by: { id: string } | { name: string }): Promise<User | undefined> {
  const [row] = await tx.query<UserRow>(
    'id' in by
      ? sql`select * from users where id = ${by.id}`
      : sql`select * from users where name = ${signInName(by.name)}`,
  );
  return row && fromRow(row);
}

export type NewUser = {
  name: string;
  displayName: string;
  language: Spoken;
  now: Date;
  /** Where the person chose a password itself; otherwise a temporary one is issued next. */
  passwordHash?: string;
  isPersona?: boolean;
};
/** Refuses `sign_in_name_taken`. */
export async function addUser(tx: Tx, user: NewUser): Promise<{ ok: true; id: Id<'usr'> } | Refusal> {
  const id = newId('usr');
  const { displayName, language, now, passwordHash = null, isPersona = false } = user;
  const added = await tx.query(sql`insert into users
    (id, name, display_name, language, status, is_persona, password_hash, temporary_issue, created_at)
    values (${id}, ${signInName(user.name)}, ${displayName}, ${language}, 'active', ${isPersona}, ${passwordHash}, 0,
      ${now}) on conflict (name) do nothing returning id`);
  return added.length > 0 ? { ok: true, id } : refuse(no('sign_in_name_taken'));
}

/** By the clock on the wall, as all that proves who somebody is. */
const untilOf = (world: World): Date => daysAfter(world.clock.wall(), identityLimits(world).temporaryPasswordDays);
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** A hundred bits in four groups that can be read out; the same for the same issue, so that only its hash is kept. */
const temporaryPassword = (secrets: Secrets, of: { id: string; issue: number }): string => {
  const bytes = Buffer.from(secrets.tokenFor('temporaryPassword', `${of.id}:${of.issue}`), 'base64url');
  const text = Array.from(bytes.subarray(0, 20), (byte) => letters[byte % letters.length]).join('');
  return text.match(/.{5}/g)!.join('-');
};

/** ROL-005: show the answer once and put it into no event. The old password stops working, all sessions end. */
export async function issueTemporaryPassword(
  tx: Tx,
  { id, world }: { id: string; world: World },
): Promise<{ password: string; issue: number }> {
  const until = untilOf(world);
  const [row] = await tx.query<{ issue: number }>(sql`update users
    set temporary_issue = temporary_issue + 1, temporary_until = ${until}, password_hash = null
    where id = ${id} returning temporary_issue as issue`);
  if (!row) throw new Error(`there is no user ${id}`);
  const password = temporaryPassword(world.secrets, { id, issue: row.issue });
  tx.write(sql`update users set temporary_hash = ${hashed(password)} where id = ${id}`);
  await endSessionsOf(tx, { user: id });
  return { password, issue: row.issue };
}

/** The same password once more, for the answer of the command that issued it; outside its transaction. */
export const temporaryPasswordOf = temporaryPassword;

export type WrittenUser = NewUser & { id: string; world: World };
/**
 * An account under an id that is decided already, its name known to be free under a lock. Without a password of its own
 * it gets its first temporary one, which `temporaryPasswordOf` tells for issue 1.
 */
export function writeUser(tx: Writer, user: WrittenUser): void {
  const { id, displayName, language, now, world, passwordHash = null, isPersona = false } = user;
  const issue = passwordHash === null ? 1 : 0;
  const temporary = issue === 1 ? hashed(temporaryPassword(world.secrets, { id, issue })) : null;
  tx.write(sql`insert into users (id, name, display_name, language, status, is_persona, password_hash,
      temporary_issue, temporary_hash, temporary_until, created_at)
    values (${id}, ${signInName(user.name)}, ${displayName}, ${language}, 'active', ${isPersona}, ${passwordHash},
      ${issue}, ${temporary}, ${issue === 1 ? untilOf(world) : null}, ${now})`);
}

/** The number of the temporary password that comes next: no two of one account are the same. */
export async function nextIssue(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.query<{ issue: number }>(sql`select temporary_issue + 1 as issue from users where id = ${id}`);
  if (!row) throw new Error(`there is no user ${id}`);
  return row.issue;
}

/** ROL-005: as `issueTemporaryPassword`, for an issue that is decided already; nobody waits for it. */
export function replaceByTemporaryPassword(
  tx: Writer,
  { id, issue, world }: { id: string; issue: number; world: World },
): void {
  const password = temporaryPassword(world.secrets, { id, issue });
  tx.write(sql`update users set temporary_issue = ${issue}, temporary_until = ${untilOf(world)}, password_hash = null,
    temporary_hash = ${hashed(password)} where id = ${id}`);
  endAllSessionsOf(tx, id);
}

/** The same as `endSessionsOf`, for who cannot wait for the answer. */
const endAllSessionsOf = (tx: Writer, user: string): void =>
  tx.write(sql`with ended as (delete from sessions where user_id = ${user} returning lookup),
      granted as (delete from oauth_artefacts where grant_id in (select lookup from ended))
    select pg_notify(current_schema() || '.identity', 'session:' || lookup) from ended`);

/** Also takes the temporary one away, and whatever links for a new password are still on their way. */
export function setPassword(tx: Writer, { id, passwordHash }: { id: string; passwordHash: string }): void {
  tx.write(sql`update users set password_hash = ${passwordHash}, temporary_hash = null, temporary_until = null
    where id = ${id}`);
  tx.write(sql`delete from password_resets where user_id = ${id}`);
}

/** Ends browsers and programs alike, at once here and within a moment in other processes. */
export async function endSessionsOf(tx: Tx, { user, except }: { user: string; except?: string }): Promise<number> {
  const ended = await tx.query<{ lookup: string }>(sql`with ended as (
      delete from sessions where user_id = ${user} and id is distinct from ${except ?? null}::text returning lookup),
    granted as (delete from oauth_artefacts where grant_id in (select lookup from ended))
    select lookup from ended`);
  for (const { lookup } of ended) tx.write(notify('identity', `session:${lookup}`));
  return ended.length;
}

/** Who is suspended cannot sign in anywhere in this cloud; sessions and the tokens of programs end. */
export function suspendUser(tx: Writer, { id }: { id: string }): void {
  tx.write(sql`update users set status = 'suspended' where id = ${id} and status = 'active'`);
  endAllSessionsOf(tx, id);
}
export const reinstateUser = (tx: Writer, { id }: { id: string }): void =>
  tx.write(sql`update users set status = 'active' where id = ${id} and status = 'suspended'`);

/** What is left is the id, which others' records hold, and which leads to nobody any more. */
export function eraseUser(tx: Writer, { id }: { id: string }): void {
  endAllSessionsOf(tx, id);
  tx.write(sql`update users set status = 'erased', name = 'erased ' || id, display_name = '', is_persona = false,
    password_hash = null, temporary_hash = null, temporary_until = null where id = ${id}`);
  for (const table of ['second_factors', 'recovery_codes', 'password_resets', 'known_devices']) {
    tx.write(sql`delete from ${raw(table)} where user_id = ${id}`);
  }
}
