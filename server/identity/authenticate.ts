// From what a request shows to who calls: a token or a session of this cloud, and the organization it speaks for.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import {
  changePassword,
  chooseLanguage,
  operations,
  proveSecondFactor,
  seeSession,
  signOut,
  useRecoveryCode,
} from '../../contract/identity.ts';
import type { Operation } from '../../contract/operation.ts';
import { obstacles, type Refusal, refuse } from '../kernel/decision.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import { hashed } from '../platform/settings/secrets.ts';
import { no as noAtAll } from '../platform/world/refusals.ts';
import type { Caller, World } from '../platform/world/world.ts';
import { type TokenClaims, verified } from './keys.ts';
import { memoryOf } from './memory.ts';
import { isDemo } from './mode.ts';
import { isOpenTo } from './networks.ts';
import { findProgram } from './programs/store.ts';
import { no } from './refusals.ts';
import { findSession, type LiveSession, provedLately, provesSecondFactor, touch } from './sessions.ts';
import { csrfTokenOf, keepShown, readShown, type Shown } from './shown.ts';
import { refusals as supportRefusals } from './support/state.ts';
import { openViewOf } from './support/store.ts';

const noSupport = obstacles(supportRefusals);

/** About oneself, in whatever organization, if any. */
const personal = new Set<string>(
  operations.map(({ name }) => name).filter((name) => !/^(apiClient|supportView)\./.test(name)),
);
/** All that a temporary password lets somebody do (ROL-005). */
const withTemporaryPassword = new Set<string>(
  [seeSession, changePassword, proveSecondFactor, useRecoveryCode, signOut, chooseLanguage].map(({ name }) => name),
);

/** Who calls, proved by a token or a session of this cloud. Roles are not looked at: the door reads them. */
export async function authenticate(
  world: World,
  request: FastifyRequest,
  operation: Operation,
): Promise<Caller | Refusal> {
  const shown = readShown(world, request);
  const { authorization } = request.headers;
  if (authorization !== undefined) return byToken(world, { shown, authorization, operation });
  const session = shown.cookie ? await findSession(world, hashed(shown.cookie)) : undefined;
  const isForgery = forgery(world, { shown, operation, hasSession: session !== undefined });
  if (isForgery) return isForgery;
  if (!session || (session.proofs.includes('demo') && !isDemo(world))) return stranger(shown);
  await touch(world, session);
  return asPerson(world, { shown, session, operation });
}

const stranger = (shown: Shown): Caller =>
  keepShown({ kind: 'anyone', id: 'anyone', organization: '', secondFactor: false }, shown);

const isSame = (given: string, known: string) =>
  given.length === known.length && timingSafeEqual(Buffer.from(given), Buffer.from(known));

type Asked = { shown: Shown; operation: Operation; hasSession: boolean };
/** A browser sends cookies for whoever makes it: a change must come from our own page, which knows the CSRF token. */
function forgery(world: World, { shown, operation, hasSession }: Asked): Refusal | undefined {
  if (operation.method !== 'POST') return undefined;
  const { origin, host } = shown.request.headers;
  const isOurs =
    origin === undefined || origin === world.origin || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOurs && (hasSession || personal.has(operation.name))) return refuse(no('foreign_origin'));
  const changesNothingOfTheirs = operation.who === 'anyone' && personal.has(operation.name);
  if (!hasSession || changesNothingOfTheirs) return undefined;
  const token = String(shown.request.headers['csrf-token'] ?? '');
  return isSame(token, csrfTokenOf(world, shown.cookie!)) ? undefined : refuse(no('csrf_token_missing'));
}

