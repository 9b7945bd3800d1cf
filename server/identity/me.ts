// Who is signed in, as the wire shows it.
import sql from 'sql-template-tag';
import type { Me, Membership } from '../../contract/identity.ts';
import { mayEver } from '../access/may.ts';
import type { Side } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { membershipsOf as found } from '../capabilities/members/offers.ts';
import { transacts } from '../capabilities/organizations/enrolment/state.ts';
import { enrolmentsOf } from '../capabilities/organizations/offers.ts';
import type { Tx } from '../platform/database/database.ts';
import { hashed } from '../platform/settings/secrets.ts';
import { systemActor } from '../platform/world/caller-roles.ts';
import { doorOf } from '../platform/world/entering.ts';
import { namingOf } from '../platform/world/party-names.ts';
import type { Caller, World } from '../platform/world/world.ts';
import { findUser, type User } from './credentials.ts';
import { findProgram } from './programs/store.ts';
import { findSession, type LiveSession, provesSecondFactor } from './sessions.ts';
import { csrfTokenOf } from './shown.ts';

/** Where these people are members, with the roles they hold there now. */
export async function membershipsOf(
  world: World,
  tx: Tx,
  users: readonly string[],
): Promise<(user: string) => Membership[]> {
  const rows = await found(tx, users);
  const { party } = await namingOf(world, tx, { ids: rows.map((row) => row.organization) });
  return (user) =>
    rows.filter((row) => row.user === user).map((row) => ({ organization: party(row.organization), roles: row.roles }));
}

type FactorRow = { status: string | null; left: number };
const factorFacts = async (tx: Tx, user: string): Promise<FactorRow> => {
  const [row] = await tx.query<FactorRow>(sql`select
    (select status from second_factors where user_id = ${user}) as status,
    (select count(*)::int from recovery_codes where user_id = ${user}) as left`);
  return row!;
};

type Signed = { session: LiveSession; cookie: string | undefined };
const personOf = (world: World, { session, cookie }: Signed): Promise<Me> =>
  world.database.read(async (tx) => {
    const [user, memberships, factor] = await Promise.all([
      findUser(tx, { id: session.user }) as Promise<User>,
      membershipsOf(world, tx, [session.user]),
      factorFacts(tx, session.user),
    ]);
    const own = memberships(session.user);
    const ids = own.map(({ organization }) => organization.id);
    const only = ids.length === 1 ? ids[0]! : null;
    return {
      kind: 'person' as const,
      id: user.id,
      name: user.name,
      displayName: user.displayName,
      language: user.language,
      memberships: own,
      organization: session.organization && ids.includes(session.organization) ? session.organization : only,
      proofs: [...session.proofs],
      secondFactor: {
        required: world.needsSecondFactor(),
        registered: factor.status === 'active',
        proven: provesSecondFactor(session),
        recoveryCodesLeft: factor.left,
      },
      mustChangePassword: session.mustChange,
      session: {
        id: session.id,
        provenAt: session.provenAt.toISOString(),
        idleEndsAt: session.idleEndsAt.toISOString(),
        endsAt: session.endsAt.toISOString(),
      },
      csrfToken: cookie === undefined ? null : csrfTokenOf(world, cookie),
    };
  });

async function programOf(world: World, id: string): Promise<Me> {
  const program = (await findProgram(world, id))!;
  const naming = await world.database.read((tx) => namingOf(world, tx, { ids: [program.organization] }));
  return {
    kind: 'program',
    id,
    name: null,
    displayName: program.name,
    language: 'en',
    memberships: [{ organization: naming.party(program.organization), roles: [...program.roles] }],
    organization: program.organization,
    proofs: [],
    secondFactor: { required: false, registered: false, proven: false, recoveryCodesLeft: 0 },
    mustChangePassword: false,
    session: null,
    csrfToken: null,
  };
}

export async function meOf(
  world: World,
  caller: Caller,
  signed: { session: LiveSession | undefined; cookie: string | undefined },
): Promise<Me | null> {
  if (caller.kind === 'program') return programOf(world, caller.id);
  const { session, cookie } = signed;
  return session ? personOf(world, { session, cookie: session.kind === 'browser' ? cookie : undefined }) : null;
}

/** Where an organization may stand, by what it is: everybody may hold a link, all but the operator be a customer. */
export async function sidesIn(world: World, tx: Tx, organization: string | undefined): Promise<Side[]> {
  if (!organization) return [];
  const enrolments = await enrolmentsOf(tx, organization);
  const kinds = enrolments.map(({ kind }) => kind);
  const runsCloud = world.operator() === organization;
  const is = (...wanted: readonly string[]) => kinds.some((kind) => wanted.includes(kind));
  return [
    ...(['organization', 'bearer'] as const),
    ...(runsCloud ? [] : (['customer'] as const)),
    ...(kinds.length > 0 ? (['headquarters', 'initiator', 'invitee'] as const) : []),
    ...(is('provider', 'reseller', 'directBill') ? (['partner'] as const) : []),
    ...(transacts(enrolments) ? (['seller'] as const) : []),
    ...(is('provider') ? (['provider'] as const) : []),
    ...(is('reseller') ? (['reseller'] as const) : []),
    ...(runsCloud ? (['operator'] as const) : []),
  ];
}

type Standing = { sides: Side[]; may: string[]; features: string[] };
/** What the caller's roles ever allow, the portal offers nothing else (ROL-002); a list is allowed where a look is. */
export const standingOf = (world: World, me: Me | null): Promise<Standing> =>
  world.database.read(async (tx) => {
    const own = me?.memberships.find(({ organization }) => organization.id === me.organization);
    const sides = await sidesIn(world, tx, own?.organization.id);
    const { cloud } = doorOf(world, tx, { actor: systemActor, preview: false });
    const actions = mayEver({ roles: (own?.roles ?? []) as Role[], sides }, cloud);
    const lists = actions.flatMap((action) => (action.endsWith('.see') ? [action.replace(/see$/, 'list')] : []));
    const features = Object.entries(cloud.features).flatMap(([name, isThere]) => (isThere ? [name] : []));
    return { sides, may: [...new Set([...actions, ...lists])], features };
  });

/** Of a session that was just begun or upgraded, by its new secret. */
export async function meBehind(world: World, token: string): Promise<Me> {
  const session = await findSession(world, hashed(token));
  return personOf(world, { session: session!, cookie: token });
}
