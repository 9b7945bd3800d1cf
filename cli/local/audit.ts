// Checks the log of one cloud for `kontor audit verify [--head FILE]`, and says in sentences what was found.
import type { JSONWebKeySet } from 'jose';
import type { Language } from '../../messages/catalogue.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { type Report, verifyChains } from '../../server/platform/record/audit.ts';
import { type Point, pointsOf, verifyHead, verifyReceipt } from '../../server/platform/record/receipts.ts';
import { keysIn } from '../../server/platform/record/signing-keys.ts';
import { say } from '../../server/platform/world/problem.ts';

export type Asked = {
  database: Database;
  /** What was kept outside: signed heads, receipts, or whole mails and webhooks with a head in them. */
  head?: string;
  /** Keys that were kept outside, too; without them those of the database are believed. */
  keys?: JSONWebKeySet;
  progressed?(entries: number): void;
};
export type Verified = {
  /** `proved` only with a head from outside; `consistent` means that the log agrees with itself. */
  outcome: 'proved' | 'consistent' | 'broken' | 'head_not_believed';
  report: Report | null;
  unbelieved: number;
};

type Found = { points: Point[]; unbelieved: number };
const signature = /[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}/g;

/** What every signed thing in the text says of chains; a receipt brings its positions and heads along. */
async function pointsIn(text: string, keys: JSONWebKeySet): Promise<Found> {
  const points: Point[] = [];
  let unbelieved = 0;
  for (const [jws] of text.matchAll(signature)) {
    const head = await verifyHead(jws, keys);
    if (head.ok) {
      points.push(...pointsOf(head.claims));
      continue;
    }
    const receipt = head.why === 'not_of_this_kind' ? await verifyReceipt(jws, keys) : head;
    if (receipt.ok) points.push(...receipt.claims.positions, ...receipt.claims.heads.flatMap(pointsOf));
    else unbelieved += 1;
  }
  return { points, unbelieved };
}

/** Whether one of these keys made the signature, of a head or of a receipt. */
async function isSignedBy(jws: string, keys: JSONWebKeySet): Promise<boolean> {
  const head = await verifyHead(jws, keys);
  return head.ok || (head.why === 'not_of_this_kind' && (await verifyReceipt(jws, keys)).ok);
}

/**
 * What is left of a text of heads for one cloud: what another cloud signed is nothing to it, what nobody signed is
 * everybody's. Nothing where all of it is of others.
 */
export async function headFor(text: string, others: readonly JSONWebKeySet[]): Promise<string | undefined> {
  const all = [...text.matchAll(signature)].map(([jws]) => jws);
  const isOfOthers = async (jws: string) =>
    (await Promise.all(others.map((keys) => isSignedBy(jws, keys)))).includes(true);
  const own: string[] = [];
  for (const jws of all) if (!(await isOfOthers(jws))) own.push(jws);
  if (all.length === 0) return text;
  return own.length > 0 ? own.join('\n') : undefined;
}

export async function verifyAll({ database, head, keys, progressed }: Asked): Promise<Verified> {
  return verified({
    head,
    keys: async () => keys ?? (await keysIn(database)),
    check: (points) => verifyChains(database, { points, ...(progressed && { progressed }) }),
  });
}

type Checking = {
  head: string | undefined;
  keys(): Promise<JSONWebKeySet>;
  check(points: readonly Point[]): Promise<Report>;
};
/** Nothing is checked against what nobody believes; whoever does the checking, the signatures are verified here. */
export async function verified({ head, keys, check }: Checking): Promise<Verified> {
  const nothing = { points: [], unbelieved: 0 };
  const { points, unbelieved } = head === undefined ? nothing : await pointsIn(head, await keys());
  if (head !== undefined && (unbelieved > 0 || points.length === 0)) {
    return { outcome: 'head_not_believed', report: null, unbelieved };
  }
  const report = await check(points);
  const outcome = report.broken ? 'broken' : points.length > 0 ? 'proved' : 'consistent';
  return { outcome, report, unbelieved };
}

/** Sentences for a terminal; the first says how it ended. */
export function inSentences({ outcome, report }: Verified, language: Language): string[] {
  const lines = [say(language, `audit.outcome.${outcome}`)];
  if (!report) return lines;
  const { broken, tookMs, ...counts } = report;
  const perSecond = Math.round((counts.entries / Math.max(tookMs, 1)) * 1000);
  if (broken) {
    const { flaw, thread = '–', lane = '–', index = '–', event = '–' } = broken;
    lines.push(say(language, `audit.flaw.${flaw}`), say(language, 'audit.place', { thread, lane, index, event }));
  }
  lines.push(say(language, 'audit.counts', { ...counts, seconds: (tookMs / 1000).toFixed(1), perSecond }));
  return lines;
}
