// The files of the migrations: numbered, never edited once released, each saying in its head how it may be applied.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Migration = {
  number: number;
  name: string;
  text: string;
  checksum: string;
  /** With which release it came; those of before releases were told apart are of the first. */
  release: number;
  /** A program of the release before works beside it. */
  expands: boolean;
  /** Its statements run each on its own, while everybody goes on working: indexes on big tables. */
  isConcurrent: boolean;
};

type Reason = 'newer_database' | 'changed' | 'out_of_order' | 'bad_files' | 'failed';
/** The schema was left as it was before the migration in question; the message is a sentence for the operator. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  readonly reason: Reason;
  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `-- release 2, expands` and `-- concurrently`, each a line of its own in the comments that the file begins with. */
function saidIn(text: string): Pick<Migration, 'release' | 'expands' | 'isConcurrent'> {
  const head = /^(--.*\n)*/.exec(text)![0];
  const [, release = '1', expands] = /^-- release (\d+)(, expands)?$/m.exec(head) ?? [];
  return { release: Number(release), expands: expands !== undefined, isConcurrent: /^-- concurrently$/m.test(head) };
}

/** The files `NNNN_name.sql` of a folder, in order; numbers start at 1 and leave no gap. */
export function migrationsIn(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, i) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (number !== i + 1) {
      throw new MigrationRefused('bad_files', `The migration ${file} should be number ${i + 1}, as in 0001_first.sql.`);
    }
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { number, name: file.slice(0, -'.sql'.length), text, checksum: checksumOf(text), ...saidIn(text) };
  });
}
