// `kontor audit verify`: on the database itself, or by the running server where that one holds it.
import type { Command } from 'commander';
import type { JSONWebKeySet } from 'jose';
import { Refused } from '../contract/client.ts';
import type { Report } from '../server/platform/record/audit.ts';
import { exitCodes, Stopped } from './exit-codes.ts';
import type { Kept } from './local/verify.ts';
import type { Here } from './remote/session.ts';

type Given = { cloud?: string; head?: string; keys?: string; server?: boolean };
type Told = { cloud: string; verified: { outcome: string } & object };

async function read(here: Here, file: string): Promise<string> {
  return here.terminal.read(file).catch((error: Error) => {
    throw new Stopped(here.say('file_unreadable', { file, why: error.message }), exitCodes.usage);
  });
}

async function keptIn(here: Here, { head, keys }: Given): Promise<Kept> {
  const told = keys === undefined ? undefined : await read(here, keys);
  try {
    return {
      ...(head !== undefined && { head: await read(here, head) }),
      ...(told !== undefined && { keys: JSON.parse(told) as JSONWebKeySet }),
    };
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw new Stopped(here.say('json_is_no_object'), exitCodes.usage);
  }
}

async function byServer(here: Here, { cloud }: Given, { head, keys }: Kept): Promise<Told> {
  const [{ verified }, { keysOfServer, originOf, reportOfServer }] = await Promise.all([
    import('./local/audit.ts'),
    import('./remote/log-verification.ts'),
  ]);
  const origin = await originOf(here, { cloud });
  here.terminal.tell(here.say('audit.by_server', { origin }));
  const found = await verified({
    head,
    keys: async () => keys ?? ((await keysOfServer(here, { cloud })) as JSONWebKeySet),
    check: async (points) => (await reportOfServer(here, { cloud }, points)) as Report,
  });
  return { cloud: origin, verified: found };
}

/** Nobody is signed in, or not as somebody who may: then it is said what would help, here. */
const isStranger = (error: unknown): boolean =>
  (error instanceof Refused && [401, 403].includes(error.problem.status)) ||
  (error instanceof Stopped && error.exitCode === exitCodes.unauthenticated);

async function verify(here: Here, given: Given): Promise<void> {
  const { terminal, say, language } = here;
  const [{ inSentences }, { troubled }, { isInUse, placeOf, verifiedHere }] = await Promise.all([
    import('./local/audit.ts'),
    import('./local/installation.ts'),
    import('./local/verify.ts'),
  ]);
  const kept = await keptIn(here, given);
  let isWhole = true;
  const tell = ({ cloud, verified }: Told) => {
    isWhole &&= ['proved', 'consistent'].includes(verified.outcome);
    terminal.print([cloud, ...inSentences(verified as Parameters<typeof inSentences>[0], language)].join('\n  '));
  };
  const asked = { ...kept, ...(given.cloud !== undefined && { cloud: given.cloud }) };
  const held = given.server
    ? true
    : await troubled(() =>
        verifiedHere(here, asked, tell).then(
          () => false,
          (error) => isInUse(error) || Promise.reject(error),
        ),
      );
  if (held) {
    const told = await byServer(here, given, kept).catch((error: unknown) => {
      if (given.server || !isStranger(error)) throw error;
      throw new Stopped(say('audit.sign_in', { place: placeOf(here) }), exitCodes.unauthenticated);
    });
    tell(told);
  }
  if (!isWhole) throw new Stopped('', exitCodes.failed);
}

const flags = [
  ['--head <file>', 'audit.head'],
  ['--keys <file>', 'audit.keys'],
  ['--cloud <cloud>', 'audit.cloud'],
  ['--server', 'audit.server'],
] as const;

export function addVerifyCommand(program: Command, here: Here): void {
  const { say } = here;
  const command = program
    .command('audit')
    .description(say('audit.about'))
    .command('verify')
    .description(say('audit.verify'));
  for (const [flag, key] of flags) command.option(flag, say(key));
  command.action((given: Given) => verify(here, given));
}
