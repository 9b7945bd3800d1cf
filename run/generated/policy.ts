// The policy as it works out: who may do what in which status, for each cloud, reckoned from the table and printed.
import type { Delegable, Grant, Side } from '../../server/access/grant.ts';
import { type Actor, may } from '../../server/access/may.ts';
import { type Action, policy } from '../../server/access/policy.ts';
import { type Role, roles } from '../../server/access/roles.ts';
import { type CloudNow, cloudAt, type DatedCloud } from '../../server/clouds/cloud.ts';
import { clouds } from '../../server/clouds/list.ts';
import type { AnyThing } from '../../server/platform/world/world.ts';

export const sides = [
  'organization',
  'headquarters',
  'initiator',
  'invitee',
  'provider',
  'reseller',
  'partner',
  'seller',
  'customer',
  'operator',
  'bearer',
] as const;
/** The rules that stand at the end of what is known of a cloud. */
const atLast = new Date('9999-12-31T00:00:00Z');
export const cloudNow = (cloud: DatedCloud): CloudNow => cloudAt(cloud, atLast);
const nobody: ReadonlySet<Delegable> = new Set();
const everything: ReadonlySet<Delegable> = new Set([
  'userAdministrator',
  'licenceAdministrator',
  'serviceSupportAdministrator',
]);
const own = 'org_own';

export const actorWith = (role: Role): Actor => ({
  kind: 'person',
  id: 'usr_one',
  organization: own,
  roles: [role],
  secondFactor: true,
});

export type Asked = { role: Role; side: Side; cloud: CloudNow };
/** Asks the policy itself: somebody with this one role, whose organization stands at this one side. */
export const granted = (action: Action, { role, side, cloud }: Asked): Grant | undefined => {
  const place = { sides: { [side]: own }, cloud };
  const actor = actorWith(role);
  return may(actor, action, { ...place, covers: nobody }) ?? may(actor, action, { ...place, covers: everything });
};
const needsOf = (grant: Grant | undefined): string => / needs \w+$/.exec(grant ?? '')?.[0] ?? '';

/** `globalAdmin@provider`, with the delegation it needs. */
function whoMay(action: Action, cloud: CloudNow): string[] {
  const row: readonly Grant[] = policy[action];
  const open = row.filter((grant) => !grant.includes('@'));
  if (open.includes('anyone')) return open;
  const pairs = sides.flatMap((side) =>
    roles.flatMap((role) => {
      const grant = granted(action, { role, side, cloud });
      return grant?.includes('@') ? [`${role}@${side}${needsOf(grant)}`] : [];
    }),
  );
  return [...open, ...pairs];
}

const fromOf = (things: readonly AnyThing[], action: Action): readonly string[] | undefined => {
  const [name, command] = action.split('.') as [string, string];
  return things.find((thing) => thing.name === name)?.lifecycle[command]?.from;
};

/** How another cloud differs from the first: `+` who may only there, `-` who may not there. */
function difference(action: Action, first: readonly string[], cloud: DatedCloud): string[] {
  const here = whoMay(action, cloudNow(cloud));
  const more = here.filter((who) => !first.includes(who)).map((who) => `  ${cloud.id}: + ${who}`);
  const less = first.filter((who) => !here.includes(who)).map((who) => `  ${cloud.id}: - ${who}`);
  return [...more, ...less];
}

function paragraph(things: readonly AnyThing[], action: Action): string {
  const [first, ...others] = clouds as readonly [DatedCloud, ...DatedCloud[]];
  const here = whoMay(action, cloudNow(first));
  const from = fromOf(things, action);
  const status = from ? ` [${from.join(', ')}]` : '';
  const differences = others.flatMap((cloud) => difference(action, here, cloud));
  return [`${action}${status}`, ...here.map((who) => `  ${who}`), ...differences].join('\n');
}

/** Deterministic: the order of the table, then sides, then roles. */
export function printedPolicy(things: readonly AnyThing[]): string {
  const head = [
    'Who may do what: a role at a side, for each command [in these statuses] and each view.',
    `Printed for ${clouds[0]!.id}; lines that begin with another cloud say what is different there.`,
    'Made by `npm run generate`; compared and proved by tests/house/policy.test.ts.',
  ].join('\n');
  const paragraphs = (Object.keys(policy) as Action[]).map((action) => paragraph(things, action));
  return `${[head, ...paragraphs].join('\n\n')}\n`;
}
