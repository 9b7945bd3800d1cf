// The page a partnership link opens, before sign-in: who invites, what is asked, what it does not do, and the answer.
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { startEnrolment } from '../../../contract/organizations/enrolments.ts';
import {
  approvePartnership,
  declinePartnership,
  type OpenedPartnershipInvitation,
  openPartnershipInvitation,
} from '../../../contract/partnerships.ts';
import { reading } from '../../api.ts';
import { useMay } from '../../may.ts';
import { Chip } from '../../parts/chip.tsx';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Moment, Place } from '../../parts/value.tsx';
import { Verdict } from '../../parts/verdict.tsx';
import { membershipOf, stepFor, useStanding } from '../../session.ts';
import { ReportLink } from '../notices/report-link.tsx';

type Opened = { invitation: OpenedPartnershipInvitation; token: string };

function WhoAsks({ invitation: { provider, partnerId, activeSince, cloud, createdAt, expiresAt } }: Opened) {
  const say = useSay();
  const facts: readonly (readonly [title: string, fact: ReactNode, more?: ReactNode])[] = [
    [say('field.partnershipInvitation.provider'), provider.name, <Place key="place" country={provider.country} />],
    [say('relationships.answer.partnerId'), partnerId ?? '–'],
    [say('relationships.answer.activeSince'), activeSince ? <Moment key="since" at={activeSince} isFull /> : '–'],
    [
      say('relationships.answer.cloud'),
      say(`cloud.${cloud.id}`),
      say('relationships.answer.runBy', { operator: cloud.operator }),
    ],
    [say('field.partnershipInvitation.createdAt'), <Moment key="created" at={createdAt} isFull />],
    [say('field.partnershipInvitation.expiresAt'), <Moment key="until" at={expiresAt} isFull />],
  ];
  return (
    <section className="card column tight" aria-labelledby="who">
      <h2 id="who">{say('partnerships.answer.who')}</h2>
      <dl className="facts">
        {facts.map(([title, fact, more]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {fact}
              {more && <span className="second-line">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function InDoubt({ invitation: { provider, cloud }, token }: Opened) {
  const say = useSay();
  return (
    <section className="card column tight" aria-labelledby="doubt">
      <h2 id="doubt">{say('relationships.answer.doubt')}</h2>
      <p>{say('partnerships.answer.doubt', { provider: provider.name })}</p>
      <ReportLink kind="partnershipInvitation" token={token} operator={cloud.operator} />
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
type Deciding = Opened & { onAnswer: (answer: Answered) => void };

function Sure({ invitation, token, open, ...rest }: Deciding & { open: 'approve' | 'decline'; onClose: () => void }) {
  const say = useSay();
  const { me } = useStanding();
  const provider = invitation.provider.name;
  const reseller = (me && membershipOf(me)?.organization.name) ?? '';
  const lines = [
    <li key="agreed">{say('partnerships.answer.agreed', { provider, reseller })}</li>,
    <li key="list">{say('partnerships.answer.asks.list', { provider })}</li>,
    <li key="record">{say('partnerships.answer.asks.record', { provider })}</li>,
  ];
  const titles = { access: say('partnerships.answer.asks'), unchanged: say('partnerships.answer.not') };
  const isYes = open === 'approve';
  return (
    <CommandDialog
      noun="partnershipInvitation"
      command={{ operation: isYes ? approvePartnership : declinePartnership }}
      path={{ token }}
      body={isYes ? { confirmsPartnership: true } : {}}
      {...(isYes && { inWords: { title: say('relationships.answer.agreed'), lines, titles } })}
      onClose={rest.onClose}
      onDone={() => rest.onAnswer(isYes ? 'approved' : 'declined')}
    />
  );
}

/** REL-012: only a global admin answers; everybody else passes the link on. */
function PassOn() {
  const say = useSay();
  return (
    <>
      <Note tone="waiting">{say('partnerships.answer.passOn')}</Note>
      <div>
        <Copy text={location.href} label={say('partnerships.link.copy')} />
      </div>
    </>
  );
}

function Decide(deciding: Deciding) {
  const say = useSay();
  const { me } = useStanding();
  const [confirms, setConfirms] = useState(false);
  const [open, setOpen] = useState<'approve' | 'decline'>();
  const own = me && membershipOf(me);
  const provider = deciding.invitation.provider.name;
  const isAdmin = own?.roles.includes('globalAdmin') ?? false;
  return (
    <section className="card column" aria-labelledby="decide">
      <h2 id="decide">{say('partnerships.answer.decide')}</h2>
      {own && <p>{say('partnerships.answer.inNameOf', { name: own.organization.name, person: me.displayName })}</p>}
      <NotEnrolled provider={provider} />
      {!isAdmin && <PassOn />}
      {isAdmin && (
        <>
          <Checkbox
            label={say('partnerships.answer.confirms', { provider })}
            checked={confirms}
            onChange={(event) => setConfirms(event.currentTarget.checked)}
          />
          <Verdict
            accept={say('command.partnershipInvitation.use')}
            decline={say('command.partnershipInvitation.decline')}
            missing={confirms ? [] : [say('partnerships.answer.box', { provider })]}
            onAccept={() => setOpen('approve')}
            onDecline={() => setOpen('decline')}
          />
        </>
      )}
      {open && <Sure {...deciding} open={open} onClose={() => setOpen(undefined)} />}
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
  const asked = reading<OpenedPartnershipInvitation>(openPartnershipInvitation, { path: { token } });
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
        chip={
          <Chip
            noun="partnershipInvitation"
            status={outcome === 'approved' ? 'used' : (outcome ?? invitation.status)}
          />
        }
      />
      {outcome && <Outcome outcome={outcome} provider={provider} />}
      <WhoAsks invitation={invitation} token={token} />
      <Meaning provider={provider} />
      {!outcome && !isOpen && <Note tone="waiting">{say(`partnerships.answer.is.${invitation.status}`)}</Note>}
      {!outcome && isOpen && !isSignedIn && <SignInFirst provider={provider} />}
      {!outcome && isOpen && isSignedIn && <Decide invitation={invitation} token={token} onAnswer={setOutcome} />}
      <InDoubt invitation={invitation} token={token} />
    </div>
  );
}
