// The people of the demo by the part their organization plays, with one in each part to begin with.
import type { Persona } from '../../../contract/identity.ts';

/** In the order of the two-tier story; who stands at several sides is met at the first of them. */
const parts = [
  { part: 'provider', side: 'provider', startsAs: 'salesAgent' },
  { part: 'reseller', side: 'reseller', startsAs: 'adminAgent' },
  { part: 'direct', side: 'partner', startsAs: 'adminAgent' },
  { part: 'operator', side: 'operator', startsAs: 'operatorAdmin' },
  { part: 'customer', side: 'customer', startsAs: 'globalAdmin' },
] as const;
type Part = (typeof parts)[number]['part'];
const shownAs: readonly Part[] = ['provider', 'reseller', 'direct', 'customer', 'operator'];

export type Cast = { part: Part; people: readonly Persona[]; start: string | undefined };

const partOf = ({ sides }: Persona): Part | undefined => parts.find(({ side }) => sides.includes(side))?.part;
const nameOf = ({ memberships }: Persona): string => memberships[0]?.organization.name ?? '';

/** By organization, those with the most to see first. */
function inOrder(personas: readonly Persona[]): Persona[] {
  const size = (of: Persona) => personas.filter((one) => nameOf(one) === nameOf(of)).length;
  return personas.toSorted((one, next) => size(next) - size(one) || nameOf(one).localeCompare(nameOf(next)));
}

export function castOf(personas: readonly Persona[]): readonly Cast[] {
  return shownAs.flatMap((part) => {
    const people = inOrder(personas.filter((one) => partOf(one) === part));
    const { startsAs } = parts.find((one) => one.part === part)!;
    const start = people.find(({ memberships }) => memberships[0]?.roles.includes(startsAs))?.id;
    return people.length > 0 ? [{ part, people, start }] : [];
  });
}
