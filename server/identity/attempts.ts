// Counts failures so that guessing becomes slow, without letting a stranger lock anybody out.
import sql from 'sql-template-tag';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { type Database, retried, Undo } from '../platform/database/database.ts';
import type { IdentityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import { no } from './refusals.ts';

/** What failures are counted by: how many are free, how long they are remembered, how long a pause may become. */
export type Bucket = { key: string; freeFailures: number; windowMinutes: number; pauseMinutesMax: number };

const hour = 60;
const shortly = ({ tryWindowMinutes, tryPauseMinutesMax }: IdentityLimits) => ({
  windowMinutes: tryWindowMinutes,
  pauseMinutesMax: tryPauseMinutesMax,
});
/** Where many share a bucket the innocent wait no longer than this. */
const sharedPauseMinutes = 5;
type Guess = { name: string; network: string; knownDevice: string | undefined };

/**
 * A device from which this person has signed in before is counted by itself: whatever strangers do, its owner gets in.
 * Strangers are counted by name and network, by network, and, far more generously, by name from everywhere.
 */
export const signInBuckets = (
  limits: IdentityLimits,
  { name, network, knownDevice }: Guess,
): readonly [Bucket, ...Bucket[]] => {
  const short = shortly(limits);
  const pauseMinutesMax = Math.min(sharedPauseMinutes, limits.tryPauseMinutesMax);
  if (knownDevice) return [{ key: `device ${knownDevice} ${name}`, freeFailures: limits.triesPerDevice, ...short }];
  return [
    { key: `name ${name} from ${network}`, freeFailures: limits.triesPerNameAndNetwork, ...short },
    { key: `network ${network}`, freeFailures: limits.triesPerNetwork, ...short, pauseMinutesMax },
    { key: `name ${name}`, freeFailures: limits.triesPerName, windowMinutes: hour, pauseMinutesMax },
  ];
};

/** Codes are short, so each session has few tries, and each person not many over all sessions of strangers. */
export const factorBuckets = (
  limits: IdentityLimits,
  by: { user: string; session: string; knownDevice: string | undefined },
) =>
  [
    { key: `code of session ${by.session}`, freeFailures: limits.codesPerSession, ...shortly(limits) },
    {
      key: `code of ${by.user} from ${by.knownDevice ?? 'strangers'}`,
      freeFailures: limits.codesPerPerson,
      ...shortly(limits),
      windowMinutes: hour,
    },
  ] as const satisfies readonly Bucket[];

export const passwordBuckets = (
  limits: IdentityLimits,
  { user, session }: { user: string; session: string },
): readonly [Bucket] => [
  { key: `password of ${user} in ${session}`, freeFailures: limits.triesPerNameAndNetwork, ...shortly(limits) },
];

export const forgottenBuckets = (limits: IdentityLimits, { name, network }: { name: string; network: string }) => {
  const long = { ...shortly(limits), windowMinutes: hour };
  return {
    ofNetwork: { key: `forgotten from ${network}`, freeFailures: limits.resetLinksPerNetwork, ...long },
    ofName: { key: `forgotten ${name}`, freeFailures: limits.resetLinksPerName, ...long, pauseMinutesMax: hour },
  };
};

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** `pausedUntil` when this try was one too many, should it fail. */
export type Counted = { ok: true; pausedUntil: Date | undefined };

/** Counts a try before it is made, so that many at once gain nothing. Refuses `too_many_tries`. */
export async function countTry(
  database: Database,
  { buckets, now }: { buckets: readonly Bucket[]; now: Date },
): Promise<Counted | Refusal> {
  const sorted = [...buckets].sort((a, b) => (a.key < b.key ? -1 : 1));
  return retried(
    database,
    async (tx): Promise<Counted | Refusal> => {
      let pausedUntil: Date | undefined;
      for (const { key, freeFailures, windowMinutes, pauseMinutesMax } of sorted) {
        const bucket = hashed(key);
        const forgottenBefore = new Date(now.getTime() - windowMinutes * minuteMs);
        const counted = await tx.query<{
          until: Date | null;
        }>(sql`insert into attempts as a (bucket, failures, last_at) values (${bucket}, 1, ${now})
          on conflict (bucket) do update set
            failures = case when a.last_at < ${forgottenBefore} then 1 else a.failures + 1 end,
            last_at = ${now},
            blocked_until = case when a.last_at >= ${forgottenBefore} and a.failures + 1 > ${freeFailures}
              then ${now}::timestamptz + least(power(2, least(a.failures + 1 - ${freeFailures}, 20)),
                ${pauseMinutesMax} * 60) * interval '1 second' end
          where a.blocked_until is null or a.blocked_until <= ${now} returning blocked_until as until`);
        pausedUntil = counted[0]?.until ?? pausedUntil;
        if (counted.length > 0) continue;
        const [row] = await tx.query<{ until: Date }>(
          sql`select blocked_until as until from attempts where bucket = ${bucket}`,
        );
        const retrySeconds = Math.max(1, Math.ceil(((row?.until.getTime() ?? 0) - now.getTime()) / secondMs));
        throw new Undo(refuse(no('too_many_tries', { retrySeconds })));
      }
      return { ok: true, pausedUntil };
    },
    { ahead: true },
  );
}

/** A try that went well is no failure; the bucket of this name and place begins anew, the shared ones lose one. */
export async function forgive(database: Database, [own, ...shared]: readonly [Bucket, ...Bucket[]]): Promise<void> {
  await retried(database, async (tx) => {
    tx.write(sql`delete from attempts where bucket = ${hashed(own.key)}`);
    const keys = shared.map(({ key }) => hashed(key));
    if (keys.length > 0) {
      tx.write(sql`update attempts set failures = greatest(failures - 1, 0), blocked_until = null
        where bucket = any(${keys}::text[])`);
    }
  });
}
