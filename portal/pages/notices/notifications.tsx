// One's own mails: where they go, in which language, and about what (AUD-011).
import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeNotifications, type Notifications, seeNotifications } from '../../../contract/notices.ts';
import { client, problemOf, queries, reading } from '../../api.ts';
import { pointedAt } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { OwnLanguage } from '../identity/own-language.tsx';

type Change = { address?: string | null; enrolment?: boolean };
function useChanging(onDone: () => void = () => undefined) {
  const say = useSay();
  return useMutation({
    mutationFn: (body: Change) => client.call(changeNotifications, { body }),
    onSuccess: async () => {
      onDone();
      announce(say('notices.settings.saved'));
      await queries.invalidateQueries({ queryKey: [seeNotifications.name] });
    },
  });
}

function Address({ settings: { account, address, asked } }: { settings: Notifications }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { mutate, error, isPending } = useChanging(() => setTyped(''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ address: typed.trim() });
  };
  return (
    <section className="card column" aria-labelledby="address">
      <h2 id="address">{say('notices.settings.address')}</h2>
      <p>{say('notices.settings.address.about', { account })}</p>
      {address && <Note tone="good">{say('notices.settings.address.now', { address })}</Note>}
      {asked && <Note tone="waiting">{say('notices.settings.address.asked', { asked })}</Note>}
      <form className="row end" onSubmit={submit}>
        <TextInput
          className="narrow"
          type="email"
          required
          label={say('notices.settings.address.other')}
          value={typed}
          error={pointedAt(problemOf(error), '/address')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" loading={isPending}>
          {say('notices.settings.address.send')}
        </Button>
      </form>
      <Trouble error={error} />
      {(address || asked) && (
        <div>
          <Button variant="default" loading={isPending} onClick={() => mutate({ address: null })}>
            {say('notices.settings.address.back', { account })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Topics({ settings: { topics } }: { settings: Notifications }) {
  const say = useSay();
  const { mutate, error, isPending } = useChanging();
  return (
    <section className="card column" aria-labelledby="topics">
      <h2 id="topics">{say('notices.settings.topics')}</h2>
      {topics.map(({ topic, isOn, canBeOff }) => (
        <Checkbox
          key={topic}
          label={say(`notices.settings.topic.${topic}`)}
          {...(!canBeOff && { description: say('notices.settings.topic.always') })}
          checked={isOn}
          disabled={!canBeOff || isPending}
          onChange={(event) => mutate({ [topic]: event.currentTarget.checked })}
        />
      ))}
      <Trouble error={error} />
    </section>
  );
}

export default function NotificationsPage() {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<Notifications>(seeNotifications, {}));
  return (
    <div className="column reading">
      <Head title={say('page.notifications')} />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={240} aria-label={say('portal.loading')} />}
      {data && <Address settings={data} />}
      <OwnLanguage />
      {data && <Topics settings={data} />}
    </div>
  );
}
