// What setup, backup, restore and the verification of the log do, and what they say of it.
import type { JSONWebKeySet } from 'jose';
import { backUp } from '../../server/backup.ts';
import { chosenClouds, openEngine } from '../../server/open.ts';
import { restore } from '../../server/restore.ts';
import { setUp } from '../../server/setup.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Speaking } from '../terminal.ts';
import { inSentences, verifyAll } from './audit.ts';
import { rootFolder, settingsFrom, troubled, type Verifying, type Wanted } from './installation.ts';

export const runBackup = ({ terminal, say }: Speaking, file: string): Promise<void> =>
  troubled(async () => {
    const settings = settingsFrom(terminal);
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

export const runVerify = ({ terminal, say, language }: Speaking, given: Verifying): Promise<void> =>
  troubled(async () => {
    const settings = settingsFrom(terminal);
    const clouds = chosenClouds(settings).filter(({ id }) => given.cloud === undefined || id === given.cloud);
    if (clouds.length === 0) throw new Stopped(say('no_such_cloud', { cloud: given.cloud ?? '' }), exitCodes.usage);
    const head = given.head === undefined ? {} : { head: await terminal.read(given.head) };
    const keys = given.keys === undefined ? {} : { keys: JSON.parse(await terminal.read(given.keys)) as JSONWebKeySet };
    const engine = await openEngine(settings);
    try {
      let isWhole = true;
      for (const { id } of clouds) {
        const verified = await verifyAll({ database: engine.schema(id), ...head, ...keys });
        isWhole &&= verified.outcome === 'proved' || verified.outcome === 'consistent';
        terminal.print([id, ...inSentences(verified, language)].join('\n  '));
      }
      if (!isWhole) throw new Stopped('', exitCodes.failed);
    } finally {
      await engine.close();
    }
  });
