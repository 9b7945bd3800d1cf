// Replaces one's password: because it was temporary, or because one wishes to.
import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { changePassword } from '../../../contract/identity.ts';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { changedTo } from '../../session.ts';
import { useAsking } from './asking.ts';
import { StepForm } from './step-form.tsx';

type Field = { label: string; complete: string; value: string; onType: (text: string) => void; hint?: string };
export function PasswordField({ label, complete, value, onType, hint }: Field) {
  const say = useSay();
  return (
    <PasswordInput
      label={label}
      description={hint}
      autoComplete={complete}
      required
      value={value}
      visibilityToggleButtonProps={{ 'aria-label': say('identity.showPassword') }}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

export function NewPassword({ isForced }: { isForced: boolean }) {
  const say = useSay();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useAsking(changePassword);
  const finish = () => {
    setCurrent('');
    setPassword('');
    announce(say('command.password.change.done'));
  };
  return (
    <StepForm
      title={say(isForced ? 'identity.forcedPassword' : 'command.password.change')}
      verb={say('command.password.change')}
      isBusy={isPending}
      isPart={!isForced}
      error={error}
      onSubmit={() => mutate({ current, password }, { onSuccess: ({ me }) => void changedTo(me).then(finish) })}
    >
      <p>{say(isForced ? 'identity.forcedPassword.about' : 'identity.changePassword.about')}</p>
      <PasswordField
        label={say('field.person.currentPassword')}
        complete="current-password"
        value={current}
        onType={setCurrent}
      />
      <PasswordField
        label={say('field.person.newPassword')}
        complete="new-password"
        value={password}
        onType={setPassword}
        hint={say('identity.passwordHint')}
      />
    </StepForm>
  );
}
