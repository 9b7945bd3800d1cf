// The links that providers share with their resellers, each with a mail to send it on (REL-032).
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Forward as ForwardIcon } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../../contract/operation.ts';
import { forwardInvitations } from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import { languages } from '../../language.ts';
import { Head } from '../../parts/head.tsx';
import { Letter, SecretLink } from '../../parts/mail-draft.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';
import { useSpeak } from '../../words.tsx';

type Shared = Answer<typeof forwardInvitations>;

function One({ one, language }: { one: Shared['items'][number]; language: string }) {
  const say = useSay();
  const titleId = `link-${one.id}`;
  return (
    <section className="card column" aria-labelledby={titleId}>
      <h2 id={titleId}>{say('relationships.forward.from', { provider: one.provider.name })}</h2>
      <p className="small dimmed">
        {say('relationships.forward.made')} <Moment at={one.createdAt} />
        {one.expiresAt && (
          <>
            {' · '}
            {say('field.invitation.expiresAt')} <Moment at={one.expiresAt} />
          </>
        )}
      </p>
      <SecretLink link={one.link} />
      <Letter key={language} id={one.id} language={language} draft={one} />
    </section>
  );
}

export default function Forward() {
  const say = useSay();
  const spoken = useSpeak();
  const [language, setLanguage] = useState<string>(spoken.language);
  const { data, error, refetch } = useQuery(reading<Shared>(forwardInvitations, { query: { language } }));
  return (
    <div className="column reading">
      <Head title={say('page.providerInvitations')} />
      <p className="dimmed">{say('relationships.forward.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <RowsToCome />}
      {data?.items.length === 0 && (
        <div className="empty card">
          <ForwardIcon size={32} aria-hidden />
          <p className="obstacle-says">{say('relationships.forward.empty')}</p>
          <p className="dimmed">{say('relationships.forward.empty.about')}</p>
        </div>
      )}
      {data && data.items.length > 0 && (
        <NativeSelect
          label={say('relationships.invite.language')}
          value={language}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget: { value } }) => setLanguage(value)}
        />
      )}
      {data?.items.map((one) => (
        <One key={one.id} one={one} language={language} />
      ))}
    </div>
  );
}
