// The plain frame of pages before sign-in: the cloud, the language, and one thing to read or do.
import type { ReactNode } from 'react';
import { CloudBadge } from '../frame/cloud-badge.tsx';
import { LanguageChoice } from '../frame/language-choice.tsx';
import { ThemeChoice } from '../frame/theme-choice.tsx';
import { Live } from './live.tsx';
import { useSay } from './say.ts';

export function OpenFrame({ children }: { children: ReactNode }) {
  const say = useSay();
  return (
    <div className="open-frame">
      <a className="skip" href="#main">
        {say('portal.skip')}
      </a>
      <header className="top-bar">
        <span className="brand">Kontor</span>
        <CloudBadge />
        <span className="grow" />
        <LanguageChoice />
        <ThemeChoice />
      </header>
      <main id="main" tabIndex={-1} className="open-main">
        {children}
      </main>
      <Live />
    </div>
  );
}