type Persons = { shown: Shown; session: LiveSession; operation: Operation };
async function asPerson(world: World, { shown, session, operation }: Persons): Promise<Caller | Refusal> {
  const isOpen = operation.who === 'anyone';
  if (session.mustChange && !isOpen && !withTemporaryPassword.has(operation.name)) {
    return refuse(no('password_change_required'));
  }
  const view = shown.request.headers['support-view'];
  if (typeof view === 'string' && !isOpen) return asSupport(world, view, { shown, session, operation });
  const organization = await organizationOf(world, shown.request, session);
  if (organization === undefined && !isOpen && !personal.has(operation.name)) return refuse(noAtAll('no_organization'));
  const { user: id, language } = session;
  const secondFactor = provesSecondFactor(session);
  const hasFreshProof = provedLately(world, session);
  const caller: Caller = {
    kind: 'person',
    id,
    organization: organization ?? '',
    secondFactor,
    hasFreshProof,
    language,
  };
  shown.session = session;
  return keepShown(caller, shown);
}

/** ROL-014: what the organization sees, read only, for as long as the view is open; each look is in its log. */
async function asSupport(world: World, id: string, { shown, session, operation }: Persons): Promise<Caller | Refusal> {
  if (operation.method !== 'GET' || personal.has(operation.name)) return refuse(noSupport('support_view_reads_only'));
  const { user: person, language } = session;
  const now = world.clock.business();
  const organization = await world.database.read((tx) => openViewOf(tx, { id, person, now }));
  if (organization === undefined) return refuse(noSupport('support_view_over'));
  const secondFactor = provesSecondFactor(session);
  const caller: Caller = { kind: 'person', id: person, organization, secondFactor, language, supportView: id };
  shown.session = session;
  return keepShown(caller, shown);
}

/** ACT-022: named by the request, else chosen in the session, else the only one there is. */
async function organizationOf(
  world: World,
  request: FastifyRequest,
  session: LiveSession,
): Promise<string | undefined> {
  const named = request.headers.organization;
  const { organization: chosen, organizations } = session;
  if (typeof named === 'string') {
    if (organizations.includes(named)) return named;
    memoryOf(world).forget(`session:${session.lookup}`); // The membership may be a second old.
    return (await findSession(world, session.lookup))?.organizations.find((one) => one === named);
  }
  if (chosen && organizations.includes(chosen)) return chosen;
  return organizations.length === 1 ? organizations[0] : undefined;
}

type WithToken = { shown: Shown; authorization: string; operation: Operation };
async function byToken(world: World, { shown, authorization, operation }: WithToken): Promise<Caller | Refusal> {
  const [, token] = /^Bearer ([\w.~+/=-]{20,4096})$/i.exec(authorization) ?? [];
  const claims = token ? await claimsOf(world, token) : undefined;
  if (!claims) return refuse(no('token_invalid'));
  if (claims.session === undefined) return asProgram(world, { shown, client: claims.client });
  const session = await findSession(world, claims.session);
  if (session?.kind !== 'program' || (session.proofs.includes('demo') && !isDemo(world))) {
    return refuse(no('token_invalid'));
  }
  await touch(world, session);
  return asPerson(world, { shown, session, operation });
}

const tokens = new WeakMap<World, Map<string, TokenClaims>>();
/** A signature is checked once; until then the token says the same. */
async function claimsOf(world: World, token: string): Promise<TokenClaims | undefined> {
  const known = tokens.get(world) ?? new Map<string, TokenClaims>();
  tokens.set(world, known);
  const key = hashed(token);
  const now = world.clock.wall().getTime();
  const kept = known.get(key);
  if (kept) return kept.expiresAt > now ? kept : undefined;
  const claims = await verified(world, token);
  if (known.size >= identityLimits(world).rememberedMax) known.clear();
  if (claims) known.set(key, claims);
  return claims;
}

async function asProgram(world: World, { shown, client }: { shown: Shown; client: string }): Promise<Caller | Refusal> {
  const program = await findProgram(world, client);
  if (program?.status !== 'active') return refuse(no('token_invalid'));
  const { id, organization, networks } = program;
  if (networks.length > 0 && !isOpenTo(networks, shown.request.ip)) {
    return refuse(no('network_not_allowed', { address: shown.request.ip }));
  }
  const named = shown.request.headers.organization;
  if (named !== undefined && named !== organization) return refuse(noAtAll('no_organization'));
  return keepShown({ kind: 'program', id, organization, secondFactor: false }, shown);
}
