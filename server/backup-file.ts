// The form of a backup: lines of JSON, compressed, the first says what it is, the last that nothing is missing.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

export type CloudHeader = { id: string; migrations: readonly { name: string; checksum: string }[] };
export type Header = {
  kontor: 'backup';
  format: number;
  version: string;
  takenAt: string;
  mode: string;
  clouds: readonly CloudHeader[];
  /** By it a restore knows whether it has the secret that opens what is sealed. */
  secretCheck: string;
  /** Only where the secret was generated into the data folder: there is no other copy of it. */
  secret?: string;
};
export type Column = { name: string; type: string };
export type Table = { table: string; columns: readonly Column[] };
/** Header, cloud begins, table, row as PostgreSQL wrote it, sequence, cloud ends, end. */
export type Mark = 'H' | 'C' | 'T' | 'R' | 'S' | 'D' | 'E';
export type Line = { mark: Mark; text: string };
export const format = 1;

type Reason = 'damaged' | 'newer' | 'foreign' | 'not_empty' | 'other_secret' | 'nothing_there' | 'folder';
/** Nothing was changed; the message is a sentence for the operator. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';
  readonly reason: Reason;
  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export class BackupWriter {
  rows = 0;
  private readonly file: string;
  private readonly gzip = createGzip({ level: 6 });
  private readonly hash = createHash('sha256');
  private readonly written: Promise<void>;

  /** Beside its final name until it is whole, and readable by its owner only. */
  constructor(file: string) {
    this.file = file;
    this.written = pipeline(this.gzip, createWriteStream(`${file}.part`, { mode: 0o600 }));
    this.written.catch(() => undefined); // It comes out of `line` or `end`.
  }

  async line(mark: Mark, content: object | string): Promise<void> {
    const text = `${mark}${typeof content === 'string' ? content : JSON.stringify(content)}\n`;
    this.hash.update(text);
    if (mark === 'R') this.rows += 1;
    if (!this.gzip.write(text)) await Promise.race([once(this.gzip, 'drain'), this.written]);
  }

  async end(): Promise<void> {
    await this.line('E', { rows: this.rows, sha256: this.hash.copy().digest('hex') });
    this.gzip.end();
    await this.written;
    const handle = await open(`${this.file}.part`);
    await handle.sync().finally(() => handle.close());
    await rename(`${this.file}.part`, this.file);
  }

  async giveUp(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
    await rm(`${this.file}.part`, { force: true });
  }
}

const damaged = (cause?: unknown) =>
  new BackupUnusable('damaged', 'The backup is damaged or incomplete. Nothing was changed; take another one.', {
    cause,
  });

/** Every line up to the end; throws `BackupUnusable` where something is missing or was changed. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const hash = createHash('sha256');
  let rows = 0;
  let isWhole = false;
  const bytes = createReadStream(file);
  await once(bytes, 'open').catch((error: Error) => {
    throw new BackupUnusable('nothing_there', `There is no backup at ${file} that can be read.`, { cause: error });
  });
  const text = bytes.pipe(createGunzip());
  const failed = new Promise<never>((_, reject) => {
    text.once('error', reject);
    bytes.once('error', reject);
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await Promise.race([lines.next(), failed]);
      if (done) break;
      const mark = value[0] as Mark;
      if (mark === 'E') {
        const end = JSON.parse(value.slice(1)) as { rows: number; sha256: string };
        isWhole = end.rows === rows && end.sha256 === hash.digest('hex');
        break;
      }
      hash.update(`${value}\n`);
      if (mark === 'R') rows += 1;
      yield { mark, text: value.slice(1) };
    }
  } catch (error) {
    throw error instanceof BackupUnusable ? error : damaged(error);
  } finally {
    bytes.destroy();
  }
  if (!isWhole) throw damaged();
}

/** Reads all of it once, before anything is touched. Throws `BackupUnusable`, or what opening the file throws. */
export async function checkBackup(file: string): Promise<Header> {
  let header: Header | undefined;
  for await (const { mark, text } of linesOf(file)) {
    if (header) continue;
    header = mark === 'H' ? (JSON.parse(text) as Header) : undefined;
    if (header?.kontor !== 'backup') throw new BackupUnusable('foreign', 'This file is no backup of Kontor.');
    if (header.format > format) {
      const message = `The backup was taken by a newer version of Kontor (${header.version}).`;
      throw new BackupUnusable('newer', `${message} Restore it with that version.`);
    }
  }
  if (!header) throw damaged();
  return header;
}
