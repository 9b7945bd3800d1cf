// The people whom the start of a demo names are those of the cloud that it opens.
import { expect, it } from 'vitest';
import { casts } from './cast.ts';
import { introduced } from './introducing.ts';

it.each(Object.keys(casts))('Whom a newcomer meets in %s is there', (cloud) => {
  const told = introduced(cloud).split(', ');
  const people = casts[cloud]!.flatMap((player) => player.people.map(({ shown }) => shown));
  expect(told.length).toBe(new Set(told).size);
  expect(told.map((one) => people.includes(one.split(' (')[0]!))).not.toContain(false);
});

it('Where a cloud has no partner, only who runs it is named', () =>
  expect([introduced('worldwide'), introduced('germany')]).toEqual([
    'Sena (distributor), Jiwoo (reseller), Haneul (customer), Mira (operator)',
    'Mira (operator)',
  ]));
