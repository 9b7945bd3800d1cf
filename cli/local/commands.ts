// Which commands there are about the installation on this machine; the server's code is loaded only where one runs.
import type { Command } from 'commander';
import type { Speaking } from '../terminal.ts';
import type { Overwriting, Wanted } from './installation.ts';

const wishes = [
  ['--admin <mail>', 'setup.ask.admin'],
  ['--display-name <name>', 'setup.ask.display-name'],
  ['--country <code>', 'setup.ask.country'],
  ['--operator <name>', 'setup.operator'],
] as const;

export function addLocalCommands(program: Command, here: Speaking): void {
  const { say } = here;
  const local = () => import('./running.ts');
  const setup = program.command('setup').description(say('setup.about'));
  for (const [flags, key] of wishes) setup.option(flags, say(key));
  setup.action(async (given: Wanted) => (await local()).runSetup(here, given));

  const aboutFile = (name: 'backup' | 'restore') =>
    program
      .command(name)
      .description(say(`${name}.about`))
      .argument('<file>', say(`${name}.file`));
  aboutFile('backup')
    .option('--overwrite', say('backup.overwrite'))
    .action(async (file: string, given: Overwriting) => (await local()).runBackup(here, file, given));
  aboutFile('restore').action(async (file: string) => (await local()).runRestore(here, file));
}
