// The link from the mail of a sign-up: mail, domain, first global admin, each step where the last one left off.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { openSignup, type Signup } from '../../../contract/signups.ts';
import { reading } from '../../api.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { AdminStep, DomainStep, MailStep } from './steps.tsx';

const names = ['mail', 'domain', 'admin'] as const;
const stepAt: Partial<Record<Signup['status'], number>> = { open: 0, mailVerified: 1, domainProven: 2 };

function Progress({ at }: { at: number }) {
  const say = useSay();
  return (
    <nav aria-label={say('portal.steps')}>
      <ol className="steps steps-across">
        {names.map((name, i) => (
          <li key={name} className={i === at ? 'step current' : 'step'} aria-current={i === at ? 'step' : undefined}>
            <span className="step-mark">{i < at ? <Check size={14} aria-hidden /> : i + 1}</span>
            <span>{say(`signups.steps.${name}`)}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Over({ status }: { status: 'completed' | 'expired' }) {
  const say = useSay();
  const isDone = status === 'completed';
  return (
    <div className="card column">
      <Note tone={isDone ? 'good' : 'waiting'}>{say(isDone ? 'signups.done.signIn' : 'signups.expired')}</Note>
      <p>
        <To to={isDone ? '/sign-in' : '/sign-up'}>{say(isDone ? 'command.session.start' : 'signups.again')}</To>
      </p>
    </div>
  );
}

const parts = [MailStep, DomainStep, AdminStep] as const;

export default function GoOn() {
  const say = useSay();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const { data: signup, error, refetch } = useQuery(reading<Signup>(openSignup, { path: { token } }));
  if (!signup) {
    return (
      <div className="column reading">
        <Head key="head" title={say('signups.title')} />
        {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={200} />}
      </div>
    );
  }
  const at = stepAt[signup.status];
  const Part = at === undefined ? undefined : parts[at];
  const over = signup.status === 'completed' || signup.status === 'expired' ? signup.status : undefined;
  return (
    <div className="column reading">
      <Head key="head" title={say('signups.open.title', { organization: signup.organizationName })} />
      {at !== undefined && <Progress at={at} />}
      {Part && <Part signup={signup} token={token} onDone={() => void refetch()} />}
      {over && <Over status={over} />}
    </div>
  );
}
