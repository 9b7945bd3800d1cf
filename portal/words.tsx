// Gives every part the words of the chosen language, and the means to choose another.
import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { Language, Messages } from '../messages/catalogue.ts';
import { keepLanguage, speak } from './language.ts';

type Speaking = { language: Language; change: (next: Language) => Promise<void> };
const Spoken = createContext<Speaking | undefined>(undefined);

type Given = { start: { language: Language; texts: Messages }; children: ReactNode };
export function Words({ start, children }: Given) {
  const [{ language, texts }, setSpoken] = useState(start);
  const speaking = useMemo(
    () => ({
      language,
      change: async (next: Language) => {
        keepLanguage(next);
        setSpoken({ language: next, texts: await speak(next) });
      },
    }),
    [language],
  );
  return (
    <Spoken value={speaking}>
      <IntlProvider locale={language} messages={texts as Record<string, string>} defaultLocale="en">
        {children}
      </IntlProvider>
    </Spoken>
  );
}

export function useSpeak(): Speaking {
  const speaking = use(Spoken);
  if (!speaking) throw new Error('no language has been chosen');
  return speaking;
}
