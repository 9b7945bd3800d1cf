// How the policy is read: for a thing in memory, and as a filter for the database, from the same sides.
import type { CloudNow, Feature } from '../clouds/cloud.ts';
import { type Action, type Delegable, type FieldClass, type Grant, policy, type Side, seenBy } from './policy.ts';
import type { Role } from './roles.ts';

/** Who acts, as far as the doors care. Roles are those held right now in `organization`. */
export type Actor = {
  kind: 'system' | 'person' | 'program' | 'operator' | 'anyone';
  id: string;
  organization: string;
  roles: readonly Role[];
  /** Whether this session proved a second factor (SEC-001). */
  secondFactor: boolean;
};
/** Side to column; the state's field bears the name of the side. */
export type SideColumns = { readonly [side in Side]?: string };
export type Sides = { readonly [side in Side]?: string | null };
export type Place = { sides: Sides; cloud: CloudNow; covers: ReadonlySet<Delegable> };

type Condition = { role: Role; side: Side; feature?: Feature; needs?: Delegable; grant: Grant };
type Row = { open: Grant | undefined; system: boolean; conditions: readonly Condition[] };

/** What a grant says: a role at a side, and on what conditions. */
export const grantParts = (grant: Grant): Condition => {
  const [, role, side, feature, needs] = /^(\w+)@(\w+)(?: if (\w+))?(?: needs (\w+))?$/.exec(grant)!;
  return {
    grant,
    role: role as Role,
    side: side as Side,
    ...(feature && { feature: feature as Feature }),
    ...(needs && { needs: needs as Delegable }),
  };
};
const rows = new Map<Action, Row>(
  (Object.entries(policy) as [Action, readonly Grant[]][]).map(([action, grants]) => [
    action,
    {
      open: grants.find((grant) => grant === 'anyone' || grant === 'member'),
      system: grants.includes('system'),
      conditions: grants.filter((grant) => grant.includes('@')).map(grantParts),
    },
  ]),
);

/** Whether somebody else than the house itself may ever do it, whose organization stands at one of these sides. */
export const isForSides = (action: Action, held: readonly Side[]): boolean => {
  const { open, conditions } = rows.get(action)!;
  return open !== undefined || conditions.some(({ side }) => held.includes(side));
};

/** Done without signing in, at a link: by whoever has it, whatever side they stand at. */
export const isForAnyone = (action: Action): boolean => rows.get(action)!.open === 'anyone';

/** The grants of a row that speak of these sides; all of them where none does. */
export function grantsAt(action: Action, held: readonly Side[]): readonly Grant[] {
  const theirs = rows
    .get(action)!
    .conditions.filter(({ side }) => held.includes(side))
    .map(({ grant }) => grant);
  return theirs.length > 0 ? theirs : policy[action];
}

/** Which delegation a row could ask for; the door looks it up only then. */
export const mayNeedDelegation = (action: Action): boolean =>
  rows.get(action)!.conditions.some(({ needs }) => needs !== undefined);

export function sidesOf(columns: SideColumns, state: object): Sides {
  const sides: { [side in Side]?: string | null } = {};
  for (const side in columns) sides[side as Side] = (state as Record<string, string>)[side] ?? null;
  return sides;
}

export function sidesHeld({ organization }: Pick<Actor, 'organization'>, sides: Sides): Side[] {
  const held: Side[] = [];
  for (const side in sides) {
    const party = sides[side as Side];
    if (party != null && party === organization) held.push(side as Side);
  }
  return held;
}

export const sees = (actor: Actor, sides: Sides): boolean =>
  actor.kind === 'system' || sidesHeld(actor, sides).length > 0;

export const seesClass = (actor: Actor, sides: Sides, fieldClass: FieldClass): boolean =>
  fieldClass === 'public' ||
  actor.kind === 'system' ||
  sidesHeld(actor, sides).some((side) => (seenBy[fieldClass] as readonly Side[]).includes(side));

const classNames = Object.keys(seenBy) as FieldClass[];
/** The same for all classes at once. */
export function classesSeen(actor: Actor, sides: Sides): ReadonlySet<FieldClass> {
  const held = new Set<Side>(sidesHeld(actor, sides));
  const sees = (one: FieldClass) =>
    one === 'public' || actor.kind === 'system' || (seenBy[one] as readonly Side[]).some((side) => held.has(side));
  return new Set(classNames.filter(sees));
}

/** The grant that says yes, which is also the answer to "why?"; undefined when none does. Roles add up (ROL-001). */
export function may(actor: Actor, action: Action, { sides, cloud, covers }: Place): Grant | undefined {
  const row = rows.get(action)!;
  // ROL-002: what is open to a member needs no role.
  if (row.open === 'anyone' || (row.open && actor.kind !== 'anyone')) return row.open;
  if (actor.kind === 'system') return row.system ? 'system' : undefined;
  return row.conditions.find(
    ({ role, side, feature, needs }) =>
      sides[side] != null &&
      sides[side] === actor.organization &&
      actor.roles.includes(role) &&
      (!feature || cloud.features[feature]) &&
      (!needs || covers.has(needs)),
  )?.grant;
}

/** What these roles at these sides allow in some state of some thing; delegations count as if they were there. */
export const mayEver = (held: Pick<Actor, 'roles'> & { sides: readonly Side[] }, cloud: CloudNow): Action[] =>
  [...rows].flatMap(([action, { open, conditions }]) => {
    const fits = conditions.some(
      ({ role, side, feature }) =>
        held.roles.includes(role) && held.sides.includes(side) && (!feature || cloud.features[feature]),
    );
    return open || fits ? [action] : [];
  });
