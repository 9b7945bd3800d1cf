// The page behind the link in the enrolment mail, before sign-in: who enrolled, and the two statements to confirm.
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Answer } from '../../../contract/operation.ts';
import { confirmEnrolmentMail, openEnrolmentLink } from '../../../contract/organizations/enrolments.ts';
import { reading } from '../../api.ts';
import { Chip } from '../../parts/chip.tsx';
import { useCommanding } from '../../parts/commanding.ts';
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Place } from '../../parts/value.tsx';

type Opened = Answer<typeof openEnrolmentLink>;

function Statements({ token, name, onDone }: { token: string; name: string; onDone: () => void }) {
  const say = useSay();
  const [confirmsEnrolment, setEnrolment] = useState(false);
  const [confirmsAddress, setAddress] = useState(false);
  const { error, isBusy, confirm } = useCommanding({ operation: confirmEnrolmentMail, path: { token }, onDone });
  return (
    <section className="card column" aria-labelledby="decide">
      <h2 id="decide">{say('organizations.confirm.statements')}</h2>
      <Checkbox
        label={say('organizations.confirm.enrolment', { name })}
        checked={confirmsEnrolment}
        onChange={(event) => setEnrolment(event.currentTarget.checked)}
      />
      <Checkbox
        label={say('organizations.confirm.address', { name })}
        checked={confirmsAddress}
        onChange={(event) => setAddress(event.currentTarget.checked)}
      />
      <p className="small">{say('organizations.confirm.doubt')}</p>
      <Trouble error={error} />
      <div>
        <Button
          disabled={!confirmsEnrolment || !confirmsAddress}
          loading={isBusy}
          onClick={() => confirm({ confirmsEnrolment, confirmsAddress })}
        >
          {say('command.enrolment.confirm')}
        </Button>
      </div>
    </section>
  );
}

function Whose({ opened: { organization, kind } }: { opened: Opened }) {
  const say = useSay();
  return (
    <dl className="facts card">
      <div>
        <dt>{say('portal.organization')}</dt>
        <dd>
          {organization.name}
          <span className="second-line">
            <Place country={organization.country} />
          </span>
        </dd>
      </div>
      <div>
        <dt>{say('field.enrolment.kind')}</dt>
        <dd>{say.value('enrolment', 'kind', kind)}</dd>
      </div>
    </dl>
  );
}

export default function ConfirmEnrolment() {
  const say = useSay();
  const [isDone, setIsDone] = useState(false);
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const asked = reading<Opened>(openEnrolmentLink, { path: { token } });
  const { data, error, refetch } = useQuery(asked);
  if (!data) {
    return (
      <div className="column reading">
        <Head key="head" title={say('organizations.confirm.title.unknown')} />
        {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />}
      </div>
    );
  }
  const { organization, status } = data;
  const isOpen = status === 'emailVerification' && !isDone;
  return (
    <div className="column reading">
      <Head
        key="head"
        title={say('organizations.confirm.title', { name: organization.name })}
        chip={<Chip noun="enrolment" status={isDone ? 'pending' : status} />}
      />
      <Whose opened={data} />
      {isOpen && <Statements token={token} name={organization.name} onDone={() => setIsDone(true)} />}
      {!isOpen && <Note tone={isDone ? 'good' : 'waiting'}>{say('organizations.confirm.done')}</Note>}
    </div>
  );
}
