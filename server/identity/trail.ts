// What happens around signing in is recorded where those who answer for the person read it: in the threads of each of
// their organizations, without secrets. What belongs to nobody known stands with whoever runs the cloud.
import type { FieldClass } from '../../contract/operation.ts';
import { membershipsOf } from '../capabilities/members/offers.ts';
import { retried, type Tx } from '../platform/database/database.ts';
import { record } from '../platform/record/events.ts';
import { doorOf } from '../platform/world/entering.ts';
import type { Row, World } from '../platform/world/world.ts';
import type { Shown } from './shown.ts';

/** Each event with the operation during which it happens. */
export const happenings = {
  'person.signedIn': 'session.start',
  'person.signInFailed': 'session.start',
  'person.signInPaused': 'session.start',
  'person.signedInAsPersona': 'persona.signIn',
  'person.secondFactorProven': 'session.prove',
  'person.secondFactorFailed': 'session.prove',
  'person.secondFactorPaused': 'session.prove',
  'person.recoveryCodeUsed': 'session.recover',
  'person.signedOut': 'session.signOut',
  'person.secondFactorRegistered': 'secondFactor.confirm',
  'person.secondFactorRemoved': 'secondFactor.remove',
  'person.recoveryCodesRenewed': 'secondFactor.renewCodes',
  'person.passwordChanged': 'password.change',
  'person.passwordForgotten': 'password.forget',
  'person.passwordReset': 'password.reset',
  'person.sessionsEnded': 'session.endOthers',
  'person.programLetIn': 'interaction.approve',
} as const;

const classes: Record<string, FieldClass> = {
  proofs: 'public',
  because: 'public',
  program: 'public',
  until: 'public',
  network: 'personal',
  device: 'personal',
};

export type Happening = {
  type: keyof typeof happenings;
  /** Undefined where the name belongs to no account; as much is written then, so that time does not tell. */
  user: string | undefined;
  shown: Pick<Shown, 'network' | 'agent'>;
  /** The person itself, or somebody who has not proved to be it. */
  isProven?: boolean;
  facts?: { proofs?: readonly string[]; because?: string; program?: string; until?: Date | undefined };
};

/** A transaction that ends in `note`; whoever follows the events hears of it at once. */
export async function noting<T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> {
  const done = await retried(world.database, work);
  world.recorded();
  return done;
}

/** To be called last in its transaction: the heads of threads are locks that everybody wants. */
export async function note(world: World, tx: Tx, happened: Happening): Promise<void> {
  const { type, user, shown, isProven = true, facts = {} } = happened;
  const found = await membershipsOf(tx, user === undefined ? [] : [user]);
  const kind = user !== undefined && isProven ? 'person' : 'anyone';
  const after: Row = { ...facts, network: shown.network, device: shown.agent };
  const at = (organization: string | null) => ({
    ...{ type, thing: 'person', id: user ?? 'nobody', version: 1, before: null, after, classes },
    sides: { organization },
  });
  const organizations = found.map(({ organization }) => organization);
  const by = {
    kind,
    id: user ?? 'anyone',
    organization: organizations[0] ?? '',
    roles: [],
    secondFactor: false,
  } as const;
  const places = organizations.length > 0 ? organizations : [null];
  record(tx, doorOf(world, tx, { actor: by, preview: false }), places.map(at));
}
