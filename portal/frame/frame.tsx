// The frame around every page of who is signed in: bar, navigation, the page, and what was just said.
import { Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useAsOf } from '../parts/address.ts';
import { Live } from '../parts/live.tsx';
import { RowsToCome } from '../parts/rows.tsx';
import { useSay } from '../parts/say.ts';
import { Palette } from './palette.tsx';
import { SideBar } from './side-bar.tsx';
import { PastStrip } from './time-travel.tsx';
import { TopBar } from './top-bar.tsx';
import { WorkbenchStrip } from './workbench-strip.tsx';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** `/` where nothing is being typed, Ctrl-K or Command-K anywhere. */
function useSearchKeys(open: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      const isChord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if ((!isSlash && !isChord) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [open]);
}

/** Around the page of the address, or around what stands in its place. */
export function Frame({ children }: { children?: ReactNode }) {
  const say = useSay();
  const asOf = useAsOf();
  // That of the page which is shown: until the next one has loaded, the address is already its own.
  const path = useRouterState({ select: ({ matches }) => matches.at(-1)?.pathname });
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [isSearchOpen, setIsSearchOpen] = useState(false);
  const [openSearch] = useState(() => () => setIsSearchOpen(true));
  useSearchKeys(openSearch);
  return (
    <div className={asOf ? 'frame in-the-past' : 'frame'} data-menu={isMenuOpen ? 'open' : 'closed'}>
      <a className="skip" href="#main">
        {say('portal.skip')}
      </a>
      <TopBar isOpen={isMenuOpen} onMenu={() => setIsMenuOpen(!isMenuOpen)} onSearch={openSearch} />
      <SideBar onGo={() => setIsMenuOpen(false)} />
      <main id="main" tabIndex={-1}>
        <WorkbenchStrip />
        <PastStrip />
        <Suspense fallback={<RowsToCome />} key={path}>
          {children ?? <Outlet />}
        </Suspense>
      </main>
      {isSearchOpen && <Palette onClose={() => setIsSearchOpen(false)} />}
      <Live />
    </div>
  );
}
