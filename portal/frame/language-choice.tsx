// The language of the page: changed at once, kept for the person when somebody is signed in.
import { ActionIcon } from '@mantine/core';
import { Languages } from 'lucide-react';
import { chooseLanguage } from '../../contract/identity.ts';
import type { Language } from '../../messages/catalogue.ts';
import { client } from '../api.ts';
import { languages } from '../language.ts';
import { ChoiceMenu } from '../parts/choice-menu.tsx';
import type { Opener } from '../parts/drop.tsx';
import { useSay } from '../parts/say.ts';
import { useStanding } from '../session.ts';
import { useSpeak } from '../words.tsx';

const choices = Object.entries(languages).map(([value, label]) => ({ value, label, lang: value }));

export function LanguageChoice() {
  const say = useSay();
  const { language, change } = useSpeak();
  const { me } = useStanding();
  const choose = async (next: Language) => {
    await change(next);
    // Kept for mails, too; where that fails the page itself has changed already.
    if (me) await client.call(chooseLanguage, { body: { language: next } }).catch(() => undefined);
  };
  const button = (opener: Opener) => (
    <ActionIcon {...opener} variant="subtle" color="gray" size="lg" aria-label={say('portal.language')}>
      <Languages size={18} aria-hidden />
    </ActionIcon>
  );
  return (
    <ChoiceMenu
      button={button}
      choices={choices}
      chosen={language}
      onChoose={(value) => void choose(value as Language)}
    />
  );
}
