// Which commands there are about the installation on this machine; the server's code is loaded only where one runs.
import type { Command } from 'commander';
import type { Speaking } from '../terminal.ts';
import type { Verifying, Wanted } from './installation.ts';

export function addLocalCommands(program: Command, here: Speaking): void {
  const { say } = here;
  const local = () => import('./running.ts');
  program
    .command('setup')
    .description(say('setup.about'))
    .option('--admin <mail>', say('setup.ask.admin'))
    .option('--display-name <name>', say('setup.ask.display-name'))
    .option('--country <code>', say('setup.ask.country'))
    .option('--operator <name>', say('setup.operator'))
    .action(async (given: Wanted) => (await local()).runSetup(here, given));
  program
    .command('backup')
    .description(say('backup.about'))
    .argument('<file>', say('backup.file'))
    .action(async (file: string) => (await local()).runBackup(here, file));
  program
    .command('restore')
    .description(say('restore.about'))
    .argument('<file>', say('restore.file'))
    .action(async (file: string) => (await local()).runRestore(here, file));
  const audit = program.command('audit').description(say('audit.about'));
  audit
    .command('verify')
    .description(say('audit.verify'))
    .option('--head <file>', say('audit.head'))
    .option('--keys <file>', say('audit.keys'))
    .option('--cloud <cloud>', say('audit.cloud'))
    .action(async (given: Verifying) => (await local()).runVerify(here, given));
}
