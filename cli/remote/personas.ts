// People of the demo world: signing in as one of them without a password, as the portal does, with a cookie.
import { type Client, connect } from '../../contract/client.ts';
import type { Operation } from '../../contract/operation.ts';
import { reachable } from './address.ts';
import { retrying } from './retry.ts';
import type { Here } from './session.ts';

export type Persona = {
  id: string;
  displayName: string;
  memberships: readonly { organization: { id: string; name: string }; roles: readonly string[] }[];
};
/** Somebody with one of these roles in an organization whose name begins so. */
export type Wanted = { organization: string; roles: readonly string[] };
export type SignedIn = { persona: Persona; client: Client };

type Place = { here: Here; origin: string; operations: readonly Operation[] };
export const operationNamed = (operations: readonly Operation[], name: string): Operation | undefined =>
  operations.find((one) => one.name === name);

/** Keeps the cookies that answers set, for one host. */
function withCookies(send: typeof fetch): typeof fetch {
  const kept = new Map<string, string>();
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (kept.size > 0) headers.set('cookie', [...kept].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await send(input, { ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      kept.set(pair.slice(0, at).trim(), pair.slice(at + 1));
    }
    return answer;
  };
}

function browser({ here, origin }: Place, more: () => Record<string, string>): Client {
  const { terminal, language } = here;
  return connect({
    origin: reachable(origin),
    fetch: withCookies(retrying(terminal.fetch, here.patience)),
    headers: () => ({ 'accept-language': language, ...more() }),
  });
}

export async function personasAt(place: Place): Promise<readonly Persona[]> {
  const list = operationNamed(place.operations, 'persona.list');
  if (!list) return [];
  const { items } = (await browser(place, () => ({})).call(list, {} as never)) as { items: Persona[] };
  return items;
}

const fits = ({ organization, roles }: Wanted, membership: Persona['memberships'][number]): boolean =>
  membership.organization.name.startsWith(organization) && roles.some((role) => membership.roles.includes(role));
export const findPersona = (all: readonly Persona[], wanted: Wanted): Persona | undefined =>
  all.find(({ memberships }) => memberships.some((one) => fits(wanted, one)));

export async function signInAs(place: Place, persona: Persona, wanted: Wanted): Promise<SignedIn> {
  const proof: { csrf?: string } = {};
  const organization = persona.memberships.find((one) => fits(wanted, one))!.organization.id;
  const client = browser(place, () => ({ organization, ...(proof.csrf && { 'csrf-token': proof.csrf }) }));
  const signIn = operationNamed(place.operations, 'persona.signIn')!;
  const { me } = (await client.call(signIn, { path: { id: persona.id } } as never)) as {
    me: { csrfToken: string | null };
  };
  if (me.csrfToken) proof.csrf = me.csrfToken;
  return { persona, client };
}
