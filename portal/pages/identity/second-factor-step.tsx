// Proves the second factor: a code of the authenticator, or one of the recovery codes.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { proveSecondFactor, useRecoveryCode } from '../../../contract/identity.ts';
import { useSay } from '../../parts/say.ts';
import { changedTo } from '../../session.ts';
import { useAsking } from './asking.ts';
import { Later } from './later.tsx';
import { StepForm } from './step-form.tsx';

function Other({ isLost, onClick }: { isLost: boolean; onClick: () => void }) {
  const say = useSay();
  return (
    <button type="button" className="plain" onClick={onClick}>
      {say(isLost ? 'identity.useCode' : 'identity.useRecovery')}
    </button>
  );
}

export function SecondFactorStep() {
  const say = useSay();
  const [isLost, setIsLost] = useState(false);
  const [code, setCode] = useState('');
  const { mutate, isPending, error, reset } = useAsking(isLost ? useRecoveryCode : proveSecondFactor);
  const other = () => {
    setIsLost(!isLost);
    setCode('');
    reset();
  };
  return (
    <StepForm
      title={say('identity.secondFactor')}
      verb={say('command.session.prove')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({ code: code.replaceAll(' ', '') }, { onSuccess: ({ me }) => changedTo(me) })}
      below={
        <>
          <Other isLost={isLost} onClick={other} />
          <Later />
        </>
      }
    >
      <p>{say(isLost ? 'identity.recovery.about' : 'identity.secondFactor.about')}</p>
      <TextInput
        key={String(isLost)}
        label={say(isLost ? 'field.person.recoveryCode' : 'field.person.code')}
        autoComplete={isLost ? 'off' : 'one-time-code'}
        inputMode={isLost ? 'text' : 'numeric'}
        required
        minLength={6}
        maxLength={30}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </StepForm>
  );
}
