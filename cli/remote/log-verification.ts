// Has a running server check its log as a job, says how far it is, and brings back the report.
import { type Client, connect } from '../../contract/client.ts';
import { seeReceiptKeys, verifyLog } from '../../contract/events.ts';
import { downloadJob, seeJob } from '../../contract/jobs.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import { reachable } from './address.ts';
import { clientFor, type Here, whereTo } from './session.ts';

type Point = { thread: string; lane?: number; index: number; hash: string };
type At = { cloud?: string | undefined };
const betweenMs = 400;

export const originOf = async (here: Here, at: At): Promise<string> => (await whereTo(here, at)).origin;

/** The public keys, for who kept none; who is asked need not be signed in. */
export async function keysOfServer(here: Here, at: At): Promise<unknown> {
  const client = connect({ origin: reachable(await originOf(here, at)), fetch: here.terminal.fetch });
  return client.call(seeReceiptKeys, {});
}

export async function reportOfServer(here: Here, at: At, points: readonly Point[]): Promise<unknown> {
  const client = await clientFor(here, at);
  // Only what is said of a place: the rest of the claims is for whoever verifies their signature.
  const told = points.map(({ thread, lane = 0, index, hash }) => ({ thread, lane, index, hash }));
  const { id } = await client.call(verifyLog, { body: { heads: told } });
  await finished(here, client, id);
  return reportIn(here, String(await client.call(downloadJob, { path: { id } })));
}

/** Whatever else a server may send: only what counted entries says that nothing is wrong with them. */
function reportIn({ say }: Here, text: string): unknown {
  const report: unknown = JSON.parse(text);
  if (report instanceof Object && 'entries' in report && Number.isSafeInteger(report.entries)) return report;
  throw new Stopped(say('audit.no_report'), exitCodes.failed);
}

async function finished({ terminal, say, patience }: Here, client: Client, id: string): Promise<void> {
  for (let said = -1; ; ) {
    const { status, progress } = await client.call(seeJob, { path: { id } });
    // Broken, it failed as work, and its report says where.
    if (status === 'done' || progress?.phase === 'broken') return;
    if (status !== 'waiting' && status !== 'running') {
      throw new Stopped(say('audit.ended', { id, status }), exitCodes.failed);
    }
    const { done, total } = progress ?? { done: 0, total: null };
    if (total && done > said) terminal.tell(say('audit.progress', { done, total }));
    said = done;
    await patience.pause(betweenMs);
  }
}
