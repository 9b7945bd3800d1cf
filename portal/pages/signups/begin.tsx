// The sign-up page: an organization that is not here yet asks for its tenant; a mail brings the link to go on.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Answer, Body } from '../../../contract/operation.ts';
import { listRegions } from '../../../contract/organizations/directory.ts';
import { startSignup } from '../../../contract/signups.ts';
import { problemOf, reading } from '../../api.ts';
import { currentLanguage } from '../../language.ts';
import { useSearch } from '../../parts/address.ts';
import { useDraft } from '../../parts/draft.ts';
import type { Answers } from '../../parts/field.tsx';
import { Fields, pointersOf } from '../../parts/form.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { shapesOf } from '../../parts/shape.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';
import { useAsking } from '../identity/asking.ts';
import { countries } from '../organizations/choices.ts';
import { keepReturn } from './return.ts';

function Sent({ mail }: { mail: string }) {
  const say = useSay();
  const { personas } = useStanding();
  return (
    <section className="card column tight" aria-labelledby="next">
      <h2 id="next">{say('portal.whatNext')}</h2>
      <Note tone="good">{say('signups.sent', { mail })}</Note>
      <p>{say('signups.sent.about')}</p>
      {personas && (
        <p>
          <To to="/mailbox" search={{ to: mail }}>
            {say('page.mailbox')}
          </To>
        </p>
      )}
    </section>
  );
}

const asked = shapesOf(startSignup.body);
function Form({ onSent }: { onSent: (mail: string) => void }) {
  const say = useSay();
  const [typed, change, forget] = useDraft<Answers>('signup', { language: currentLanguage() });
  const { mutate, isPending, error } = useAsking(startSignup);
  const { data } = useQuery(reading<Answer<typeof listRegions>>(listRegions));
  const offered = { country: data ? countries.of(data as never, undefined as never) : [] };
  const sent = ({ mail }: { mail: string }) => {
    forget();
    onSent(mail);
  };
  return (
    <form
      className="card column"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(typed as Body<typeof startSignup>, { onSuccess: sent });
      }}
    >
      <Fields
        noun="signup"
        shapes={asked}
        answers={typed}
        problem={problemOf(error)}
        offered={offered}
        onChange={change}
      />
      <Trouble error={error} noun="signup" marked={pointersOf(asked)} />
      <div>
        <Button type="submit" loading={isPending}>
          {say('command.signup.start')}
        </Button>
      </div>
    </form>
  );
}

export default function SignUp() {
  const say = useSay();
  const [mail, setMail] = useState<string>();
  const { next } = useSearch();
  useEffect(() => keepReturn(next), [next]);
  return (
    <div className="column reading">
      <Head title={say('signups.title')} />
      {mail === undefined && <p>{say('signups.about')}</p>}
      {mail === undefined ? <Form onSent={setMail} /> : <Sent mail={mail} />}
      <p>
        <To to="/sign-in" search={next ? { next } : {}}>
          {say('identity.backToSignIn')}
        </To>
      </p>
    </div>
  );
}
