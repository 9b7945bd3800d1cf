// The page behind the sign-up mail: mail confirmed, domain proven by a DNS record, then the first global admin.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  completeSignup,
  openSignup,
  proveSignupDomain,
  type Signup,
  verifySignupMail,
} from '../../../contract/signups.ts';
import { reading } from '../../api.ts';
import { Chip } from '../../parts/chip.tsx';
import { DomainProof } from '../../parts/domain-proof.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Moment, Place } from '../../parts/value.tsx';
import { useAsking } from '../identity/asking.ts';
import { PasswordField } from '../identity/new-password.tsx';
import { keptReturn } from './return.ts';

type Step = { signup: Signup; token: string; onDone: () => void };

function VerifyMail({ signup, token, onDone }: Step) {
  const say = useSay();
  const { mutate, isPending, error } = useAsking(verifySignupMail, { token });
  return (
    <>
      <p>{say('signups.verify', { name: signup.organizationName })}</p>
      <Trouble error={error} />
      <div>
        <Button loading={isPending} onClick={() => mutate({}, { onSuccess: onDone })}>
          {say('command.signup.verifyMail')}
        </Button>
      </div>
    </>
  );
}

function ProveDomain({ signup, token, onDone }: Step) {
  const say = useSay();
  const { mutate, isPending, error } = useAsking(proveSignupDomain, { token });
  return (
    <DomainProof
      record={signup}
      verb={say('command.signup.proveDomain')}
      isBusy={isPending}
      error={error}
      onProve={() => mutate({}, { onSuccess: onDone })}
    />
  );
}

function Complete({ signup, token, onDone }: Step) {
  const say = useSay();
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useAsking(completeSignup, { token });
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ password }, { onSuccess: onDone });
      }}
    >
      <p>{say('signups.complete', { name: signup.organizationName, mail: signup.mail ?? '' })}</p>
      <PasswordField
        label={say('field.person.newPassword')}
        complete="new-password"
        value={password}
        onType={setPassword}
        hint={say('identity.passwordHint')}
      />
      <Trouble error={error} />
      <div>
        <Button type="submit" loading={isPending}>
          {say('command.signup.complete')}
        </Button>
      </div>
    </form>
  );
}

const steps = { open: VerifyMail, mailVerified: ProveDomain, domainProven: Complete } as const;
const isStep = (status: string): status is keyof typeof steps => status in steps;

function Ended({ status }: { status: 'completed' | 'expired' }) {
  const say = useSay();
  const isDone = status === 'completed';
  const next = isDone ? keptReturn() : undefined;
  return (
    <>
      <Note tone={isDone ? 'good' : 'waiting'}>{say(`signups.${status}`)}</Note>
      <p>
        <To to={isDone ? '/sign-in' : '/sign-up'} search={next ? { next } : {}}>
          {say(isDone ? 'command.session.start' : 'signups.title')}
        </To>
      </p>
    </>
  );
}

function About({ signup: { organizationName, country, domain, expiresAt } }: { signup: Signup }) {
  const say = useSay();
  const facts = [
    ['organizationName', organizationName],
    ['country', <Place key="country" country={country} />],
    ['domain', domain],
    ['expiresAt', <Moment key="expiresAt" at={expiresAt} isFull />],
  ] as const;
  return (
    <dl className="facts card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{say.field('signup', name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export default function GoOn() {
  const say = useSay();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const { data: signup, error, refetch } = useQuery(reading<Signup>(openSignup, { path: { token } }));
  if (!signup) {
    return (
      <div className="column reading">
        <Head key="head" title={say('signups.title')} />
        {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />}
      </div>
    );
  }
  const { status } = signup;
  const Part = isStep(status) ? steps[status] : undefined;
  return (
    <div className="column reading">
      <Head key="head" title={say('signups.title')} chip={<Chip noun="signup" status={status} />} />
      <About signup={signup} />
      <section className="card column" aria-labelledby="step">
        <h2 id="step">{say(`signups.step.${status}`)}</h2>
        {Part && <Part key={status} signup={signup} token={token} onDone={() => void refetch()} />}
        {!isStep(status) && <Ended status={status} />}
      </section>
    </div>
  );
}
