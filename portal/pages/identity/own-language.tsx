// The language in which portal and mails speak to whoever is signed in, kept with the account.
import { NativeSelect } from '@mantine/core';
import { chooseLanguage } from '../../../contract/identity.ts';
import type { Language } from '../../../messages/catalogue.ts';
import { client } from '../../api.ts';
import { languages } from '../../language.ts';
import { useSay } from '../../parts/say.ts';
import { changedTo } from '../../session.ts';
import { useSpeak } from '../../words.tsx';

export function OwnLanguage() {
  const say = useSay();
  const { language, change } = useSpeak();
  const choose = async (next: Language) => {
    await change(next);
    const { me } = await client.call(chooseLanguage, { body: { language: next } });
    await changedTo(me);
  };
  return (
    <section className="card">
      <NativeSelect
        label={say('identity.language')}
        description={say('identity.language.about')}
        value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={(event) => void choose(event.currentTarget.value as Language)}
      />
    </section>
  );
}
