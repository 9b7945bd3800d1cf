// Counts failures so that guessing becomes slow, without letting a stranger lock anybody out.
import sql from 'sql-template-tag';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { type Database, retried, Undo } from '../platform/database.ts';
import { hashed } from '../platform/secrets.ts';
import { no } from './refusals.ts';

/** What failures are counted by: how many are free, how long they are remembered, how long a pause may become. */
export type Bucket = { key: string; freeFailures: number; windowMinutes: number; pauseMinutesMax: number };

const short = { windowMinutes: 15, pauseMinutesMax: 15 };
type Guess = { name: string; network: string; knownDevice: string | undefined };

/**
 * A device from which this person has signed in before is counted by itself: whatever strangers do, its owner gets in.
 * Strangers are counted by name and network, by network, and, far more generously, by name from everywhere.
 */
export const signInBuckets = ({ name, network, knownDevice }: Guess): readonly [Bucket, ...Bucket[]] =>
  knownDevice
    ? [{ key: `device ${knownDevice} ${name}`, freeFailures: 10, ...short }]
    : [
        { key: `name ${name} from ${network}`, freeFailures: 5, ...short },
        { key: `network ${network}`, freeFailures: 50, ...short, pauseMinutesMax: 5 },
        { key: `name ${name}`, freeFailures: 100, windowMinutes: 60, pauseMinutesMax: 5 },
      ];

/** Codes are short, so each session has few tries, and each person not many over all sessions of strangers. */
export const factorBuckets = (by: { user: string; session: string; knownDevice: string | undefined }) =>
  [
    { key: `code of session ${by.session}`, freeFailures: 5, ...short },
    {
      key: `code of ${by.user} from ${by.knownDevice ?? 'strangers'}`,
      freeFailures: 15,
      windowMinutes: 60,
      pauseMinutesMax: 15,
    },
  ] as const satisfies readonly Bucket[];

export const passwordBuckets = (user: string, session: string): readonly [Bucket] => [
  { key: `password of ${user} in ${session}`, freeFailures: 5, ...short },
];

export const forgottenBuckets = ({ name, network }: { name: string; network: string }) => ({
  ofNetwork: { key: `forgotten from ${network}`, freeFailures: 20, windowMinutes: 60, pauseMinutesMax: 15 },
  ofName: { key: `forgotten ${name}`, freeFailures: 3, windowMinutes: 60, pauseMinutesMax: 60 },
});

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Counts a try before it is made, so that many at once gain nothing. Refuses `too_many_tries`. */
export async function countTry(
  database: Database,
  { buckets, now }: { buckets: readonly Bucket[]; now: Date },
): Promise<{ ok: true } | Refusal> {
  const sorted = [...buckets].sort((a, b) => (a.key < b.key ? -1 : 1));
  return retried(
    database,
    async (tx): Promise<{ ok: true } | Refusal> => {
      for (const { key, freeFailures, windowMinutes, pauseMinutesMax } of sorted) {
        const bucket = hashed(key);
        const forgottenBefore = new Date(now.getTime() - windowMinutes * minuteMs);
        const counted =
          await tx.query(sql`insert into attempts as a (bucket, failures, last_at) values (${bucket}, 1, ${now})
          on conflict (bucket) do update set
            failures = case when a.last_at < ${forgottenBefore} then 1 else a.failures + 1 end,
            last_at = ${now},
            blocked_until = case when a.last_at >= ${forgottenBefore} and a.failures + 1 > ${freeFailures}
              then ${now}::timestamptz + least(power(2, least(a.failures + 1 - ${freeFailures}, 20)),
                ${pauseMinutesMax} * 60) * interval '1 second' end
          where a.blocked_until is null or a.blocked_until <= ${now} returning bucket`);
        if (counted.length > 0) continue;
        const [row] = await tx.query<{ until: Date }>(
          sql`select blocked_until as until from attempts where bucket = ${bucket}`,
        );
        const retrySeconds = Math.max(1, Math.ceil(((row?.until.getTime() ?? 0) - now.getTime()) / secondMs));
        throw new Undo(refuse(no('too_many_tries', { retrySeconds })));
      }
      return { ok: true };
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
