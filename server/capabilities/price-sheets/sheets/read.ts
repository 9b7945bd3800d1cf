// Reads a price sheet or offer matrix as it comes in: rows in batches, what is wrong with the others, never the whole.
import type { Readable } from 'node:stream';
import { blocksOf, type Chunks, tooLong } from './blocks.ts';
import { recognize } from './header.ts';
import { RowReader } from './row-reader.ts';
import { type Batch, defaultLimits, type Sheet, type SheetLimits, type SheetRefusal } from './rows.ts';
import type { Shape } from './shape.ts';
import { RecordSplitter } from './splitter.ts';
import { openZip } from './zip.ts';

type Refused = { readonly ok: false; readonly refusal: SheetRefusal };
type Blocks = AsyncGenerator<SheetRefusal | null, undefined>;

const utf8Mark = [0xef, 0xbb, 0xbf];
const utf16Marks = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * Reads as far as the header. Content is never thrown about; only a failing source rejects.
 * A refusal may also come with the last batch, so that nothing is to be applied before that.
 */
export async function readSheet(source: Readable, given: Partial<SheetLimits> = {}): Promise<Sheet | Refused> {
  const limits = { ...defaultLimits, ...given };
  const opened = await open(source, limits);
  if (!opened.ok) return opened;
  const splitter = new RecordSplitter(limits.recordBytesMax);
  const blocks = blocksOf(opened.chunks, splitter, limits);
  const obstacle = await untilHeader(blocks, splitter, limits);
  const recognized = obstacle ? ({ ok: false, refusal: obstacle } as const) : recognize(splitter);
  if (!recognized.ok) {
    await blocks.return(undefined);
    return recognized;
  }
  const { kind, shape, unknownColumns, fieldCount } = recognized;
  const reader = new RowReader(shape as Shape<unknown>, splitter, fieldCount);
  const batches = batchesOf(blocks, reader, limits);
  const close = async (): Promise<void> => {
    await batches.return(undefined);
    await blocks.return(undefined);
  };
  // The kind and its rows were paired by `recognize`, which the compiler cannot follow through the generator.
  return { ok: true, kind, unknownColumns, batches, close } as Sheet;
}

/** Answers once the splitter stands on the header. */
async function untilHeader(
  blocks: Blocks,
  splitter: RecordSplitter,
  limits: SheetLimits,
): Promise<SheetRefusal | null> {
  for (let isFirst = true; ; isFirst = false) {
    const block = await blocks.next();
    if (block.done) return { code: 'sheet_empty', details: {} };
    if (block.value) return block.value;
    if (isFirst && utf16Marks.some((mark) => splitter.startsWith(...mark))) {
      return { code: 'encoding_unsupported', details: {} };
    }
    if (isFirst && splitter.startsWith(...utf8Mark)) splitter.skip(utf8Mark.length);
    if (splitter.next()) return splitter.recordBytes > limits.recordBytesMax ? tooLong(splitter.line, limits) : null;
  }
}

async function* batchesOf<Row>(
  blocks: Blocks,
  reader: RowReader<Row>,
  limits: SheetLimits,
): AsyncGenerator<Batch<Row>, undefined> {
  const { splitter } = reader;
  try {
    for (;;) {
      while (splitter.next()) {
        const refusal = obstacleOf(reader, limits);
        if (refusal) yield reader.take(refusal);
        if (refusal) return;
        if (reader.size >= limits.batchRows) yield reader.take(null);
      }
      const block = await blocks.next();
      if (block.value) yield reader.take(block.value);
      if (block.value || block.done) break;
    }
    if (reader.size > 0) yield reader.take(null);
  } finally {
    await blocks.return(undefined);
  }
}

function obstacleOf<Row>(reader: RowReader<Row>, limits: SheetLimits): SheetRefusal | null {
  const { splitter } = reader;
  if (splitter.recordBytes > limits.recordBytesMax) return tooLong(splitter.line, limits);
  reader.read();
  if (reader.errorCount <= limits.errorsMax) return null;
  return { code: 'too_many_errors', details: { errorsMax: limits.errorsMax, line: splitter.line } };
}

async function open(source: Readable, limits: SheetLimits): Promise<{ ok: true; chunks: Chunks } | Refused> {
  const bytes = bytesOf(source);
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < 4) {
    const next = await bytes.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  const [first, second, third = 0xff] = Buffer.concat(head);
  // "PK" and a small number: every record of a ZIP begins so, and no text does.
  const isZip = first === 0x50 && second === 0x4b && third < 9;
  const chunks = rejoined(head, bytes);
  return isZip ? openZip(chunks, limits) : { ok: true, chunks };
}

async function* bytesOf(source: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

async function* rejoined(head: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
