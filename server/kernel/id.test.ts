// What an id tells: when it was made, and where its thing lives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, placeOf } from './id.ts';

const owners = fc.array(fc.integer({ min: 0, max: 4095 }), { minLength: 1, maxLength: 300 });
const ownerAt = (place: number) => `org_0191b6a2c0de7${place.toString(16).padStart(3, '0')}8000000000000000`;
const form = /^sub_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/;

describe('An id', () => {
  it('is a version-7 UUID at the place of whom it belongs to, once and again', () =>
    fc.assert(
      fc.property(owners, (all) => {
        const ids = all.map((place) => newId('sub', ownerAt(place)));
        for (const id of ids) expect(id).toMatch(form);
        expect(ids.map(placeOf)).toEqual(all);
        expect(ids.map((id) => placeOf(newId('evt', id)))).toEqual(all);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    ));
  it('sorts by time, and at one place in the order in which they were made', () =>
    fc.assert(
      fc.property(owners, (all) => {
        const ids = all.map((place) => newId('sub', ownerAt(place)));
        const times = ids.map((id) => id.slice(0, 16));
        expect(times).toEqual(times.toSorted());
        const ofOne = all.map(() => newId('sub', ownerAt(all[0]!)));
        expect(ofOne).toEqual(ofOne.toSorted());
      }),
    ));
  it('of whoever belongs to nobody draws its place', () =>
    expect(new Set(Array.from({ length: 2_000 }, () => placeOf(newId('org')))).size).toBeGreaterThan(1_000));
  it('that is none of ours is at no place of its own', () => {
    for (const id of ['system', 'org_miru', '', 'org_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz']) expect(placeOf(id)).toBe(0);
  });
});
