// Calls by outsiders at random: by another organization, for things that are not theirs, by ids, filters and bodies.
import { sampleBody } from '../contract/example.ts';
import type { Operation } from '../contract/operation.ts';
import { policy } from '../server/access/policy.ts';
import { roles } from '../server/access/roles.ts';
import { things } from '../server/rooms.ts';
import {
  type Answer,
  type As,
  type Asked,
  actionOf,
  addressOf,
  idOf,
  nowhere,
  operations,
  organizationAt,
} from './matrix.ts';
import type { Chance } from './seeded.ts';

const isForAll = (operation: Operation): boolean => {
  const action = actionOf(operation);
  if (!action) return true;
  return policy[action].some((grant: string) => grant === 'anyone' || grant === 'member');
};
/** Guarded by a row, and not by the secret in the path, which gives a right of its own. */
const guarded = operations.filter((one) => !isForAll(one) && !/\{(token|domain)\}/.test(one.path));
const outside = roles.filter((role) => !role.startsWith('operator'));
const sides = [
  ...['organization', 'headquarters', 'initiator', 'invitee'],
  ...['provider', 'reseller', 'partner', 'customer', 'operator'],
];
const ids = [...things.map(idOf), ...sides.map(organizationAt), '4000002'];

export type Probe = { operation: Operation; as: As; asked: Asked };

/** Half of the bodies and filters name what belongs to others. */
export function probe(by: Chance): Probe {
  const operation = by.pick(guarded);
  const as: As = {
    role: by.pick(outside),
    organization: nowhere,
    kind: operation.who === 'program' ? 'program' : 'person',
  };
  const url = by.is(0.7) ? addressOf(operation) : operation.path.replaceAll(/\{\w+\}/g, () => by.pick(ids));
  const body = Object.fromEntries(
    Object.entries(sampleBody(operation)).map(([name, value]) => {
      const isId =
        typeof value === 'string' && /id$|tenant|customer|organization|partner|provider|reseller/i.test(name);
      return [name, isId && by.is(0.7) ? by.pick(ids) : value];
    }),
  );
  const filters = Object.keys(operation.query.properties).filter(
    (name) => !['limit', 'sort', 'count', 'asOf'].includes(name),
  );
  const query = filters.length > 0 && by.is(0.5) ? { [by.pick(filters)]: by.pick(ids) } : {};
  const headers: Record<string, string> = by.is(0.2) ? { organization: organizationAt(by.pick(sides)) } : {};
  return { operation, as, asked: { url, body, query, headers, preview: by.is(0.8) } };
}

/** What an outsider must never be told: others' names, what stands in their things, or that there is such a thing. */
export function leakIn({ operation }: Probe, { status, code, text, body }: Answer): string | undefined {
  const foreign = text.match(/knows org_at_(?!nowhere)\w+/)?.[0];
  if (foreign) return `names ${foreign}`;
  // Said before anything is looked for: by a lock or a connection not had in time, or by who must prove itself again.
  if (['busy', 'overloaded', 'fresh_proof_required'].includes(code ?? '')) return undefined;
  if (status >= 500) return `answers ${status}`;
  if (operation.path.includes('{id}') && status < 400) return `answers ${status}`;
  if (operation.path.includes('{id}') && !['not_found', 'invalid_request'].includes(code ?? '')) {
    return `answers ${status} ${code}`;
  }
  // In its lists stands what it made itself, and nothing else.
  const isList = operation.method === 'GET' && Array.isArray(body?.items);
  const others = isList ? text.match(/\w+_of_matrix|org_at_(?!nowhere)\w+/)?.[0] : undefined;
  return others && `lists ${others}`;
}
