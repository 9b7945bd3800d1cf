// The whole log checked as long work: who may ask for it, how far it is, and the report as its result.
import sql from 'sql-template-tag';
import * as contract from '../../../contract/events.ts';
import type { Database } from '../../platform/database/database.ts';
import { enter } from '../../platform/door/look.ts';
import { together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { type Break, type Report, verifyChains } from '../../platform/record/audit.ts';
import { type Head, pointsOf } from '../../platform/record/receipts.ts';
import { preparing, type Route } from '../../platform/wire/operations.ts';
import { Hopeless } from '../../platform/work/jobs.ts';
import type { LongKind } from '../../platform/work/long-work.ts';
import { beginningJob } from '../jobs/offers.ts';

const kind = 'logVerification';
const tellEveryMs = 500;
type Asked = { heads?: readonly Head[] };

/** Whoever asks checked the signatures of the heads: this server need not be believed about its own keys. */
export const verifyingLog: Route = preparing(
  contract.verifyLog,
  ({ world, caller, body }) =>
    world.database.read(async (tx) => {
      const entered = await enter(world, tx, { caller, action: 'log.verify', sides: {} });
      return entered.ok ? { ok: true, command: body as Asked } : entered;
    }),
  together<Asked>({
    changes: [beginningJob],
    plan: (_planning, key, { heads = [] }) => [step(beginningJob, key, { kind, request: { heads } })],
  }),
);

async function entriesIn(database: Database): Promise<number> {
  const [row] = await database.read((tx) =>
    tx.query<{ count: number }>(sql`select count(*) as count from chain_links`),
  );
  return row!.count;
}

const flawed = ({ flaw, index = 0 }: Break) => ({ row: index, code: flaw, key: `audit.flaw.${flaw}`, values: {} });

/** Begins anew after an interruption: what was read before it might have been changed meanwhile. */
export const logVerification: LongKind = {
  kind,
  run: async ({ world, job, progress, keepResult }) => {
    const total = await entriesIn(world.database);
    let toldAt = 0;
    const report: Report = await verifyChains(world.database, {
      points: ((job.request as Asked).heads ?? []).flatMap(pointsOf),
      progressed: async (done) => {
        if (performance.now() - toldAt < tellEveryMs) return;
        toldAt = performance.now();
        await progress({ phase: 'verifying', done, total: Math.max(done, total) });
      },
    });
    async function* pieces() {
      yield Buffer.from(`${JSON.stringify(report)}\n`);
    }
    await keepResult({ type: 'application/json', name: `log-verification-${job.id}.json` }, pieces());
    const { broken, entries } = report;
    const errors = broken ? [flawed(broken)] : [];
    await progress({ phase: broken ? 'broken' : 'verified', done: entries, total: entries, errors });
    // A log that does not hold waits for the operator as work that failed; another check says whether it is mended.
    if (broken) throw new Hopeless(`the log is broken: ${broken.flaw}`);
  },
};
