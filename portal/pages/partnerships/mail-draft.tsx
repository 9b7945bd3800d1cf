// A mail to the reseller, written in its language: to edit, to copy, or to open in one's own mail program (REL-004).
import { NativeSelect, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Answer } from '../../../contract/operation.ts';
import { draftPartnershipMail } from '../../../contract/partnerships.ts';
import { reading } from '../../api.ts';
import { languages } from '../../language.ts';
import { Copy } from '../../parts/copy.tsx';
import { useDraft } from '../../parts/draft.ts';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useSpeak } from '../../words.tsx';

type Draft = Answer<typeof draftPartnershipMail>;

function Letter({ id, language, draft }: { id: string; language: string; draft: Draft }) {
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

export function MailDraft({ id }: { id: string }) {
  const say = useSay();
  const spoken = useSpeak();
  const [language, setLanguage] = useState<string>(spoken.language);
  const asked = { path: { id }, query: { language } };
  const { data, error, refetch } = useQuery(reading<Draft>(draftPartnershipMail, asked));
  return (
    <div className="column">
      <NativeSelect
        label={say('partnerships.mail.language')}
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
