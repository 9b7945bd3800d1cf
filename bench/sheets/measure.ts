// Measures how fast a sheet is read, and in how much memory: ours beside csv-parse, which only cuts fields.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { readSheet } from '../../server/capabilities/price-sheets/sheets/read.ts';

async function readOurs(path: string): Promise<number> {
  const sheet = await readSheet(createReadStream(path));
  if (!sheet.ok) throw new Error(sheet.refusal.code);
  let rows = 0;
  for await (const batch of sheet.batches) {
    if (batch.refusal || batch.errors.length > 0) throw new Error(JSON.stringify(batch.refusal ?? batch.errors[0]));
    rows += batch.rows.length;
  }
  return rows;
}

async function readTheirs(path: string): Promise<number> {
  let rows = -1;
  for await (const _ of createReadStream(path).pipe(parse({ bom: true }))) rows += 1;
  return rows;
}

const [path = '', reader = 'ours'] = process.argv.slice(2);
const started = performance.now();
const rows = await (reader === 'ours' ? readOurs(path) : readTheirs(path));
const seconds = (performance.now() - started) / 1000;
const busy = (process.cpuUsage().user / 1e6).toFixed(2);
const memory = `${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`;
const speed = `${seconds.toFixed(2)} s (${busy} s of a core), ${Math.round(rows / seconds)} rows/s`;
process.stdout.write(`${reader}: ${rows} rows, ${speed}, ${memory}\n`);
