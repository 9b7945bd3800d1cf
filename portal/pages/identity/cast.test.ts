// Who chooses a person of the demo finds them by their part, and in each part one to begin with.
import { describe, expect, it } from 'vitest';
import type { Persona } from '../../../contract/identity.ts';
import { castOf } from './cast.ts';

const persona = (name: string, organization: string, at: { sides: string[]; roles: string[] }): Persona => ({
  ...{ id: name, displayName: name, language: 'en', sides: at.sides },
  memberships: [{ organization: { id: organization, name: organization, country: 'KR' }, roles: at.roles }],
});
const provider = ['customer', 'partner', 'provider'];
const people = [
  persona('Anders', 'Nordhavn', { sides: provider, roles: ['salesAgent'] }),
  persona('Dohyun', 'Saebyeok', { sides: provider, roles: ['globalAdmin'] }),
  persona('Haneul', 'Daram', { sides: ['customer'], roles: ['globalAdmin'] }),
  persona('Mira', 'Meridian', { sides: ['customer', 'operator'], roles: ['globalAdmin', 'operatorAdmin'] }),
  persona('Sena', 'Saebyeok', { sides: provider, roles: ['salesAgent'] }),
  persona('Yuna', 'Lumenfold', { sides: ['customer', 'partner'], roles: ['adminAgent'] }),
];

describe('The people of the demo', () => {
  it('are met in the order of the story, each once', () => {
    const cast = castOf(people);
    expect(cast.map(({ part }) => part)).toEqual(['provider', 'direct', 'customer', 'operator']);
    expect(cast.flatMap((one) => one.people)).toHaveLength(6);
  });
  it('begin with somebody of the largest organization who does the daily work', () =>
    expect(castOf(people).map(({ start }) => start)).toEqual(['Sena', 'Yuna', 'Haneul', 'Mira']));
});
