// The mailbox of the workbench: every mail the system wrote there, readable, with links to follow.
import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Mailbox as Icon, RefreshCw } from 'lucide-react';
import { Refused } from '../../../contract/client.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';

/** As the workbench keeps it. */
type Mail = Readonly<Record<'id' | 'recipient' | 'language' | 'subject' | 'body' | 'created_at', string>>;
const againMilliseconds = 5000;

async function read(to: string, signal: AbortSignal): Promise<readonly Mail[]> {
  const answer = await fetch(`/workbench/mails?${new URLSearchParams(to ? { to } : {})}`, { signal });
  if (!answer.ok) throw new Refused((await answer.json()) as Problem);
  return ((await answer.json()) as { items: Mail[] }).items;
}

/** Addresses become links; those of this very place stay on this page's way. */
function Written({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"']+)/);
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a written mail never move
      <a key={at} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

function One({ mail: { recipient: to, language, subject, body, created_at: at } }: { mail: Mail }) {
  const say = useSay();
  return (
    <li className="card">
      <details className="mail">
        <summary>
          <strong lang={language}>{subject}</strong>
          <span className="second-line">
            {say('notices.mailbox.to', { to })} · <Moment at={at} />
          </span>
        </summary>
        <p className="mail-text" lang={language}>
          <Written text={body} />
        </p>
      </details>
    </li>
  );
}

function Mails({ mails }: { mails: readonly Mail[] | undefined }) {
  const say = useSay();
  if (mails?.length === 0) {
    return (
      <div className="empty card">
        <Icon size={32} aria-hidden />
        <p className="obstacle-says">{say('notices.mailbox.empty')}</p>
      </div>
    );
  }
  return (
    <ul className="cards single">
      {mails?.map((mail) => (
        <One key={mail.id} mail={mail} />
      ))}
    </ul>
  );
}

export default function WorkbenchMailbox() {
  const say = useSay();
  const { to = '' } = useSearch();
  const change = useChangeSearch();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['workbench.mails', to] as const,
    queryFn: ({ signal }) => read(to, signal),
    refetchInterval: againMilliseconds,
  });
  return (
    <div className="column reading">
      <Head title={say('page.mailbox')} chip={data && <span className="count">{data.length}</span>}>
        <Button
          variant="default"
          loading={isFetching && !data}
          leftSection={<RefreshCw size={16} aria-hidden />}
          onClick={() => void refetch()}
        >
          {say('webhooks.deliveries.again')}
        </Button>
      </Head>
      <p className="dimmed">{say('notices.mailbox.about')}</p>
      <TextInput
        type="search"
        label={say('notices.mailbox.whose')}
        value={to}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={160} aria-label={say('portal.loading')} />}
      <Mails mails={data} />
      <p>
        <To to="/">{say('portal.home')}</To>
      </p>
    </div>
  );
}
