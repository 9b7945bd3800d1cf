// How the operator sees the mails that wait.
import * as contract from '../../../../contract/notices.ts';
import { enter } from '../../../platform/door/look.ts';
import { type Route, telling } from '../../../platform/wire/operations.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import { waitingMails } from './store.ts';

const seeing = telling(contract.seeMailbox, ({ world, caller }) =>
  world.database.read(async (tx) => {
    const entered = await enter(world, tx, { caller, action: 'mailbox.see', sides: {} });
    if (!entered.ok) return entered;
    const { waiting, since, last_error: lastError } = await waitingMails(tx);
    const body: contract.Mailbox = { waiting, waitingSince: instantOrNull(since), lastError };
    return { ok: true, body };
  }),
);

export const views: readonly Route[] = [seeing];
