// Whether mails leave the house: how many wait, since when, and what the last try met with.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Mailbox, seeMailbox } from '../../../contract/notices.ts';
import { reading } from '../../api.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';
import { useStanding } from '../../session.ts';

const againMilliseconds = 15_000;

export default function Outgoing() {
  const say = useSay();
  const { personas } = useStanding();
  const asked = reading<Mailbox>(seeMailbox);
  const { data, error, refetch } = useQuery({ ...asked, refetchInterval: againMilliseconds });
  return (
    <div className="column">
      <Head title={say('page.outgoing')} />
      <p className="dimmed">{say('notices.outgoing.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={100} aria-label={say('portal.loading')} />}
      {data && (
        <section className="card column tight" aria-label={say('page.outgoing')}>
          <p className="obstacle-says">{say('notices.outgoing.waiting', { count: data.waiting })}</p>
          {data.waitingSince && (
            <p>
              {say('notices.outgoing.since')} <Moment at={data.waitingSince} />
            </p>
          )}
          {data.lastError && (
            <Note tone="waiting">
              <p>{say('notices.outgoing.lastError')}</p>
              <code>{data.lastError}</code>
            </Note>
          )}
        </section>
      )}
      {personas && (
        <p>
          <To to="/mailbox">{say('page.mailbox')}</To>
        </p>
      )}
    </div>
  );
}
