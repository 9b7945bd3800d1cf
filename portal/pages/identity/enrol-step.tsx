// Registers an authenticator: a QR code made in this page, the secret beside it, the first code, recovery codes.
import { Skeleton, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { confirmSecondFactor, enrolSecondFactor } from '../../../contract/identity.ts';
import { Copy } from '../../parts/copy.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo } from '../../session.ts';
import { useAsking } from './asking.ts';
import { Later } from './later.tsx';
import { Qr } from './qr.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { StepForm } from './step-form.tsx';

const inFours = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

function Secret({ uri, secret }: { uri: string; secret: string }) {
  const say = useSay();
  return (
    <div className="column tight">
      <Qr text={uri} label={say('identity.qr')} />
      <p className="small">{say('identity.qr.instead')}</p>
      <p className="row">
        <code className="secret">{inFours(secret)}</code>
        <Copy text={secret} label={say('portal.copy')} />
      </p>
    </div>
  );
}

export function EnrolStep({ onDone, isPart = false }: { onDone?: () => void; isPart?: boolean }) {
  const say = useSay();
  const [code, setCode] = useState('');
  const begin = useAsking(enrolSecondFactor);
  const confirm = useAsking(confirmSecondFactor);
  const start = () => begin.mutate({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(start, []);
  if (confirm.data) {
    const { me, recoveryCodes } = confirm.data;
    return <RecoveryCodes isPart={isPart} codes={recoveryCodes} onKept={() => void changedTo(me).then(onDone)} />;
  }
  return (
    <StepForm
      title={say('identity.enrol')}
      verb={say('command.secondFactor.confirm')}
      isBusy={confirm.isPending}
      isPart={isPart}
      error={confirm.error}
      onSubmit={() => confirm.mutate({ code: code.replaceAll(' ', '') })}
      below={!isPart && <Later />}
    >
      <p>{say('identity.enrol.about')}</p>
      <Trouble error={begin.error} onAgain={start} />
      {begin.data ? <Secret {...begin.data} /> : !begin.error && <Skeleton height={200} />}
      <TextInput
        label={say('field.person.code')}
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        minLength={6}
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </StepForm>
  );
}
