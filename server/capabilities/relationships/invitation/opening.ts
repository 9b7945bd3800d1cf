// What a stranger reads who opens a link to customers, before signing in (REL-003).
import { type OpenedInvitation, openInvitation } from '../../../../contract/relationships/invitations.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { obstacles, refuse } from '../../../kernel/decision.ts';
import { enter } from '../../../platform/door/look.ts';
import { telling } from '../../../platform/wire/operations.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { say } from '../../../platform/world/problem.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Door } from '../../../platform/world/world.ts';
import { textOf } from '../../agreements/offers.ts';
import { introductionsOf } from '../../organizations/offers.ts';
import { findInvitation } from '../offers.ts';
import { refusals } from '../refusals.ts';
import { unchanged } from './answering.ts';
import { type Invitation, waysOf } from './state.ts';

const no = obstacles(refusals);

export const opening = telling(openInvitation, ({ world, caller, path, query, language: accepted }) =>
  world.database.read(async (tx) => {
    const sides = { bearer: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'invitation.open', sides });
    if (!entered.ok) return entered;
    const { door } = entered;
    const found = await findInvitation(tx, path.token!);
    if (!found) return refuse(no('invitation_not_here', { host: new URL(world.origin).host }));
    const language = languageOf(query.language ?? accepted);
    const inviters = await invitersOf(door, found);
    const country = query.country ?? inviters[0]!.organization.country;
    const body = {
      status: hasExpired(found, door.now) ? ('expired' as const) : found.status,
      kind: found.provider ? ('indirect' as const) : ('direct' as const),
      inviters,
      cloud: { id: world.cloud.id, operator: world.cloud.operator },
      expiresAt: instantOrNull(found.expiresAt),
      asks: inviters.map(({ part, organization: { name: partner } }) =>
        say(language, `relationships.foresee.${part}`, { partner }),
      ),
      doesNot: unchanged.map((key) => say(language, key)),
      agreement: textOf(door.cloud, { country, language }) ?? null,
      whoMayAccept: say(language, 'relationships.open.who_may_accept'),
    };
    return { ok: true, body };
  }),
);

const hasExpired = ({ status, expiresAt }: Invitation, now: Date) =>
  status === 'open' && expiresAt !== null && now >= expiresAt;

async function invitersOf({ world, tx }: Door, invitation: Invitation): Promise<OpenedInvitation['inviters']> {
  const ways = waysOf(invitation);
  const ids = ways.map(({ partner }) => partner);
  const [{ party }, introductions] = await Promise.all([namingOf(world, tx, { ids }), introductionsOf(tx, ids)]);
  return ways.map(({ partner, part }) => {
    const known = introductions.find(({ organization }) => organization === partner);
    const activeSince = known?.activeSince?.toISOString() ?? null;
    return { organization: party(partner), part, partnerId: known?.partnerId ?? null, activeSince };
  });
}
