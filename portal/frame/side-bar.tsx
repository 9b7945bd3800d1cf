// Where one can go: what the caller may see, by what it is for, and nothing that the role will never do.
import { House, type LucideIcon } from 'lucide-react';
import { type Group, groups } from '../capability.ts';
import { useMay, useOwnNouns, useStandsAt } from '../may.ts';
import { To } from '../parts/link.tsx';
import { useEntries } from '../parts/nouns.ts';
import { useSay } from '../parts/say.ts';
import { useStanding } from '../session.ts';

type Place = { path: string; icon: LucideIcon; title: string; group: Group };

/** All pages of the navigation that this caller may open, in the order of their parts. */
export function usePlaces(): readonly Place[] {
  const say = useSay();
  const may = useMay();
  const standsAt = useStandsAt();
  const { personas } = useStanding();
  const lists = useOwnNouns()
    .filter(({ list, offeredTo = list }) => may(offeredTo.name))
    .map(({ name, path, icon, group = 'work' }) => ({ path, icon, group, title: say(`noun.${name}.many`) }));
  const pages = useEntries()
    .filter((one) => standsAt(one) && (!one.operation || may(one.operation.name)))
    .filter(({ isOfWorkbench }) => !isOfWorkbench || personas)
    .map(({ name, path, icon, group, isFirst = false }) => ({
      ...{ path, icon, group, isFirst },
      title: say.first([`page.${name}`, `noun.${name}.many`]),
    }));
  return [...pages.filter(({ isFirst }) => isFirst), ...lists, ...pages.filter(({ isFirst }) => !isFirst)];
}

function Places({ group, places, onGo }: { group: Group; places: readonly Place[]; onGo: () => void }) {
  const say = useSay();
  return (
    <>
      {group !== 'work' && <h2 id={`places-${group}`}>{say(`portal.group.${group}`)}</h2>}
      <ul aria-labelledby={group === 'work' ? undefined : `places-${group}`}>
        {group === 'work' && (
          <li>
            <To to="/" onClick={onGo}>
              <House size={18} aria-hidden />
              {say('portal.home')}
            </To>
          </li>
        )}
        {places.map(({ path, icon: Icon, title }) => (
          <li key={path}>
            <To to={path} onClick={onGo}>
              <Icon size={18} aria-hidden />
              {title}
            </To>
          </li>
        ))}
      </ul>
    </>
  );
}

export function SideBar({ onGo }: { onGo: () => void }) {
  const say = useSay();
  const all = usePlaces();
  const filled = groups.map((group) => ({ group, places: all.filter((one) => one.group === group) }));
  return (
    <nav id="side-bar" className="side-bar" aria-label={say('portal.navigation')}>
      <div className="side-bar-stay">
        {filled
          .filter(({ group, places }) => group === 'work' || places.length > 0)
          .map((one) => (
            <Places key={one.group} {...one} onGo={onGo} />
          ))}
      </div>
    </nav>
  );
}
