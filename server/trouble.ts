// One sentence and an exit code for everything that a person at the keyboard can mend.
import { BackupUnusable } from './backup-file.ts';
import { HalfBuilt, NotSetUp, WrongMode, WrongSecret } from './open.ts';
import { DatabaseUnusable } from './platform/database/database.ts';
import { isDiskFull } from './platform/database/disk-full.ts';
import { MigrationRefused } from './platform/database/migration-files.ts';
import { SettingsWrong } from './platform/settings/config.ts';

export const exitCodes = {
  failed: 1,
  usage: 64,
  damaged: 65,
  unavailable: 69,
  portBusy: 71,
  diskFull: 74,
  folder: 75,
  mode: 78,
} as const;
type Trouble = { says: string; code: (typeof exitCodes)[keyof typeof exitCodes] };

const byCode = (error: NodeJS.ErrnoException, port: number | string): Trouble | undefined => {
  const { code, message } = error;
  if (code === 'EADDRINUSE') {
    return { says: `Port ${port} is in use. Set KONTOR_PORT to a free one.`, code: exitCodes.portBusy };
  }
  if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOENT'].includes(code ?? '')) {
    return { says: `A file or folder cannot be used: ${message}`, code: exitCodes.folder };
  }
  return undefined;
};

export function explained(error: unknown, port: number | string = '4800'): Trouble {
  if (isDiskFull(error)) {
    const says = 'The disk is full; nothing that was acknowledged is lost. Free some space and start again.';
    return { says, code: exitCodes.diskFull };
  }
  if (error instanceof SettingsWrong) return { says: error.message, code: exitCodes.usage };
  if (error instanceof WrongMode || error instanceof WrongSecret || error instanceof NotSetUp) {
    return { says: error.message, code: exitCodes.mode };
  }
  if (error instanceof DatabaseUnusable || error instanceof HalfBuilt) {
    return { says: error.message, code: exitCodes.folder };
  }
  if (error instanceof MigrationRefused) return { says: error.message, code: exitCodes.unavailable };
  if (error instanceof BackupUnusable) {
    return { says: error.message, code: error.reason === 'folder' ? exitCodes.folder : exitCodes.damaged };
  }
  const known = error instanceof Error ? byCode(error, port) : undefined;
  const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return known ?? { says, code: exitCodes.failed };
}
