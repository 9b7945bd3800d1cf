// Starts the process: settings, database, listen; says where to go; ends cleanly when asked.
import { fileURLToPath } from 'node:url';
import { type Running, start } from './app.ts';
import { readSettings, unknownIn } from './platform/settings/config.ts';
import { explained } from './trouble.ts';
import { introduced } from './workbench/introducing.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  for (const name of unknownIn(process.env)) say(`There is no setting ${name}; is it misspelt?`);
  say('Opening the database …');
  const ending = new AbortController();
  const starting = start(settings, { root, say, ending });
  endWhenAsked(starting, ending);
  const running = await starting;
  say(`Kontor answers on ${running.origin}`);
  if (settings.mode === 'demo') {
    const people = introduced(running.worlds[0]!.cloud.id);
    say(`Sign in there as anybody of the demo, without a password: ${people} …`);
    say(`Programs find passwords, keys and links at ${running.origin}/workbench/world.`);
  }
}

/** It answers a moment before all of it has started; asked to end by then, it ends once it has, and cleanly. */
function endWhenAsked(starting: Promise<Running>, ending: AbortController): void {
  const end = async () => {
    if (ending.signal.aborted) return;
    ending.abort();
    say('Ending …');
    await (await starting).close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

main().catch((error: unknown) => {
  const { says, code } = explained(error, process.env['KONTOR_PORT']);
  process.stderr.write(`${says}\n`);
  process.exit(code);
});
