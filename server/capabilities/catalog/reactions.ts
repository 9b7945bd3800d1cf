// What follows here when a job gives up or is cancelled: its import can be compared and applied again.
import { obstacles } from '../../kernel/decision.ts';
import { step } from '../../platform/door/step.ts';
import { load } from '../../platform/record/history.ts';
import type { Door, Reaction } from '../../platform/world/world.ts';
import { jobs } from '../jobs/routes.ts';
import { halting, imports } from './imports.ts';
import { type LaterRequest, laterKinds } from './later-work.ts';
import { refusals } from './refusals.ts';
import type { Halt } from './rules/imports.ts';
import type { PriceImport } from './state.ts';

const stopped: Halt['refusal'] = { code: obstacles(refusals)('price_import_stopped').code, details: {} };
const waits: Readonly<Record<string, PriceImport['status']>> = {
  [laterKinds.compare]: 'comparing',
  [laterKinds.apply]: 'applying',
};

const halts = async ({ tx }: Door, { id }: { id: string }) => {
  const job = await load(tx, jobs, { id });
  const waiting = job && waits[job.kind];
  if (!waiting) return [];
  const of = (job.request as LaterRequest).import;
  const held = await load(tx, imports, { id: of });
  return held?.status === waiting ? [step(halting, of, { refusal: stopped })] : [];
};

export const reactions: readonly Reaction[] = [
  { on: 'job.failed', steps: halts },
  { on: 'job.cancelled', steps: halts },
];
