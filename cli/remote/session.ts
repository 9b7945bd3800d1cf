// The connection of one call: which cloud, as whom, for which organization, in which language.
import { type Client, connect } from '../../contract/client.ts';
import type { Language } from '../../messages/catalogue.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import { type Say, speaker, type Terminal } from '../terminal.ts';
import { type Account, type Accounts, accountsIn, folderOf } from './accounts.ts';
import { installationOf, originFrom, reachable } from './address.ts';
import { type Patience, patience, retrying } from './retry.ts';
import { isFresh, renewed } from './sign-in.ts';

export type Here = {
  terminal: Terminal;
  language: Language;
  say: Say;
  accounts: Accounts;
  patience: Patience;
};

export const hereAt = (terminal: Terminal, language: Language, patient: Patience = patience): Here => ({
  terminal,
  language,
  say: speaker(language),
  accounts: accountsIn(folderOf(terminal)),
  patience: patient,
});

type Asked = { cloud?: string | undefined; organization?: string | undefined };
export type Where = { origin: string; installation: string; account: Account | undefined };

/** The label of the cloud that answers there, if one does; an unknown name of a cloud is noticed here. */
async function labelAt({ terminal }: Here, origin: string): Promise<string | undefined> {
  const answer = await terminal.fetch(`${reachable(origin)}/api/v1/me`).catch(() => undefined);
  // Where no cloud has that name, the portal answers with a page.
  if (!answer?.ok || !answer.headers.get('content-type')?.includes('json')) return undefined;
  const { cloud } = (await answer.json()) as { cloud?: { label?: string } };
  return cloud?.label;
}

/** The first cloud of an installation has no label before its host, so its own name leads to the origin itself. */
export async function cloudNamed(here: Here, named: string, installation: string): Promise<string> {
  const origin = originFrom(named, installation);
  if (origin && (await labelAt(here, origin))) return origin;
  if (origin && (await labelAt(here, installation)) === named) return installation;
  throw new Stopped(here.say('no_such_cloud', { cloud: named }), exitCodes.unreachable);
}

/** `--cloud`, else KONTOR_URL, else what `kontor use` chose; a name means a cloud of the installation that is meant. */
export async function whereTo(here: Here, { cloud }: Asked): Promise<Where> {
  const { accounts, terminal, say } = here;
  const known = await accounts.read();
  const { KONTOR_URL: url } = terminal.environment;
  const installation = url
    ? installationOf(originFrom(url, known.installation), known.installation)
    : known.installation;
  const named = cloud ?? url;
  const origin = named && installation ? originFrom(named, installation) : known.origin;
  if (!origin || !installation) throw new Stopped(say('no_such_cloud', { cloud: named ?? '' }), exitCodes.usage);
  const isAddress = !cloud || URL.canParse(cloud);
  const found = isAddress || known.accounts[origin] ? origin : await cloudNamed(here, cloud, installation);
  return { origin: found, installation: installationOf(found, installation)!, account: known.accounts[found] };
}

/** A token that still holds; renewed under the lock of the file, since a refresh token works once. */
async function tokenFor(here: Here, { origin, account }: Omit<Where, 'installation'>): Promise<string | undefined> {
  const { KONTOR_TOKEN } = here.terminal.environment;
  if (KONTOR_TOKEN || !account) return KONTOR_TOKEN;
  if (isFresh(account)) return account.tokens!.access;
  const known = await here.accounts.change(async (remembered) => {
    const now = remembered.accounts[origin];
    if (!now || isFresh(now)) return remembered;
    const next = await renewed({ origin, terminal: here.terminal, say: here.say }, now);
    if (!next)
      return { ...remembered, accounts: { ...remembered.accounts, [origin]: { ...now, tokens: undefined as never } } };
    return { ...remembered, accounts: { ...remembered.accounts, [origin]: next } };
  });
  const { tokens } = known.accounts[origin] ?? {};
  if (!tokens) throw new Stopped(here.say('sign_in_again'), exitCodes.unauthenticated);
  return tokens.access;
}

export async function clientFor(here: Here, asked: Asked): Promise<Client> {
  const { terminal, language } = here;
  const where = await whereTo(here, asked);
  const token = await tokenFor(here, where);
  const organization = asked.organization ?? where.account?.organization;
  return connect({
    origin: reachable(where.origin),
    fetch: retrying(terminal.fetch, here.patience),
    headers: () => ({
      'accept-language': language,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(organization && { organization }),
    }),
  });
}
