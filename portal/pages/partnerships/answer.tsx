// The page a partnership link opens, before sign-in: who invites, what is asked, what it does not do, and the answer.
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { startEnrolment } from '../../../contract/organizations/enrolments.ts';
import {
  approvePartnership,
  declinePartnership,
  openPartnershipInvitation,
  type PartnershipInvitation,
} from '../../../contract/partnerships.ts';
import { reading } from '../../api.ts';
import { useMay } from '../../may.ts';
import { Chip } from '../../parts/chip.tsx';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Moment, Place } from '../../parts/value.tsx';
import { membershipOf, stepFor, useStanding } from '../../session.ts';

type Opened = { invitation: PartnershipInvitation; token: string };

function WhoAsks({ invitation: { provider, createdAt, expiresAt } }: Opened) {
  const say = useSay();
  return (
    <section className="card column tight" aria-labelledby="who">
      <h2 id="who">{say('partnerships.answer.who')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('field.partnershipInvitation.provider')}</dt>
          <dd>
            {provider.name}
            <span className="second-line">
              <Place country={provider.country} />
            </span>
          </dd>
        </div>
        <div>
          <dt>{say('field.partnershipInvitation.createdAt')}</dt>
          <dd>
            <Moment at={createdAt} isFull />
          </dd>
        </div>
        <div>
          <dt>{say('field.partnershipInvitation.expiresAt')}</dt>
          <dd>
            <Moment at={expiresAt} isFull />
          </dd>
        </div>
      </dl>
      <p className="small">{say('partnerships.answer.doubt', { provider: provider.name })}</p>
    </section>
  );
}

function Meaning({ provider }: { provider: string }) {
  const say = useSay();
  const asked = ['orders', 'record', 'list'] as const;
  const unchanged = ['customers', 'subscriptions', 'administration', 'others'] as const;
  return (
    <>
      <section className="card column tight" aria-labelledby="asked">
        <h2 id="asked">{say('partnerships.answer.asks')}</h2>
        <ul className="plain-list">
          {asked.map((name) => (
            <li key={name}>{say(`partnerships.answer.asks.${name}`, { provider })}</li>
          ))}
        </ul>
      </section>
      <section className="card column tight" aria-labelledby="unchanged">
        <h2 id="unchanged">{say('partnerships.answer.not')}</h2>
        <ul className="plain-list">
          {unchanged.map((name) => (
            <li key={name}>{say(`partnerships.answer.not.${name}`, { provider })}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function SignInFirst({ provider }: { provider: string }) {
  const say = useSay();
  const here = useRouterState({ select: ({ location }) => location.href });
  return (
    <section className="card column tight" aria-labelledby="decide">
      <h2 id="decide">{say('partnerships.answer.decide')}</h2>
      <p>{say('partnerships.answer.signIn')}</p>
      <p className="small">{say('partnerships.answer.notEnrolled', { provider })}</p>
      <div>
        <Button component={To} to="/sign-in" search={{ next: here }}>
          {say('command.session.start')}
        </Button>
      </div>
    </section>
  );
}

function NotEnrolled({ provider }: { provider: string }) {
  const say = useSay();
  const may = useMay();
  return (
    <p className="small">
      {say('partnerships.answer.notEnrolled', { provider })}{' '}
      {may(startEnrolment.name) && <To to="/enrolments/new">{say('organizations.enrol.title')}</To>}
    </p>
  );
}

type Answered = 'approved' | 'declined';
function Decide({ invitation, token, onAnswer }: Opened & { onAnswer: (answer: Answered) => void }) {
  const say = useSay();
  const { me } = useStanding();
  const [confirms, setConfirms] = useState(false);
  const [open, setOpen] = useState<'approve' | 'decline'>();
  const own = me && membershipOf(me);
  const close = () => setOpen(undefined);
  return (
    <section className="card column" aria-labelledby="decide">
      <h2 id="decide">{say('partnerships.answer.decide')}</h2>
      {own && <p>{say('partnerships.answer.inNameOf', { name: own.organization.name, person: me.displayName })}</p>}
      {own && !own.roles.includes('globalAdmin') && <Note tone="waiting">{say('partnerships.answer.passOn')}</Note>}
      <NotEnrolled provider={invitation.provider.name} />
      <Checkbox
        label={say('partnerships.answer.confirms', { provider: invitation.provider.name })}
        checked={confirms}
        onChange={(event) => setConfirms(event.currentTarget.checked)}
      />
      <div className="row">
        <Button disabled={!confirms} onClick={() => setOpen('approve')}>
          {say('command.partnershipInvitation.use')}
        </Button>
        <Button variant="default" onClick={() => setOpen('decline')}>
          {say('command.partnershipInvitation.decline')}
        </Button>
      </div>
      {open && (
        <CommandDialog
          noun="partnershipInvitation"
          command={{ operation: open === 'approve' ? approvePartnership : declinePartnership }}
          path={{ token }}
          body={open === 'approve' ? { confirmsPartnership: confirms } : {}}
          onClose={close}
          onDone={() => onAnswer(open === 'approve' ? 'approved' : 'declined')}
        />
      )}
    </section>
  );
}

function Outcome({ outcome, provider }: { outcome: Answered; provider: string }) {
  const say = useSay();
  return (
    <section className="card column" aria-labelledby="outcome">
      <h2 id="outcome">{say('portal.whatNext')}</h2>
      <Note tone="good">{say(`partnerships.answer.${outcome}`, { provider })}</Note>
      <p>
        <To to={outcome === 'approved' ? '/partnerships' : '/'}>
          {say(outcome === 'approved' ? 'noun.partnership.many' : 'portal.home')}
        </To>
      </p>
    </section>
  );
}

export default function AnswerPartnership() {
  const say = useSay();
  const isSignedIn = !stepFor(useStanding());
  const [outcome, setOutcome] = useState<Answered>();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const asked = reading<PartnershipInvitation>(openPartnershipInvitation, { path: { token } });
  // Once answered, the link is closed; what was read before stays on the page.
  const { data: invitation, error, refetch } = useQuery({ ...asked, staleTime: Number.POSITIVE_INFINITY });
  if (!invitation) {
    return (
      <div className="column reading">
        <Head key="head" title={say('partnerships.answer.title.unknown')} />
        {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />}
      </div>
    );
  }
  const provider = invitation.provider.name;
  const isOpen = invitation.status === 'open';
  return (
    <div className="column reading">
      <Head
        key="head"
        title={say('partnerships.answer.title', { provider })}
        chip={<Chip noun="partnershipInvitation" status={invitation.status} />}
      />
      {outcome && <Outcome outcome={outcome} provider={provider} />}
      <WhoAsks invitation={invitation} token={token} />
      <Meaning provider={provider} />
      {!outcome && !isOpen && <Note tone="waiting">{say(`partnerships.answer.is.${invitation.status}`)}</Note>}
      {!outcome && isOpen && !isSignedIn && <SignInFirst provider={provider} />}
      {!outcome && isOpen && isSignedIn && <Decide invitation={invitation} token={token} onAnswer={setOutcome} />}
    </div>
  );
}
