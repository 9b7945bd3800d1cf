// Where one can go: what the caller may see, by the question it answers, and nothing that the role will never do.
import { useRouterState } from '@tanstack/react-router';
import { House, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
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

type Way = Omit<Place, 'group'>;
function Ways({ ways, label, onGo }: { ways: readonly Way[]; label?: string; onGo: () => void }) {
  return (
    <ul aria-labelledby={label}>
      {ways.map(({ path, icon: Icon, title }) => (
        <li key={path}>
          <To to={path} onClick={onGo}>
            <Icon size={18} aria-hidden />
            {title}
          </To>
        </li>
      ))}
    </ul>
  );
}

const place = 'kontor.groups';
/** What is looked up now and then stays closed until somebody opens it; the browser remembers either. */
const openAtFirst: Readonly<Record<Group, boolean>> = {
  ...{ work: true, program: true, relations: true, sales: true, workbench: true },
  ...{ catalogue: false, records: false, settings: false },
};
function useOpenGroups() {
  const [turned, setTurned] = useState<Partial<Record<Group, boolean>>>(() => {
    const kept = (localStorage.getItem(place) ?? '').split(' ');
    return Object.fromEntries(groups.filter((one) => kept.includes(one)).map((one) => [one, !openAtFirst[one]]));
  });
  const turn = (group: Group, isOpen: boolean) => {
    const next = { ...turned, [group]: isOpen };
    setTurned(next);
    const unusual = groups.filter((one) => next[one] !== undefined && next[one] !== openAtFirst[one]);
    localStorage.setItem(place, unusual.join(' '));
  };
  return { isOpen: (group: Group) => turned[group] ?? openAtFirst[group], turn };
}

const isWithin = (path: string, at: string) => at === path || at.startsWith(`${path}/`);

type Part = { group: Group; places: readonly Place[]; isOpen: boolean };
/** The part in which the page lies is open, whatever was closed before. */
function Places({ group, places, isOpen, onGo, onTurn }: Part & { onGo: () => void; onTurn: (to: boolean) => void }) {
  const say = useSay();
  const at = useRouterState({ select: ({ location }) => location.pathname });
  const isHere = places.some(({ path }) => isWithin(path, at));
  const label = `places-${group}`;
  return (
    <details
      open={isOpen || isHere}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== (isOpen || isHere)) onTurn(open);
      }}
    >
      <summary>
        <h2 id={label}>{say(`portal.group.${group}`)}</h2>
      </summary>
      <Ways ways={places} label={label} onGo={onGo} />
    </details>
  );
}

export function SideBar({ onGo }: { onGo: () => void }) {
  const say = useSay();
  const all = usePlaces();
  const { isOpen, turn } = useOpenGroups();
  const home = { path: '/', icon: House, title: say('portal.home') };
  const filled = groups
    .filter((group) => group !== 'work')
    .map((group) => ({ group, places: all.filter((one) => one.group === group) }));
  return (
    <nav id="side-bar" className="side-bar" aria-label={say('portal.navigation')}>
      <div className="side-bar-stay">
        <Ways ways={[home, ...all.filter(({ group }) => group === 'work')]} onGo={onGo} />
        {filled
          .filter(({ places }) => places.length > 0)
          .map((one) => (
            <Places
              key={one.group}
              {...one}
              isOpen={isOpen(one.group)}
              onGo={onGo}
              onTurn={(to) => turn(one.group, to)}
            />
          ))}
      </div>
    </nav>
  );
}
