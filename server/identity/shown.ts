// What a request showed of its caller: cookies, network, browser; kept beside the caller for the routes of this room.
import type { FastifyRequest } from 'fastify';
import { networkOf } from '../platform/settings/rate.ts';
import { randomToken } from '../platform/settings/secrets.ts';
import type { Caller, World } from '../platform/world/world.ts';
import type { LiveSession } from './sessions.ts';

export type Shown = {
  readonly request: FastifyRequest;
  session: LiveSession | undefined;
  /** The secret behind the session, of which the CSRF token is made. */
  readonly cookie: string | undefined;
  readonly device: string | undefined;
  readonly network: string;
  readonly agent: string;
};
const shown = new WeakMap<Caller, Shown>();
export const keepShown = (caller: Caller, what: Shown): Caller => {
  shown.set(caller, what);
  return caller;
};
export const shownBy = (caller: Caller): Shown => shown.get(caller)!;

const isSecure = (world: World) => world.origin.startsWith('https:');
type Cookie = 'session' | 'device' | 'oauth' | 'interaction' | 'resume';
/** One name per cloud and port: hosts that differ only in their port share their cookies. */
export const cookieName = (world: World, what: Cookie): string => {
  const { port } = new URL(world.origin);
  const prefix = isSecure(world) && what !== 'resume' ? '__Host-' : ''; // It forbids a path, which `resume` has.
  return `${prefix}kontor-${world.cloud.id}${port && `-${port}`}-${what}`;
};

/** Strict: the portal's own pages ask for everything, so no other site needs to make a browser send it. */
export const cookie = (
  world: World,
  what: 'session' | 'device',
  { value, seconds }: { value: string; seconds?: number },
): string =>
  [
    `${cookieName(world, what)}=${value}`,
    'Path=/; HttpOnly; SameSite=Strict',
    ...(isSecure(world) ? ['Secure'] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join('; ');

function cookieIn(world: World, { headers }: FastifyRequest, what: Cookie): string | undefined {
  if (headers.cookie === undefined) return undefined;
  const name = cookieName(world, what);
  const found = headers.cookie.split(';').map((one) => one.trim().split('='));
  return found.find(([key]) => key === name)?.[1] || undefined;
}

/** Few routes ask for more than the session, so the rest is found when it is asked for. */
export const readShown = (world: World, request: FastifyRequest): Shown => ({
  request,
  session: undefined,
  cookie: cookieIn(world, request, 'session'),
  get device() {
    return cookieIn(world, request, 'device');
  },
  get network() {
    return networkOf(request.ip);
  },
  get agent() {
    return (request.headers['user-agent'] ?? '').slice(0, 200);
  },
});

export const newDevice = (): string => randomToken(16);

/** Bound to the session: another session's, or one made up by another site, is worth nothing. */
export const csrfTokenOf = (world: World, sessionCookie: string): string =>
  world.secrets.sign(`csrf token of ${sessionCookie}`);
