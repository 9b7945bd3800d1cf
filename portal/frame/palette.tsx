// Search over pages and things, from anywhere: `/` or Ctrl-K, a few letters, Enter.
import { TextInput } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { reading } from '../api.ts';
import type { Item } from '../capability.ts';
import { useOwnNouns } from '../may.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useSay } from '../parts/say.ts';
import { useTitle } from '../parts/title.ts';
import { usePlaces } from './side-bar.tsx';

type Found = { key: string; title: string; kind: string; path: string };
const lettersMin = 2;
const perKind = 5;
const idShape = /^([a-z]{2,5})_[0-9a-f]{32}$/;

/** Pages by their names, a pasted id at once, and things where the server can search for them. */
function useFound(typed: string): readonly Found[] {
  const say = useSay();
  const title = useTitle();
  const wanted = typed.trim();
  const known = useOwnNouns();
  const searchable = known.filter(({ isSearchable }) => isSearchable);
  const answers = useQueries({
    queries: searchable.map(({ list, only }) => ({
      ...reading<{ items: Item[] }>(list, { query: { ...only, search: wanted, limit: perKind } }),
      enabled: wanted.length >= lettersMin,
    })),
  });
  const home = { key: '/', title: say('portal.home'), kind: say('portal.page'), path: '/' };
  const account = { key: '/account', title: say('portal.account'), kind: say('portal.page'), path: '/account' };
  const lists = usePlaces().map(({ title: name, path }) => ({
    key: path,
    title: name,
    kind: say('portal.page'),
    path,
  }));
  const pages = [home, ...lists, account].filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  const named = known.find(({ prefix }) => prefix === idShape.exec(wanted)?.[1]);
  const byId = named
    ? [{ key: wanted, title: wanted, kind: say(`noun.${named.name}.one`), path: `${named.path}/${wanted}` }]
    : [];
  const things = answers.flatMap(({ data }, i) => {
    const noun = searchable[i]!;
    const kind = say(`noun.${noun.name}.one`);
    const items = wanted.length >= lettersMin ? (data?.items ?? []) : [];
    return items.map((item) => ({ key: item.id, title: title(noun, item), kind, path: `${noun.path}/${item.id}` }));
  });
  return [...byId, ...things, ...pages];
}

/** The arrows move, Enter goes; letters of a word that is still being composed are left alone. */
const keyed = (acts: Readonly<Record<string, () => void>>) => (event: KeyboardEvent) => {
  const act = acts[event.key];
  if (!act || event.nativeEvent.isComposing) return;
  event.preventDefault();
  act();
};

export function Palette({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useFound(useDeferredValue(typed));
  const chosen = Math.min(at, found.length - 1);
  const move = (by: number) => setAt((chosen + by + found.length) % Math.max(found.length, 1));
  const go = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    void navigate({ to: one.path as never });
  };
  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => go(found[chosen]) };
  return (
    <Dialog title={say('portal.search')} onClose={onClose}>
      <TextInput
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={say('portal.search.label')}
        placeholder={say('portal.search.label')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keyed(keys)}
      />
      <PaletteList id={listId} found={found} chosen={chosen} go={go} />
    </Dialog>
  );
}

type Listed = { id: string; found: readonly Found[]; chosen: number; go: (one: Found) => void };
function PaletteList({ id, found, chosen, go }: Listed) {
  const say = useSay();
  return (
    <>
      <div role="listbox" id={id} className="palette" aria-label={say('portal.search')}>
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the chosen one
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled at the input
          <div
            key={one.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            className="palette-option"
            onClick={() => go(one)}
          >
            <span>{one.title}</span>
            <span className="small dimmed">{one.kind}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p role="status">{say('portal.search.nothing')}</p>}
    </>
  );
}
