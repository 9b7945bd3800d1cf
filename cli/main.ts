// `kontor`: the command line of this process, with the whole contract behind it.
import { operations } from '../contract/list.ts';
import { runProgram } from './program.ts';
import { hereAt } from './remote/session.ts';
import { languageFrom, processTerminal } from './terminal.ts';

const words = process.argv.slice(2);
const terminal = await processTerminal();
// A reader that closes early, as `head` does, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await runProgram(words, operations, hereAt(terminal, languageFrom(words, process.env)));
