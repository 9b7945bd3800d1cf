// How webhooks are made, paused, tested and removed, and the one answer in which a secret is shown.
import * as contract from '../../../contract/webhooks.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone, perform, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import { systemCaller } from '../../platform/world/caller-roles.ts';
import type { World } from '../../platform/world/world.ts';
import { addressKind, reachOf } from './address.ts';
import * as rules from './rules.ts';
import { secretOf } from './secret.ts';
import type { Webhook } from './state.ts';
import * as store from './store.ts';
import { webhooks } from './thing.ts';

type Creating = rules.Create & { organization: string };
const creating = change({
  thing: webhooks,
  command: 'create',
  find: 'new',
  locks: (_state, { organization }: Creating) => [`webhooks:${organization}`],
  given: async ({ tx, now, actor: by, world }, _state, { url }: Creating): Promise<rules.CreateGiven> => ({
    ...{ now, by, newId: newId('whk', by.organization), address: addressKind(url, reachOf(world)) },
    count: await store.countWebhooks(tx, by.organization),
  }),
  rule: rules.create,
});
const making = together<rules.Create>({
  changes: [creating],
  plan: ({ caller }, key, command) => [step(creating, key, { ...command, organization: caller.organization })],
});

const pinging = change({ thing: webhooks, command: 'ping', given: () => ({}), rule: rules.ping });
const pausing = change({ thing: webhooks, command: 'pause', given: () => ({}), rule: rules.pause });
const resuming = change({ thing: webhooks, command: 'resume', given: () => ({}), rule: rules.resume });
const redelivering = change({
  thing: webhooks,
  command: 'redeliver',
  given: async ({ tx }, { id }, { deliveries: ids }: rules.Redeliver) => ({
    failed: await store.failedOf(tx, id, ids),
  }),
  rule: rules.redeliver,
  writes: ({ tx }, _webhook, { failed }) => tx.write(store.waitAgain(failed)),
  jobs: (_webhook, { now, given: { failed } }) =>
    failed.map((delivery) => ({ kind: 'webhook', payload: { delivery }, runAt: now })),
});
const suspending = change({ thing: webhooks, command: 'suspend', given: () => ({}), rule: rules.suspend });
const removing = change({ thing: webhooks, command: 'remove', given: () => ({}), rule: rules.remove });
const changing = change({
  thing: webhooks,
  command: 'changeSecret',
  given: ({ now }) => ({ now }),
  rule: rules.changeSecret,
});

/** Because its address failed too often in a row. */
export const suspend = (world: World, id: string) =>
  perform(world, systemCaller, { operation: 'webhook.suspend', act: alone(suspending), key: id, command: {} });

/** Adds the secret to the answer of the command that made it: after the door, so no event or history ever holds it. */
const showingSecret = (
  route: Route,
  editionOf: (version: number, world: World, id: string) => Promise<number>,
): Route => ({
  ...route,
  answer: async (call) => {
    const answer = await route.answer(call);
    if (!answer.ok || call.preview) return answer;
    const { id, version } = answer.body as contract.Webhook;
    const secretEdition = await editionOf(version, call.world, id);
    const secret = secretOf(call.world, { id: id as Webhook['id'], secretEdition });
    return { ...answer, body: { ...(answer.body as object), secret } };
  },
});

/** The edition as of the version that the answer shows: a repeated request shows what it made, not what came later. */
const editionAt = (version: number, { database }: World, id: string): Promise<number> =>
  database.read((tx) => store.editionOf(tx, id, version));

export const commands: readonly Route[] = [
  showingSecret(doing(contract.createWebhook, making), async () => 1),
  doing(contract.pingWebhook, alone(pinging)),
  doing(contract.pauseWebhook, alone(pausing)),
  doing(contract.resumeWebhook, alone(resuming)),
  showingSecret(doing(contract.changeWebhookSecret, alone(changing)), editionAt),
  doing(contract.removeWebhook, alone(removing)),
  doing(contract.redeliverWebhook, alone(redelivering)),
];
