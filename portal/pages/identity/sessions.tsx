// Where one is signed in, and the way to end what one does not know.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { endOtherSessions, endSession, listSessions, type Session } from '../../../contract/identity.ts';
import { reading } from '../../api.ts';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';
import { useAsking } from './asking.ts';
import { deviceNamed } from './device.ts';

function One({ session, onEnded }: { session: Session; onEnded: () => void }) {
  const say = useSay();
  const { mutate, isPending, error } = useAsking(endSession, { id: session.id });
  const named = session.kind === 'browser' && deviceNamed(session.device);
  const device = named ? say('identity.session.device', named) : session.device;
  return (
    <li>
      <div>
        <strong>{device}</strong>
        <p className="small dimmed">
          {session.network} · {say('identity.session.seen')} <Moment at={session.seenAt} />
        </p>
      </div>
      {session.current ? (
        <span className="small">{say('identity.session.current')}</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          loading={isPending}
          aria-label={say('identity.session.end', { device })}
          onClick={() => mutate({}, { onSuccess: onEnded })}
        >
          {say('command.session.end')}
        </Button>
      )}
      <Trouble error={error} />
    </li>
  );
}

export function Sessions() {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<{ items: Session[] }>(listSessions));
  const others = useAsking(endOtherSessions);
  const ended = () => {
    announce(say('command.session.end.done'));
    void refetch();
  };
  const hasOthers = data?.items.some(({ current }) => !current);
  return (
    <section className="card column tight" aria-labelledby="sessions">
      <h2 id="sessions">{say('identity.sessions')}</h2>
      <Trouble error={error ?? others.error} onAgain={() => void refetch()} />
      <ul className="queue">
        {data?.items.map((session) => (
          <One key={session.id} session={session} onEnded={ended} />
        ))}
      </ul>
      {hasOthers && (
        <div>
          <Button variant="default" loading={others.isPending} onClick={() => others.mutate({}, { onSuccess: ended })}>
            {say('command.session.endOthers')}
          </Button>
        </div>
      )}
    </section>
  );
}
