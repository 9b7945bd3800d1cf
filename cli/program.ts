// The whole command line: what is made from the contract, what is written by hand, and how it ends.
import { Argument, Command, CommanderError } from 'commander';
import { Refused } from '../contract/client.ts';
import type { Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import { type ExitCode, exitCodeOf, exitCodes, Stopped } from './exit-codes.ts';
import { addLocalCommands } from './local/commands.ts';
import { addAccountCommands } from './remote/account-commands.ts';
import { addRemoteCommands } from './remote/commands.ts';
import { candidates, type Shell, scriptFor, shells } from './remote/completion.ts';
import type { Here } from './remote/session.ts';
import { harmless } from './remote/text.ts';
import type { Say } from './terminal.ts';
import { addVerifyCommand } from './verify.ts';

function addOwnCommands(program: Command, operations: readonly Operation[], here: Here): void {
  const { say, terminal } = here;
  program
    .command('completion')
    .description(say('completion.about'))
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: Shell) => terminal.print(scriptFor(shell)));
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => {
      for (const one of candidates(program, words)) terminal.print(one);
    });
  program
    .command('tour')
    .description(say('tour.about'))
    .option('--cloud <cloud|origin>', say('help.cloud'))
    .option('--fast', say('tour.fast'))
    .action(async (given: { cloud?: string; fast?: boolean }) => {
      const { tour } = await import('./remote/tour.ts');
      await tour(here, operations, given);
    });
}

/** Headings of the help are commander's own, so they are replaced where it styles them. */
function dressed(command: Command, say: Say): void {
  const titles: Record<string, string> = {
    'Usage:': say('help.usage'),
    'Options:': say('help.options'),
    'Commands:': say('help.commands'),
    'Arguments:': say('help.arguments'),
  };
  command
    .exitOverride()
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .helpOption('-h, --help', say('help.help'))
    .helpCommand(false);
  for (const child of command.commands) dressed(child, say);
}

function silenced(command: Command, here: Here): void {
  command.configureOutput({
    writeOut: (text) => here.terminal.print(text.trimEnd()),
    // What is wrong is said once, in the person's language, when it is caught.
    writeErr: () => undefined,
  });
  for (const child of command.commands) silenced(child, here);
}

export function makeProgram(operations: readonly Operation[], here: Here): Command {
  const program = new Command('kontor').description(here.say('about')).usage(here.say('help.words'));
  program.option('--language <en|ko|zh-CN>', here.say('help.language'));
  addAccountCommands(program, operations, here);
  addOwnCommands(program, operations, here);
  addLocalCommands(program, here);
  addVerifyCommand(program, here);
  addRemoteCommands(program, operations, here);
  dressed(program, here.say);
  silenced(program, here);
  return program;
}

/** A refusal with every obstacle, what mends it, and the id to ask about. */
function problemText({ detail, mend, code, rule, also, errors = [], requestId }: Problem, say: Say): string {
  const lines = [
    detail,
    ...errors.map((one) => `  ${one.pointer} ${one.detail}`),
    mend,
    ...also.flatMap((one) => [one.detail, one.mend]),
    say('problem', { code, rule: rule ?? '–', request: requestId }),
  ];
  return lines.map(harmless).join('\n');
}

function usageText({ code, message }: CommanderError, say: Say): string {
  const [, named = ''] = /'([^']*)'/.exec(message) ?? [];
  const key = code.replace('commander.', 'usage.');
  const told = say(key, { named });
  return `${told === key ? message : told}\n${say('usage.help')}`;
}

const isDone = ({ code }: CommanderError): boolean => ['commander.helpDisplayed', 'commander.version'].includes(code);

function ended(error: unknown, { say, terminal }: Here): ExitCode {
  if (error instanceof CommanderError && isDone(error)) return exitCodes.done;
  if (error instanceof CommanderError) {
    if (error.code !== 'commander.help') terminal.tell(usageText(error, say));
    return exitCodes.usage;
  }
  if (error instanceof Refused) {
    terminal.tell(problemText(error.problem, say));
    return exitCodeOf(error.problem);
  }
  if (error instanceof Stopped) {
    if (error.message) terminal.tell(error.message);
    return error.exitCode;
  }
  terminal.tell(say('unreachable', { why: harmless(causeOf(error)) }));
  return exitCodes.unreachable;
}

const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : message;
};

/** Runs one command line, as typed behind `kontor`. */
export async function runProgram(words: readonly string[], operations: readonly Operation[], here: Here) {
  const program = makeProgram(operations, here);
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    return ended(error, here);
  }
}
