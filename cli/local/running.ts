// What setup, backup and restore do, and what they say of it.
import { existsSync } from 'node:fs';
import { backUp } from '../../server/backup.ts';
import { restore } from '../../server/restore.ts';
import { setUp } from '../../server/setup.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Speaking } from '../terminal.ts';
import { type Overwriting, rootFolder, settingsFrom, troubled, type Wanted } from './installation.ts';

/** An older backup may be the only one that is left, so it is not replaced by accident. */
export const runBackup = ({ terminal, say }: Speaking, file: string, { overwrite }: Overwriting = {}): Promise<void> =>
  troubled(async () => {
    const settings = settingsFrom(terminal);
    if (!overwrite && existsSync(file)) throw new Stopped(say('backup.there', { file }), exitCodes.conflict);
    const taken = await backUp({ settings, root: rootFolder(), file, say: (line) => terminal.tell(line) });
    terminal.print(say('backup.done', { file, ...taken }));
  });

export const runRestore = ({ terminal, say }: Speaking, file: string): Promise<void> =>
  troubled(async () => {
    const settings = settingsFrom(terminal);
    const restored = await restore({ settings, root: rootFolder(), file, say: (line) => terminal.tell(line) });
    terminal.print(say('restore.done', { ...restored }));
  });

/** Asks for what was not given, where somebody is there to answer. */
async function asked({ terminal, say }: Speaking, given: string | undefined, key: string): Promise<string> {
  const answer = given ?? (await terminal.ask?.(`${say(`setup.ask.${key}`)}: `))?.trim();
  if (answer) return answer;
  throw new Stopped(say('setup.missing', { option: `--${key}` }), exitCodes.usage);
}

async function wishOf(here: Speaking, given: Wanted) {
  const { say, language } = here;
  const name = await asked(here, given.admin, 'admin');
  if (!/^[^\s@]+@[^\s@]+$/.test(name)) throw new Stopped(say('setup.no_mail', { name }), exitCodes.usage);
  const displayName = await asked(here, given.displayName, 'display-name');
  const country = (await asked(here, given.country, 'country')).toUpperCase();
  if (!/^[A-Z]{2}$/.test(country)) throw new Stopped(say('setup.no_country', { country }), exitCodes.usage);
  return { country, admin: { name, displayName, language }, ...(given.operator && { operator: given.operator }) };
}

export const runSetup = (here: Speaking, given: Wanted): Promise<void> =>
  troubled(async () => {
    const { terminal, say } = here;
    const settings = settingsFrom(terminal, { KONTOR_MODE: 'production' });
    const wish = await wishOf(here, given);
    const made = await setUp(settings, wish, { root: rootFolder(), say: (line) => terminal.tell(line) });
    if (made.length === 0) throw new Stopped(say('setup.already'), exitCodes.conflict);
    for (const one of made) terminal.print(say('setup.made', one));
    terminal.tell(say('setup.once'));
  });
