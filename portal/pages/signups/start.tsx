// The beginning of a sign-up: who one is, then a mail with the link to go on.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Answer } from '../../../contract/operation.ts';
import { listRegions } from '../../../contract/organizations/directory.ts';
import { startSignup } from '../../../contract/signups.ts';
import { problemOf, reading } from '../../api.ts';
import { useSearch } from '../../parts/address.ts';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { Fields } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { useAsking } from '../identity/asking.ts';
import { keepReturn } from './return.ts';

function Sent({ mail, onAgain }: { mail: string; onAgain: () => void }) {
  const say = useSay();
  const { personas } = useStanding();
  return (
    <div className="card column">
      <Head key="sent" title={say('signups.sent.title')} />
      <Note tone="good">{say('signups.sent', { mail })}</Note>
      <p>{say('signups.sent.nothing')}</p>
      <div className="row">
        <Button variant="default" onClick={onAgain}>
          {say('signups.again')}
        </Button>
        {personas && <To to="/mailbox">{say('signups.sent.workbench')}</To>}
      </div>
    </div>
  );
}

/** The countries in which this cloud is sold. */
function useCountries() {
  const { data } = useQuery(reading<Answer<typeof listRegions>>(listRegions));
  return data?.items.flatMap(({ countries }) => countries.map(({ country }) => ({ value: country, label: country })));
}

export default function Start() {
  const say = useSay();
  const { language } = useSpeak();
  const { next } = useSearch();
  const countries = useCountries();
  const [typed, change, forget] = useDraft<Answers>('signup', {});
  const { mutate, isPending, error, data, reset, variables } = useAsking(startSignup);
  useEffect(() => keepReturn(next), [next]);
  if (data) return <Sent mail={variables?.mail ?? ''} onAgain={reset} />;
  const shapes = shapesOf(startSignup.body).filter(({ name }) => name !== 'language');
  const send = () => mutate({ ...typed, language } as never, { onSuccess: forget });
  return (
    <div className="card column step-form">
      <Head key="start" title={say('signups.title')} />
      <p>{say('signups.about')}</p>
      {next && <p className="dimmed">{say('signups.back')}</p>}
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Fields
          noun="signup"
          shapes={shapes}
          answers={typed}
          problem={problemOf(error)}
          offered={countries && { country: countries }}
          onChange={change}
        />
        <Trouble error={error} onAgain={send} />
        <Button type="submit" loading={isPending} fullWidth>
          {say('command.signup.start')}
        </Button>
      </form>
      <p className="small">{say('signups.already')}</p>
      <p>
        <To to="/sign-in" search={next ? { next } : {}}>
          {say('identity.backToSignIn')}
        </To>
      </p>
    </div>
  );
}
