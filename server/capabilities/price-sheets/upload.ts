// A sheet on its way in: kept whole, piece by piece, before the answer says which job reads it.
import type { Readable } from 'node:stream';
import * as contract from '../../../contract/price-sheets.ts';
import { obstacles, type Refusal, refuse } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import { codeOf } from '../../platform/database/database.ts';
import { alone, perform, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { type Call, type Reply, type Route, receiving as receivingFile } from '../../platform/wire/operations.ts';
import type { World } from '../../platform/world/world.ts';
import { beginningJob } from '../jobs/offers.ts';
import { receiving, uploading } from './commands.ts';
import { advancing, enter, type Reading } from './progress.ts';
import { Superseded } from './staging/reading.ts';
import { keepingPart } from './staging/tables.ts';
import { refusals, type SheetRequest, sheetKind } from './state.ts';

const no = obstacles(refusals);
/** Small enough to be forgotten young: larger pieces pile up before the memory is swept. */
const partBytes = 65_536;

/** Answers with the job that reads the sheet. Refuses `upload_superseded` and `upload_interrupted`. */
export async function takeSheet(call: Call, file: Readable): Promise<Reply> {
  const { world, language } = call;
  const caller = { ...call.caller, ...(language && { language }) };
  const key = call.path.id!;
  const attempt = newId('upl', caller.organization);
  const operation = 'priceImport.upload';
  const begun = await perform(world, caller, { operation, act: alone(uploading), key, command: { attempt } });
  if (!begun.ok) return begun;
  const reading = { id: key, attempt };
  try {
    await keep(world, reading, file);
  } catch (error) {
    return broken(world, reading, error);
  }
  const work = { kind: sheetKind, request: { import: key, attempt } satisfies SheetRequest };
  const act = together({
    changes: [receiving, beginningJob],
    plan: async () => [step(receiving, key, { attempt }), step(beginningJob, key, work)],
  });
  const answer = await perform(world, caller, { operation, act, key, command: {} });
  return answer.ok ? { ok: true, body: answer.states.find(({ thing }) => thing === 'job')!.shown } : answer;
}

/** A piece at a time in memory, however long the sheet is. */
async function keep(world: World, reading: Reading, file: Readable): Promise<void> {
  let [part, bytes, size] = [0, 0, 0];
  let held: Buffer[] = [];
  const save = async () => {
    const piece = Buffer.concat(held);
    [held, size, bytes] = [[], 0, bytes + piece.length];
    await world.database.transaction(async (tx) => {
      tx.write(keepingPart(reading.attempt, part, piece));
      const step = { rows: 0, badRows: 0, bytes, at: world.clock.wall() };
      const known = await tx.query(advancing(reading, step));
      if (known.length === 0) throw new Superseded();
    });
    part += 1;
  };
  for await (const chunk of file) {
    let rest = chunk as Buffer;
    while (rest.length > 0) {
      const next = rest.subarray(0, partBytes - size);
      held.push(next);
      size += next.length;
      rest = rest.subarray(next.length);
      if (size >= partBytes) await save();
    }
  }
  if (size > 0) await save();
}

async function broken(world: World, reading: Reading, error: unknown): Promise<Refusal> {
  if (error instanceof Superseded) return refuse(no('upload_superseded'));
  await enter(world, reading, 'broken');
  if (['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(codeOf(error))) return refuse(no('upload_interrupted'));
  throw error;
}

export const uploads: readonly Route[] = [receivingFile(contract.uploadPriceSheet, takeSheet)];
