// The three steps of a sign-up behind the link from the mail.
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { signIn } from '../../../contract/identity.ts';
import { completeSignup, proveSignupDomain, type Signup, verifySignupMail } from '../../../contract/signups.ts';
import { client } from '../../api.ts';
import { Copy } from '../../parts/copy.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { changedTo, useStanding } from '../../session.ts';
import { useAsking } from '../identity/asking.ts';
import { forgetReturn, keptReturn } from './return.ts';

type Given = { signup: Signup; token: string; onDone: () => void };
type Step = { title: string; verb: string; isBusy: boolean; error: unknown; onSubmit: () => void; children: ReactNode };

function StepCard({ title, verb, isBusy, error, onSubmit, children }: Step) {
  return (
    <form
      className="card column"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      {children}
      <Trouble error={error} />
      <div>
        <Button type="submit" loading={isBusy}>
          {verb}
        </Button>
      </div>
    </form>
  );
}

export function MailStep({ signup: { organizationName: organization, domain }, token, onDone }: Given) {
  const say = useSay();
  const { mutate, isPending, error } = useAsking(verifySignupMail, { token });
  return (
    <StepCard
      title={say('signups.steps.mail')}
      verb={say('command.signup.verifyMail')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({}, { onSuccess: onDone })}
    >
      <p>{say('signups.mail.text', { organization, domain })}</p>
      <p className="small">{say('signups.mail.not')}</p>
    </StepCard>
  );
}

/** In the demo nobody owns a domain; the workbench has a DNS of its own. */
function WorkbenchRecord({ signup: { recordName: name, recordValue: value } }: { signup: Signup }) {
  const say = useSay();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/workbench/dns', { method: 'POST', headers, body: JSON.stringify({ name, value }) });
      if (!answer.ok) throw new Error(`the workbench answered ${answer.status}`);
    },
    onSuccess: () => announce(say('signups.domain.workbench.done')),
  });
  return (
    <div className="column tight">
      <p className="small dimmed">{say('signups.domain.workbench.about')}</p>
      <div>
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {say('signups.domain.workbench')}
        </Button>
      </div>
      <Trouble error={error} />
    </div>
  );
}

export function DomainStep({ signup, token, onDone }: Given) {
  const say = useSay();
  const { personas } = useStanding();
  const { mutate, isPending, error } = useAsking(proveSignupDomain, { token });
  const { domain, recordName, recordValue } = signup;
  return (
    <StepCard
      title={say('signups.steps.domain')}
      verb={say('command.signup.proveDomain')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({}, { onSuccess: onDone })}
    >
      <p>{say('signups.domain.text', { domain })}</p>
      <dl className="plain-facts">
        <div>
          <dt>{say('signups.domain.type')}</dt>
          <dd>TXT</dd>
        </div>
        <div>
          <dt>{say('signups.domain.name')}</dt>
          <dd className="row">
            <code className="secret">{recordName}</code>
            <Copy text={recordName} label={say('signups.domain.copyName')} />
          </dd>
        </div>
        <div>
          <dt>{say('signups.domain.value')}</dt>
          <dd className="row">
            <code className="secret">{recordValue}</code>
            <Copy text={recordValue} label={say('signups.domain.copyValue')} />
          </dd>
        </div>
      </dl>
      <p className="small dimmed">{say('signups.domain.wait')}</p>
      {personas && <WorkbenchRecord signup={signup} />}
    </StepCard>
  );
}

/** Creates all of it, signs in, and goes on to where the person came from. */
export function AdminStep({ signup: { mail = '', organizationName }, token }: Given) {
  const say = useSay();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useAsking(completeSignup, { token });
  const enter = async () => {
    announce(say('signups.done', { organization: organizationName }));
    const next = keptReturn();
    forgetReturn();
    const { me } = await client.call(signIn, { body: { name: mail, password } });
    await changedTo(me);
    await navigate({ to: '/sign-in', search: next ? { next } : {} } as never);
  };
  return (
    <StepCard
      title={say('signups.steps.admin')}
      verb={say('command.signup.complete')}
      isBusy={isPending}
      error={error}
      onSubmit={() => mutate({ password }, { onSuccess: enter })}
    >
      <p>{say('signups.admin.text', { mail })}</p>
      <input type="hidden" autoComplete="username" value={mail} readOnly />
      <PasswordInput
        label={say('field.person.newPassword')}
        description={say('identity.passwordHint')}
        autoComplete="new-password"
        required
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': say('identity.showPassword') }}
        onChange={({ currentTarget: { value } }) => setPassword(value)}
      />
    </StepCard>
  );
}
