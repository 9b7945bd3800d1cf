// The connection of one call: which cloud, as whom, for which organization, in which language.
import { type Client, connect } from '../../contract/client.ts';
import type { Language } from '../../messages/catalogue.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import { type Say, speaker, type Terminal } from '../terminal.ts';
import { type Account, type Accounts, accountsIn, folderOf } from './accounts.ts';
import { originFrom, reachable } from './address.ts';
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
export type Where = { origin: string; account: Account | undefined };

/** `--cloud`, else KONTOR_URL, else what `kontor use` chose. */
export async function whereTo({ accounts, terminal, say }: Here, { cloud }: Asked): Promise<Where> {
  const known = await accounts.read();
  const named = cloud ?? terminal.environment.KONTOR_URL;
  const origin = named ? originFrom(named, known.installation) : known.origin;
  if (!origin) throw new Stopped(say('no_such_cloud', { cloud: named ?? '' }), exitCodes.usage);
  return { origin, account: known.accounts[origin] };
}

/** A token that still holds; renewed under the lock of the file, since a refresh token works once. */
async function tokenFor(here: Here, { origin, account }: Where): Promise<string | undefined> {
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
