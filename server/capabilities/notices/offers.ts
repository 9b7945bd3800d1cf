// How the operator sees the mails that wait and the links reported, and the workbench the mails kept here.
import * as contract from '../../../contract/notices.ts';
import { enter } from '../../platform/door/look.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';
import type { World } from '../../platform/world/world.ts';
import { routes as reporting } from './link-report/commands.ts';
import { type KeptMail, newestMails, waitingMails } from './mail/store.ts';
import { routes as settings } from './settings/commands.ts';

const seeing = telling(contract.seeMailbox, ({ world, caller }) =>
  world.database.read(async (tx) => {
    const entered = await enter(world, tx, { caller, action: 'mailbox.see', sides: {} });
    if (!entered.ok) return entered;
    const { waiting, since, last_error: lastError } = await waitingMails(tx);
    const body: contract.Mailbox = { waiting, waitingSince: since?.toISOString() ?? null, lastError };
    return { ok: true, body };
  }),
);

/** For the mailbox page of the workbench: the newest mails, or the newest to one address. */
export const readMailbox = (world: World, asked: { to?: string; limit?: number } = {}): Promise<KeptMail[]> =>
  world.database.read((tx) => newestMails(tx, { to: asked.to, limit: asked.limit ?? 50 }));

export const routes: readonly Route[] = [seeing, ...reporting, ...settings];
