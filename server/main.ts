// Starts the process: settings, database, listen; says where to go; ends cleanly when asked.
import { fileURLToPath } from 'node:url';
import { start } from './app.ts';
import { WrongMode } from './open.ts';
import { readSettings, SettingsWrong, unknownIn } from './platform/config.ts';
import { DatabaseUnusable } from './platform/database.ts';
import { MigrationRefused } from './platform/migrate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);
const exitCodes = { usage: 64, unavailable: 69, portBusy: 71, diskFull: 74, folder: 75, mode: 78, failed: 1 };

/** One sentence and an exit code for everything a person at the keyboard can mend. */
function explained(error: unknown): { says: string; code: number } {
  if (error instanceof SettingsWrong) return { says: error.message, code: exitCodes.usage };
  if (error instanceof WrongMode) return { says: error.message, code: exitCodes.mode };
  if (error instanceof DatabaseUnusable) return { says: error.message, code: exitCodes.folder };
  if (error instanceof MigrationRefused) return { says: error.message, code: exitCodes.unavailable };
  const { code, message } = error as NodeJS.ErrnoException;
  const settings = process.env['KONTOR_PORT'] ?? '4800';
  if (code === 'EADDRINUSE') {
    return { says: `Port ${settings} is in use. Set KONTOR_PORT to a free one.`, code: exitCodes.portBusy };
  }
  if (code === 'ENOSPC')
    return { says: 'The disk is full; nothing was lost. Free some space.', code: exitCodes.diskFull };
  if (code === 'EACCES' || code === 'EROFS') return { says: `May not write: ${message}`, code: exitCodes.folder };
  return { says: error instanceof Error ? (error.stack ?? error.message) : String(error), code: exitCodes.failed };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  for (const name of unknownIn(process.env)) say(`There is no setting ${name}; is it misspelt?`);
  say('Opening the database …');
  const running = await start(settings, { root, say });
  say(`Kontor answers on ${running.origin}`);
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    say('Ending …');
    await running.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

main().catch((error: unknown) => {
  const { says, code } = explained(error);
  process.stderr.write(`${says}\n`);
  process.exit(code);
});
