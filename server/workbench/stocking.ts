// The operator of a demo takes in the vendor's sheets as in life: begun, sent, compared, put into force.
import { Readable } from 'node:stream';
import { type Acting, as, type Builder } from './builder.ts';
import { firstSheets, laterSheet, type Sheet } from './sheets.ts';

type Taking = Pick<Builder, 'work'> & { byOperator: Acting };
type More = { effectiveFrom?: string; missing?: 'keep' };
async function take({ work, byOperator }: Taking, { list, name, text }: Sheet, more: More = {}): Promise<void> {
  const { id } = await byOperator('priceImport.create', { body: { name, list, ...more } });
  const path = { id };
  await byOperator('priceImport.upload', { path, file: Readable.from(Buffer.from(text)) });
  await work();
  const checked = await byOperator('priceImport.see', { path });
  if (checked.status !== 'checked' || checked.badRows !== 0) {
    throw new Error(`the demo's sheet "${name}" is wrong: ${JSON.stringify(checked)}`);
  }
  await byOperator('priceImport.apply', { path });
  await work();
  const { status } = await byOperator('priceImport.see', { path });
  if (status !== 'applied') throw new Error(`the demo's sheet "${name}" is ${status}`);
}

/** The first day of the second month from now: far enough that orders of today are not touched. */
const later = (now: Date): string => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1)).toISOString();

export async function stock(builder: Builder, operator: string): Promise<void> {
  const byOperator = as(builder, operator);
  const taking = { work: builder.work, byOperator };
  const { cloud, clock } = builder.world;
  for (const sheet of firstSheets(cloud.id)) await take(taking, sheet);
  await take(taking, laterSheet(cloud.id), { effectiveFrom: later(clock.business()), missing: 'keep' });
}
