// A person's own settings of mails: another address, once it is confirmed, and which topics are mailed (AUD-011).
import * as contract from '../../../../contract/notices.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { obstacles, type Refusal, refuse } from '../../../kernel/decision.ts';
import { daysAfter } from '../../../kernel/term.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { enter } from '../../../platform/door/look.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { type Call, type Route, telling } from '../../../platform/wire/operations.ts';
import { enqueue, mailJob } from '../../../platform/work/jobs.ts';
import { no as platform } from '../../../platform/world/refusals.ts';
import type { World } from '../../../platform/world/world.ts';
import { switchable, topics } from '../mail/topics.ts';
import { refusals } from './state.ts';
import * as store from './store.ts';

const no = obstacles(refusals);
const purpose = 'notificationAddress';
const validDays = 7;
const againMinutes = 5;

const shown = ({ name, address, asked_address: asked, language, topics_off: off }: store.Settings) =>
  ({
    account: name,
    address,
    asked,
    language: languageOf(language),
    topics: topics.map((topic) => ({
      topic,
      isOn: !off.includes(topic),
      canBeOff: switchable.includes(topic),
    })),
  }) satisfies contract.Notifications;

type Own = Pick<Call, 'world' | 'caller'>;
async function settingsOf(tx: Tx, { world, caller }: Own, action: 'notification.see' | 'notification.change') {
  const entered = await enter(world, tx, { caller, action, sides: {} });
  return entered.ok ? { ok: true as const, found: await store.settingsOf(tx, caller.id) } : entered;
}

const seeing = telling(contract.seeNotifications, (call) =>
  call.world.database.read(async (tx) => {
    const own = await settingsOf(tx, call, 'notification.see');
    return own.ok ? { ok: true, body: shown(own.found) } : own;
  }),
);

type Wanted = { user: string; settings: store.Settings; address: string | null };
/** The new address is asked by a mail with a link; until then everything goes where it went. */
function readdress(world: World, tx: Tx, { user, settings, address }: Wanted): Refusal | undefined {
  const now = world.clock.wall();
  if (address === null || address === settings.name) {
    store.keepAddress(tx, { user, address: null });
    return undefined;
  }
  if (address === settings.address) return undefined;
  const { asked_at: askedAt } = settings;
  const isSoon = askedAt !== null && now.getTime() - askedAt.getTime() < againMinutes * 60_000;
  if (isSoon) return refuse(no('address_asked_recently', { minutes: againMinutes }));
  const of = `${user} ${address}`;
  store.askAddress(tx, { user, address, tokenHash: hashed(world.secrets.tokenFor(purpose, of)), now });
  const { language, display_name: name } = settings;
  const link = { path: '/notification-links/', purpose, of };
  const mail = { to: address, language, key: 'mail.notificationAddress', values: { name }, organization: null };
  enqueue(tx, mailJob({ ...mail, link }, now));
  return undefined;
}

const changing = telling(contract.changeNotifications, (call) =>
  call.world.database.transaction(async (tx) => {
    const own = await settingsOf(tx, call, 'notification.change');
    if (!own.ok) return own;
    const { world, caller, body } = call;
    const { address, enrolment } = body;
    const user = caller.id;
    const wanted = { user, settings: own.found, address: address?.toLowerCase() ?? null };
    const refused = address === undefined ? undefined : readdress(world, tx, wanted);
    if (refused) return refused;
    if (enrolment !== undefined) store.switchTopic(tx, { user, topic: 'enrolment', isOn: enrolment });
    return { ok: true as const, body: shown(await store.settingsOf(tx, user)) };
  }),
);

const confirming = telling(contract.confirmNotificationAddress, ({ world, caller, path }) =>
  world.database.transaction(async (tx) => {
    const entered = await enter(world, tx, { caller, action: 'notification.confirm', sides: {} });
    if (!entered.ok) return entered;
    const since = daysAfter(world.clock.wall(), -validDays);
    const address = await store.confirmAddress(tx, { tokenHash: hashed(path.token!), since });
    return address ? { ok: true as const, body: { address } } : refuse(platform('not_found'));
  }),
);

export const commands: readonly Route[] = [seeing, changing, confirming];
