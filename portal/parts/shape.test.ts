// What the portal makes of the contract: the kind of every field, which forms, lists and facts rest upon.
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { Country, Email, Instant, Money, OrNull, open, Party, Text } from '../../contract/operation.ts';
import { listPartnershipInvitations, PartnershipInvitation } from '../../contract/partnerships.ts';
import { capabilities, nouns } from '../capabilities.ts';
import { nameOf } from './listing.ts';
import { shapesOf } from './shape.ts';

const body = Type.Object({
  name: Text(100),
  about: Type.Optional(Text(4000)),
  mail: Email(),
  country: Country(),
  price: Money(),
  partner: Party,
  until: OrNull(Instant()),
  kind: Type.Enum(['one', 'other']),
  isTrue: Type.Optional(Type.Boolean()),
  seats: Type.Integer({ minimum: 1 }),
  address: Type.Object({ line: Text(50) }),
  roles: Type.Array(Type.Enum(['a', 'b'])),
});

describe('The shape of a field', () => {
  const shapes = Object.fromEntries(shapesOf(body).map((shape) => [shape.name, shape]));
  it.each([
    ['name', 'text'],
    ['about', 'longText'],
    ['mail', 'email'],
    ['country', 'country'],
    ['price', 'money'],
    ['partner', 'party'],
    ['until', 'instant'],
    ['kind', 'choice'],
    ['isTrue', 'truth'],
    ['seats', 'number'],
    ['address', 'group'],
    ['roles', 'several'],
  ])('%s is %s', (name, kind) => expect(shapes[name]?.kind).toBe(kind));
  it('knows what must be given', () => {
    const must = Object.values(shapes).filter(({ isRequired }) => isRequired);
    expect(must.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['about']));
    expect([shapes.name?.isRequired, shapes.isTrue?.isRequired, shapes.until?.isRequired]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it('knows choices, limits and what lies within', () => {
    expect(shapes.kind?.choices).toEqual(['one', 'other']);
    expect([shapes.name?.lengthMax, shapes.seats?.least]).toEqual([100, 1]);
    expect(shapes.address?.within.map(({ name }) => name)).toEqual(['line']);
    expect(shapes.roles?.within[0]?.choices).toEqual(['a', 'b']);
  });
  it('sees through the class of a field', () =>
    expect(shapesOf(Type.Object({ at: open(Instant()) }))[0]?.kind).toBe('instant'));
  it('is read from the contract of partnerships', () => {
    const kinds = Object.fromEntries(shapesOf(PartnershipInvitation).map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({ provider: 'party', reusable: 'truth', expiresAt: 'instant', uses: 'number' });
    const [status] = shapesOf(listPartnershipInvitations.query).filter(({ name }) => name === 'status');
    expect(status?.choices).toContain('open');
  });
});

describe('Every kind of thing in the portal', () => {
  it.each(nouns.map((noun) => [noun.name, noun] as const))('%s names only what its contract has', (_, noun) => {
    const known = shapesOf(noun.of).map(({ name }) => name);
    const wanted = [...noun.columns, ...noun.facts].map((column) =>
      typeof column === 'string' ? column : column.like,
    );
    expect(known).toEqual(expect.arrayContaining(wanted));
    const asked = shapesOf(noun.list.query).map(({ name }) => name);
    expect(asked).toEqual(expect.arrayContaining([...(noun.filters ?? []), ...Object.keys(noun.waiting ?? {})]));
    expect(new Set(noun.columns.map(nameOf)).size).toBe(noun.columns.length);
  });
  it('has a path of its own, and a prefix of what it is seen by', () => {
    expect(new Set(nouns.map(({ path }) => path)).size).toBe(nouns.length);
    const seen = new Set(nouns.map(({ see }) => see.name)).size;
    expect(new Set(nouns.map(({ prefix }) => prefix)).size).toBe(seen);
    expect(new Set(nouns.map(({ prefix, see }) => `${prefix} ${see.name}`)).size).toBe(seen);
    expect(capabilities.flatMap((one) => one.nouns.map(({ path }) => path))).toEqual(nouns.map(({ path }) => path));
  });
});
