// Sets a new password by the link of the mail that was asked for.
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { resetPassword } from '../../../contract/identity.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { useAsking } from './asking.ts';
import { PasswordField } from './new-password.tsx';
import { StepForm } from './step-form.tsx';

export default function ResetPassword() {
  const say = useSay();
  // Behind the hash, so that it stands in no log.
  const token = useRouterState({ select: ({ location }) => location.hash });
  const [password, setPassword] = useState('');
  const { mutate, isPending, error, isSuccess } = useAsking(resetPassword);
  const after = <To to="/sign-in">{say('identity.backToSignIn')}</To>;
  if (isSuccess) {
    return (
      <div className="card step-form column">
        <Note tone="good">{say('command.password.reset.done')}</Note>
        {after}
      </div>
    );
  }
  return (
    <StepForm
      title={say('command.password.reset')}
      verb={say('command.password.reset')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({ token, password })}
      below={after}
    >
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
