// Puts a cloud's world together: its database, clocks and secrets, and what the rooms know.
import { Resolver } from 'node:dns/promises';
import sql, { type Sql } from 'sql-template-tag';
import type { Role } from './access/roles.ts';
import { rolesHeld } from './capabilities/members/offers.ts';
import { partiesOf } from './capabilities/organizations/offers.ts';
import { cloudAt, type DatedCloud } from './clouds/cloud.ts';
import { memoryOf } from './identity/memory.ts';
import { rolesOfProgram } from './identity/programs/store.ts';
import type { Database } from './platform/database/database.ts';
import { secretsOf } from './platform/settings/secrets.ts';
import type { Caller, World } from './platform/world/world.ts';
import { answers, reactions, routes } from './rooms.ts';

export type Making = {
  cloud: DatedCloud;
  database: Database;
  clock: World['clock'];
  origin: string;
  /** The installation's secret, from which each cloud's own is made. */
  secret: string;
  limits: World['limits'];
  operator: () => string | undefined;
  /** SEC-010: the operator relaxed the second factor here. */
  relaxed?: boolean;
  recorded?: () => void;
  lookUpText?: World['lookUpText'];
};

/** No records and no answer look the same: the proof is not there yet. */
export const textRecordsOf = async (name: string): Promise<string[]> => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  return resolver.resolveTxt(name).then(
    (records) => records.map((chunks) => chunks.join('')),
    () => [],
  );
};

const operations = new Set<string>(routes.map(({ operation }) => operation.name));
const nobody: ReadonlySet<never> = new Set();

/** What support sees is what an admin of the organization sees; it must hold its own role at the operator right now. */
const seenBySupport = ['globalAdmin', 'billingAdmin', 'adminAgent'] satisfies Role[];

/** Selects the roles of a caller right now. */
function rolesStanding(caller: Caller, operator: string | undefined): Sql {
  if (caller.kind === 'program') return rolesOfProgram(caller);
  if (caller.supportView === undefined) return rolesHeld(caller);
  return sql`select ${seenBySupport}::text[] as roles
    from (${rolesHeld({ id: caller.id, organization: operator ?? '' })}) as held where 'operatorSupport' = any(roles)`;
}

export function makeWorld({ cloud, database, clock, origin, secret, limits, ...rest }: Making): World {
  const world: World = {
    cloud,
    database,
    clock,
    origin,
    limits,
    secrets: secretsOf(secret, cloud.id),
    operator: rest.operator,
    rolesHeld: (caller) => rolesStanding(caller, rest.operator()),
    parties: partiesOf,
    coverage: async () => nobody, // The room of delegations registers its look-up here.
    offers: (operation) => operations.has(operation),
    answers,
    reactions,
    needsSecondFactor: () => !rest.relaxed && cloudAt(cloud, clock.business()).secondFactor === 'required',
    lookUpText: rest.lookUpText ?? textRecordsOf,
    recorded: rest.recorded ?? (() => {}),
    callersEnded: () => memoryOf(world).forget(),
  };
  return world;
}
