// Opens a ZIP that holds one CSV: kept in a temporary file without a name, since its directory stands at its end.
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { SheetLimits, SheetRefusal } from './rows.ts';

/** Files that archivers add on their own. */
const byTheWay = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|\/$/i;
const entriesMax = 100;

type Opened = { readonly ok: true; readonly chunks: AsyncGenerator<Uint8Array | SheetRefusal> };
type Refused = { readonly ok: false; readonly refusal: SheetRefusal };

/** Content is never thrown about: a ZIP that breaks halfway ends its chunks with a refusal. */
export async function openZip(source: AsyncIterable<Uint8Array>, limits: SheetLimits): Promise<Opened | Refused> {
  const file = await temporaryFile();
  const spooled = await spool(source, file, limits.zipBytesMax).catch((failure) => closed(file, failure));
  if (spooled === null)
    return refusedWith(file, { code: 'sheet_too_large', details: { bytesMax: limits.zipBytesMax } });
  try {
    const zip = await fromRandomAccessReaderPromise(new FileReader(file), spooled, { autoClose: false });
    const entry = await onlyEntry(zip);
    if ('code' in entry) return refusedWith(file, entry);
    const refusal = obstacleTo(entry, limits);
    if (refusal) return refusedWith(file, refusal);
    return { ok: true, chunks: contents(zip, entry, file) };
  } catch {
    return refusedWith(file, unreadable);
  }
}

const unreadable: SheetRefusal = { code: 'zip_unreadable', details: {} };

async function refusedWith(file: FileHandle, refusal: SheetRefusal): Promise<Refused> {
  await file.close();
  return { ok: false, refusal };
}

/** A failing source is no matter of content: it is the caller's to hear. */
async function closed(file: FileHandle, failure: unknown): Promise<never> {
  await file.close();
  throw failure;
}

/** Unlinked at once, so that nothing is left behind, however the process ends. */
async function temporaryFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `kontor-sheet-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function spool(source: AsyncIterable<Uint8Array>, file: FileHandle, bytesMax: number): Promise<number | null> {
  let size = 0;
  for await (const chunk of source) {
    if (size + chunk.length > bytesMax) return null;
    await writeWhole(file, chunk, size);
    size += chunk.length;
  }
  return size;
}

async function writeWhole(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position + written);
    written += bytesWritten;
  }
}

async function onlyEntry(zip: ZipFile): Promise<Entry | SheetRefusal> {
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (!byTheWay.test(entry.fileName)) found.push(entry);
    if (found.length > 1 || zip.entriesRead > entriesMax) return { code: 'zip_several_files', details: {} };
  }
  const [only] = found;
  return only && /\.csv$/i.test(only.fileName) ? only : { code: 'zip_without_sheet', details: {} };
}

function obstacleTo(entry: Entry, limits: SheetLimits): SheetRefusal | null {
  if (entry.isEncrypted()) return { code: 'zip_encrypted', details: {} };
  if (!entry.canDecodeFileData()) return unreadable;
  if (entry.uncompressedSize <= limits.sheetBytesMax) return null;
  return { code: 'sheet_too_large', details: { bytesMax: limits.sheetBytesMax } };
}

async function* contents(zip: ZipFile, entry: Entry, file: FileHandle): AsyncGenerator<Uint8Array | SheetRefusal> {
  let stream: Readable | undefined;
  let checksum = 0;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
    if (checksum !== entry.crc32) yield unreadable;
  } catch {
    yield unreadable;
  } finally {
    stream?.destroy();
    await file.close();
  }
}

async function* stretchOf(file: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let position = start; position < end; ) {
    const piece = Buffer.alloc(Math.min(65_536, end - position));
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Reads through the handle: with the bare descriptor yauzl would read on after the handle is closed. */
class FileReader extends RandomAccessReader {
  private readonly file: FileHandle;

  constructor(file: FileHandle) {
    super();
    this.file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(stretchOf(this.file, start, end), { objectMode: false });
  }

  override close(done: (failure: Error | null) => void): void {
    done(null);
  }
}
