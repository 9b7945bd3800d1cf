// Brings the bytes of a sheet to the splitter, block by block, within bounds, whatever their chunks were.
import type { SheetLimits, SheetRefusal } from './rows.ts';
import type { RecordSplitter } from './splitter.ts';

/** A piece of the sheet, or why there will be no more of it. */
export type Chunks = AsyncGenerator<Uint8Array | SheetRefusal>;

/** Yields null whenever the splitter holds a block to be split to its end; a refusal is the last thing it yields. */
export async function* blocksOf(
  chunks: Chunks,
  splitter: RecordSplitter,
  limits: SheetLimits,
): AsyncGenerator<SheetRefusal | null, undefined> {
  let size = 0;
  for await (const chunk of chunks) {
    if ('code' in chunk) return yield* once(chunk);
    size += chunk.length;
    if (size > limits.sheetBytesMax) return yield* once(tooLarge(limits));
    let offset = 0;
    while (offset < chunk.length) {
      offset += splitter.add(chunk, offset);
      if (!splitter.isFull) continue;
      yield null;
      if (splitter.bytesLeft > limits.recordBytesMax) return yield* once(tooLong(splitter.lineAhead, limits));
    }
  }
  splitter.isLastBlock = true;
  yield null;
  if (splitter.bytesLeft > limits.recordBytesMax) return yield* once(tooLong(splitter.lineAhead, limits));
  if (splitter.isUnclosed) yield { code: 'quote_unclosed', details: { line: splitter.lineAhead } };
  return undefined;
}

export const tooLong = (line: number, limits: SheetLimits): SheetRefusal => ({
  code: 'record_too_long',
  details: { line, bytesMax: limits.recordBytesMax },
});

const tooLarge = (limits: SheetLimits): SheetRefusal => ({
  code: 'sheet_too_large',
  details: { bytesMax: limits.sheetBytesMax },
});

function* once(refusal: SheetRefusal): Generator<SheetRefusal, undefined> {
  yield refusal;
  return undefined;
}
