// Sign-ups as the operator lists them, and one's own as its link shows it.
import * as contract from '../../../contract/signups.ts';
import { refuse } from '../../kernel/decision.ts';
import { listing, type Route, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import { no } from '../../platform/world/refusals.ts';
import * as store from './store.ts';
import { signups } from './thing.ts';

const opening = telling(contract.openSignup, ({ world, path }) =>
  world.database.read(async (tx) => {
    const found = await store.findByToken(tx, path.token!);
    if (!found) return refuse(no('not_found'));
    return { ok: true, body: signups.show(found, await namingOf(world, tx, { ids: [] })) };
  }),
);

export const views: readonly Route[] = [
  opening,
  listing(contract.listSignups, { thing: signups, action: 'signup.see' }),
];
