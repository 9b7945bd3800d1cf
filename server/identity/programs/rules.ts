// Every rule about API clients. Pure: what is known comes in, what is decided goes out.
import type { Role } from '../../access/roles.ts';
import { type Decision, decided, type Obstacle, obstacles, refuseAll } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { daysAfter } from '../../kernel/term.ts';
import { type ApiClient, refusals } from './state.ts';

const no = obstacles(refusals);

type Facts = { name?: string; roles?: readonly string[]; networks?: readonly string[] };
type Known = { roles: readonly Role[]; isNetwork: (range: string) => boolean; givers: Givers };
/** Which roles the one who acts may give to a program: never more than it holds itself, unless it is a global admin. */
type Givers = { by: readonly Role[] };

const obstaclesIn = ({ roles = [], networks = [] }: Facts, known: Known): (Obstacle | false)[] => {
  const unknown = roles.filter((role) => !(known.roles as readonly string[]).includes(role));
  const { by } = known.givers;
  const foreign = by.includes('globalAdmin') ? roles.filter((role) => role.startsWith('operator')) : roles;
  const notTheirs = foreign.filter((role) => !(by as readonly string[]).includes(role));
  const malformed = networks.filter((range) => !known.isNetwork(range));
  return [
    unknown.length > 0 && no('role_unknown', { roles: unknown.join(', ') }),
    unknown.length === 0 && notTheirs.length > 0 && no('roles_not_yours', { roles: notTheirs.join(', ') }),
    malformed.length > 0 && no('network_malformed', { networks: malformed.join(', ') }),
  ];
};
const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** The secret itself goes into the answer alone; the state knows its hash. */
type Secret = { secret: string; secretHash: string };

export type Create = { name: string; roles: readonly string[]; networks?: readonly string[] };
export type CreateGiven = Known &
  Secret & {
    now: Date;
    /** Secrets go by the wall clock, whatever business day it is. */
    wall: Date;
    by: { id: string; organization: string };
    newId: Id<'app'>;
  };
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<ApiClient> {
  const refused = refuseAll(obstaclesIn(command, given));
  if (refused) return refused;
  const { now, wall, by, newId: id, secretHash } = given;
  const facts = {
    name: command.name,
    roles: distinct(command.roles) as Role[],
    networks: distinct(command.networks ?? []),
  };
  const made = { organization: by.organization, createdBy: by.id, createdAt: now };
  const secret = { secretHash, secretSince: wall, formerHash: null, formerUntil: null };
  return decided({ id, version: 0, status: 'active', ...facts, ...made, ...secret }, 'apiClient.created');
}

export function change(client: In<ApiClient, 'active'>, command: Facts, given: Known): Decision<ApiClient> {
  const refused = refuseAll(obstaclesIn(command, given));
  if (refused) return refused;
  const next = {
    ...client,
    name: command.name ?? client.name,
    roles: command.roles ? (distinct(command.roles) as Role[]) : client.roles,
    networks: command.networks ? distinct(command.networks) : client.networks,
  };
  return decided(next, 'apiClient.changed');
}

export type Rotate = { endsFormerNow?: boolean };
export type RotateGiven = Secret & { wall: Date; formerSecretDays: number };
/** Two secrets are good at a time, so that a program can be given the new one while it still uses the old one. */
export function rotate(client: In<ApiClient, 'active'>, command: Rotate, given: RotateGiven): Decision<ApiClient> {
  const { wall, secretHash, formerSecretDays } = given;
  const former = command.endsFormerNow
    ? { formerHash: null, formerUntil: null }
    : { formerHash: client.secretHash, formerUntil: daysAfter(wall, formerSecretDays) };
  return decided({ ...client, secretHash, secretSince: wall, ...former }, 'apiClient.rotated');
}

export const revoke = (client: In<ApiClient, 'active'>): Decision<ApiClient> =>
  decided({ ...client, status: 'revoked', formerHash: null, formerUntil: null }, 'apiClient.revoked');
