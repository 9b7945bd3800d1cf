// Whom a newcomer may sign in as first: one person of each part that a cloud's cast has.
import { casts, type Person, type Player } from './cast.ts';

const parts = { provider: 'distributor', reseller: 'reseller', customer: 'customer', operator: 'operator' } as const;
/** Who sells shows more of the program than who only administers. */
const sellers = ['salesAgent', 'adminAgent', 'globalAdmin'];

const shownFirst = ({ people }: Player): Person | undefined =>
  sellers.flatMap((role) => people.filter(({ roles }) => roles.includes(role))).at(0);

/** Such as `Sena (distributor), Jiwoo (reseller)`: only people whom this cloud has. */
export function introduced(cloud: string): string {
  const cast = casts[cloud] ?? [];
  const one = ([part, word]: [string, string]) => {
    const player = cast.find((each) => each.part === part);
    const person = player && shownFirst(player);
    return person ? [`${person.shown} (${word})`] : [];
  };
  return Object.entries(parts).flatMap(one).join(', ');
}
