// `kontor login`, `logout`, `use` and `whoami`: who one is, and in which cloud.
import type { Command } from 'commander';
import type { Operation } from '../../contract/operation.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Account, Remembered } from './accounts.ts';
import { installationOf } from './address.ts';
import { type Output, outputs, printAnswer } from './print.ts';
import { clientFor, cloudNamed, type Here, whereTo } from './session.ts';
import { signInAsPerson, signInAsProgram } from './sign-in.ts';

const waitMinutes = 10;
type Login = { cloud?: string; clientId?: string; clientSecret?: string };

const withAccount = (known: Remembered, origin: string, account: Account): Remembered => ({
  ...known,
  origin,
  accounts: { ...known.accounts, [origin]: account },
});

/** A secret on the command line is seen by others on the machine, so it may come from the environment. */
async function accountFor(here: Here, origin: string, given: Login): Promise<Account> {
  const { terminal, say } = here;
  const place = { origin, terminal, say };
  const secret = given.clientSecret ?? terminal.environment.KONTOR_CLIENT_SECRET;
  if (given.clientId) {
    if (!secret) throw new Stopped(say('login.secret_missing'), exitCodes.usage);
    return signInAsProgram(place, { client: given.clientId, secret });
  }
  const show = (address: string) => terminal.tell(`${say('login.open')}\n\n${address}\n`);
  return signInAsPerson(place, { show, limitMs: waitMinutes * 60_000 });
}

async function login(here: Here, given: Login): Promise<void> {
  const { origin, installation } = await whereTo(here, given);
  const account = await accountFor(here, origin, given);
  await here.accounts.change((known) => withAccount({ ...known, installation }, origin, account));
  here.terminal.tell(here.say('login.done', { origin }));
}

async function logout(here: Here, given: Login): Promise<void> {
  const { origin } = await whereTo(here, given);
  await here.accounts.change((known) => {
    const { [origin]: _gone, ...accounts } = known.accounts;
    return { ...known, accounts };
  });
  here.terminal.tell(here.say('logout.done', { origin }));
}

async function use(here: Here, named: string | undefined, given: { organization?: string }): Promise<void> {
  const { accounts, say, terminal } = here;
  const where = await whereTo(here, {});
  const origin = named === undefined ? where.origin : await cloudNamed(here, named, where.installation);
  const installation = installationOf(origin, where.installation)!;
  const account = (await accounts.read()).accounts[origin];
  if (given.organization && !account)
    throw new Stopped(say('use.sign_in_first', { origin }), exitCodes.unauthenticated);
  await accounts.change((now) => {
    const next = { ...now, origin, installation };
    return account && given.organization ? withAccount(next, origin, { ...account, ...given }) : next;
  });
  terminal.tell(say('use.done', { origin, organization: given.organization ?? account?.organization ?? '–' }));
}

type Me = { me: { displayName: string; organization: string | null; memberships: unknown } | null; cloud: object };
async function whoami(
  here: Here,
  { seeSession, given }: { seeSession: Operation; given: { output: Output; cloud?: string } },
) {
  const { terminal, say } = here;
  const client = await clientFor(here, given);
  const { origin } = await whereTo(here, given);
  const { me, cloud } = (await client.call(seeSession, {} as never)) as unknown as Me;
  if (!me) throw new Stopped(say('sign_in_again'), exitCodes.unauthenticated);
  const { displayName, organization, memberships } = me;
  const shortMe = { cloud, origin, name: displayName, organization, memberships };
  printAnswer(given.output === 'table' ? shortMe : me, { output: given.output, terminal, say });
}

export function addAccountCommands(program: Command, operations: readonly Operation[], here: Here): void {
  const { say } = here;
  const cloud = ['--cloud <cloud|origin>', say('help.cloud')] as const;
  program
    .command('login')
    .description(say('login.about'))
    .option(...cloud)
    .option('--client-id <id>', say('login.client_id'))
    .option('--client-secret <secret>', say('login.client_secret'))
    .action((given: Login) => login(here, given));
  program
    .command('logout')
    .description(say('logout.about'))
    .option(...cloud)
    .action((given: Login) => logout(here, given));
  program
    .command('use')
    .argument('[cloud|origin]')
    .description(say('use.about'))
    .option('--organization <id>', say('help.organization'))
    .action((named: string | undefined, given: { organization?: string }) => use(here, named, given));
  const seeSession = operations.find(({ name }) => name === 'session.see');
  if (!seeSession) return;
  program
    .command('whoami')
    .description(say('whoami.about'))
    .option(...cloud)
    .option('--output <form>', `${say('help.output')} (${outputs.join(', ')})`, 'table')
    .action((given: { output: Output; cloud?: string }) => whoami(here, { seeSession, given }));
}
