// A mail with a link, in the language of who gets it: to edit, to copy, or to open in a mail program (REL-004).
import { NativeSelect, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operation } from '../../contract/operation.ts';
import { reading } from '../api.ts';
import { languages } from '../language.ts';
import { useSpeak } from '../words.tsx';
import { Copy } from './copy.tsx';
import { useDraft } from './draft.ts';
import { useSay } from './say.ts';
import { Note, Trouble } from './trouble.tsx';

export type Draft = { subject: string; text: string; link: string };

/** The link in it must stay as it is. */
export function Letter({ id, language, draft }: { id: string; language: string; draft: Draft }) {
  const say = useSay();
  const [letter, change] = useDraft(`mail.${id}.${language}`, { subject: draft.subject, text: draft.text });
  const isLinkKept = letter.text.includes(draft.link);
  const mailto = `mailto:?subject=${encodeURIComponent(letter.subject)}&body=${encodeURIComponent(letter.text)}`;
  return (
    <>
      <TextInput
        lang={language}
        label={say('partnerships.mail.subject')}
        value={letter.subject}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        lang={language}
        label={say('partnerships.mail.text')}
        rows={10}
        value={letter.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {!isLinkKept && <Note tone="waiting">{say('partnerships.mail.linkChanged')}</Note>}
      <div className="row">
        <a className="button" href={mailto}>
          {say('partnerships.mail.open')}
        </a>
        <Copy text={letter.text} label={say('partnerships.mail.copy')} />
      </div>
    </>
  );
}

type Drafted = { operation: Operation; id: string; languageLabel: string };
export function MailDraft({ operation, id, languageLabel }: Drafted) {
  const spoken = useSpeak();
  const [language, setLanguage] = useState<string>(spoken.language);
  const asked = { path: { id }, query: { language } };
  const { data, error, refetch } = useQuery(reading<Draft>(operation, asked));
  return (
    <div className="column">
      <NativeSelect
        label={languageLabel}
        value={language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setLanguage(event.currentTarget.value)}
      />
      <Trouble error={error} onAgain={() => void refetch()} />
      {data ? <Letter key={language} id={id} language={language} draft={data} /> : !error && <Skeleton height={240} />}
    </div>
  );
}

/** The secret address itself, for those who send it in their own way. */
export function SecretLink({ link }: { link: string }) {
  const say = useSay();
  return (
    <div className="row">
      <code className="secret">{link}</code>
      <Copy text={link} label={say('partnerships.link.copy')} />
    </div>
  );
}
