// How the wire reaches the rules of API clients, and how the secret is shown once.
import * as contract from '../../../contract/identity/api-clients.ts';
import { roles } from '../../access/roles.ts';
import { newId } from '../../kernel/id.ts';
import { notify } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import { identityLimits } from '../../platform/settings/identity-limits.ts';
import { hashed, randomToken } from '../../platform/settings/secrets.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import type { Door } from '../../platform/world/world.ts';
import { memoryOf } from '../memory.ts';
import { isNetwork } from '../networks.ts';
import * as rules from './rules.ts';
import type * as state from './state.ts';
import { apiClients } from './thing.ts';

const known = ({ actor }: Door) => ({ roles, isNetwork, givers: { by: actor.roles } });

/** Only its hash is kept; the answer to the command that made it shows it, once (SEC-014). */
const newSecret = () => {
  const secret = randomToken();
  return { secret, secretHash: hashed(secret) };
};
const revealed = (_door: Door, _after: state.ApiClient, { secret }: { secret: string }) => ({ secret });

/** A program that is shut out must not be believed for a moment longer, in whichever process it asks. */
const tellAll = ({ tx }: Door, { id }: state.ApiClient): void => tx.write(notify('identity', `client:${id}`));

const creating = change({
  thing: apiClients,
  command: 'create',
  find: 'new',
  given: (door): rules.CreateGiven => {
    const { world, now, actor: by } = door;
    return { ...known(door), now, wall: world.clock.wall(), by, newId: newId('app', by.organization), ...newSecret() };
  },
  rule: rules.create,
  reveals: revealed,
});
const changing = change({
  thing: apiClients,
  command: 'change',
  given: known,
  rule: rules.change,
  writes: tellAll,
});
const rotating = change({
  thing: apiClients,
  command: 'rotate',
  given: ({ world }): rules.RotateGiven => ({
    wall: world.clock.wall(),
    formerSecretDays: identityLimits(world).formerSecretDays,
    ...newSecret(),
  }),
  rule: rules.rotate,
  writes: tellAll,
  reveals: revealed,
});
const revoking = change({
  thing: apiClients,
  command: 'revoke',
  given: () => ({}),
  rule: rules.revoke,
  writes: tellAll,
});

/** What this process remembers of the program is old before it answers. */
const forgetting = (route: Route): Route => ({
  ...route,
  answer: async (call) => {
    const reply = await route.answer(call);
    if (reply.ok && !call.preview) memoryOf(call.world).forget(`client:${(reply.body as { id: string }).id}`);
    return reply;
  },
});

export const commands: readonly Route[] = [
  doing(contract.createApiClient, alone(creating)),
  forgetting(doing(contract.changeApiClient, alone(changing))),
  forgetting(doing(contract.rotateApiClient, alone(rotating))),
  forgetting(doing(contract.revokeApiClient, alone(revoking))),
];
