// What follows here when a job gives up or is cancelled: its import can be compared and applied again.
import { obstacles } from '../../kernel/decision.ts';
import { step } from '../../platform/door/step.ts';
import { load } from '../../platform/record/history.ts';
import type { Door, Reaction } from '../../platform/world/world.ts';
import { jobOf } from '../jobs/offers.ts';
import { halting } from './commands.ts';
import type { Halt } from './rules.ts';
import { type LaterRequest, laterKinds, type PriceImport, refusals } from './state.ts';
import { imports } from './thing.ts';

const stopped: Halt['refusal'] = { code: obstacles(refusals)('price_import_stopped').code, details: {} };
const waits: Readonly<Record<string, PriceImport['status']>> = {
  [laterKinds.compare]: 'comparing',
  [laterKinds.apply]: 'applying',
};

const halts = async ({ tx }: Door, { id }: { id: string }) => {
  const job = await jobOf(tx, id);
  const waiting = job && waits[job.kind];
  if (!waiting) return [];
  const of = (job.request as LaterRequest).import;
  const held = await load(tx, imports, { id: of });
  return held?.status === waiting ? [step(halting, of, { refusal: stopped })] : [];
};

export const reactions: readonly Reaction[] = [
  { on: 'job.failed', does: [halting], steps: halts },
  { on: 'job.cancelled', does: [halting], steps: halts },
];
