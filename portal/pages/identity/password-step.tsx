// The first step of signing in: name and password, or the way to a new password.
import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { forgetPassword, signIn } from '../../../contract/identity.ts';
import { useSearch } from '../../parts/address.ts';
import { useDraft } from '../../parts/draft.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { changedTo } from '../../session.ts';
import { useAsking } from './asking.ts';
import { StepForm } from './step-form.tsx';

type Given = { name: string; onName: (name: string) => void; onForget: () => void };

function OtherWays({ onForget }: Pick<Given, 'onForget'>) {
  const say = useSay();
  const { next } = useSearch();
  return (
    <>
      <button type="button" className="plain" onClick={onForget}>
        {say('identity.forgot')}
      </button>
      <To to="/sign-up" search={next ? { next } : {}}>
        {say('signups.none')}
      </To>
    </>
  );
}

function SignIn({ name, onName, onForget }: Given) {
  const say = useSay();
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useAsking(signIn);
  return (
    <StepForm
      title={say('identity.signIn')}
      verb={say('command.session.start')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({ name, password }, { onSuccess: ({ me }) => changedTo(me) })}
      below={<OtherWays onForget={onForget} />}
    >
      <TextInput
        label={say('field.person.name')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <PasswordInput
        label={say('field.person.password')}
        autoComplete="current-password"
        required
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': say('identity.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </StepForm>
  );
}

function Forgotten({ name, onName, onForget }: Given) {
  const say = useSay();
  const { mutate, isPending, error, data } = useAsking(forgetPassword);
  const back = (
    <button type="button" className="plain" onClick={onForget}>
      {say('identity.backToSignIn')}
    </button>
  );
  return (
    <StepForm
      title={say('identity.forgot')}
      verb={say('command.password.forget')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({ name })}
      below={back}
    >
      <p>{say('identity.forgot.about')}</p>
      <TextInput
        label={say('field.person.name')}
        autoComplete="username"
        required
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      {data && <Note tone="good">{say('identity.forgot.sent', { minutes: data.linkMinutes })}</Note>}
    </StepForm>
  );
}

export function PasswordStep() {
  const [draft, change] = useDraft('signIn', { name: '' });
  const [hasForgotten, setHasForgotten] = useState(false);
  const Part = hasForgotten ? Forgotten : SignIn;
  return <Part name={draft.name} onName={(name) => change({ name })} onForget={() => setHasForgotten(!hasForgotten)} />;
}
