// The page a link to customers opens, before sign-in: it says all that matters, and after sign-in takes the answer.
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Tenant } from '../../../contract/organizations/tenants.ts';
import { type OpenedInvitation, openInvitation } from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import { Chip } from '../../parts/chip.tsx';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { membershipOf, stepFor, useStanding } from '../../session.ts';
import { useSpeak } from '../../words.tsx';
import { type Answered, DecideForTenant, PassOn, SignInFirst } from './answer-deciding.tsx';
import { Agreement, InDoubt, Meaning, WhoInvites } from './answer-reading.tsx';

function Outcome({ outcome, partner }: { outcome: Answered; partner: string }) {
  const say = useSay();
  const isAccepted = outcome === 'accepted';
  return (
    <section className="card column" aria-labelledby="outcome">
      <h2 id="outcome">{say('portal.whatNext')}</h2>
      <Note tone="good">{say(`relationships.answer.${outcome}`, { partner })}</Note>
      {isAccepted && <p>{say('relationships.answer.accepted.next')}</p>}
      <p>
        <To to={isAccepted ? '/partners' : '/'}>{say(isAccepted ? 'noun.yourPartner.many' : 'portal.home')}</To>
      </p>
    </section>
  );
}

type Given = { invitation: OpenedInvitation; token: string; tenant: Tenant | undefined };
type Answering = Given & { onTenant: (tenant: Tenant) => void; onAnswer: (answer: Answered) => void };
function Answering({ invitation, token, tenant, onTenant, onAnswer }: Answering) {
  const say = useSay();
  const standing = useStanding();
  const { me } = standing;
  if (invitation.status !== 'open') {
    return <Note tone="waiting">{say(`relationships.answer.is.${invitation.status}`)}</Note>;
  }
  if (stepFor(standing) || !me) return <SignInFirst />;
  const deciding = { invitation, token, onAnswer };
  const isAdmin = membershipOf(me)?.roles.includes('globalAdmin');
  if (!isAdmin) return <PassOn {...deciding} />;
  return <DecideForTenant {...deciding} tenantId={tenant?.id} onTenant={onTenant} />;
}

function useTitle(invitation: OpenedInvitation): string {
  const say = useSay();
  const [partner = '', provider] = invitation.inviters.map(({ organization }) => organization.name);
  return provider
    ? say('relationships.answer.title.two', { partner, provider })
    : say('relationships.answer.title', { partner });
}

type Shown = Omit<Answering, 'onAnswer'> & { onLanguage: (language: string) => void };
function Page(given: Shown) {
  const { invitation, onLanguage } = given;
  const [outcome, setOutcome] = useState<Answered>();
  const partner = invitation.inviters[0]!.organization.name;
  // A link stays open for other customers; who has answered sees the own answer.
  const chip = outcome ? (
    <Chip noun="consent" status={outcome === 'passedOn' ? 'pending' : outcome} />
  ) : (
    <Chip noun="invitation" status={invitation.status} />
  );
  return (
    <div className="column reading">
      <Head key="head" title={useTitle(invitation)} chip={chip} />
      {outcome && <Outcome outcome={outcome} partner={partner} />}
      <WhoInvites invitation={invitation} />
      <Meaning invitation={invitation} />
      <Agreement invitation={invitation} onLanguage={onLanguage} />
      {!outcome && <Answering {...given} onAnswer={setOutcome} />}
      <InDoubt invitation={invitation} token={given.token} />
    </div>
  );
}

export default function AnswerInvitation() {
  const say = useSay();
  const spoken = useSpeak();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const [language, setLanguage] = useState<string>();
  const [tenant, setTenant] = useState<Tenant>();
  const query = { language: language ?? spoken.language, ...(tenant && { country: tenant.country }) };
  const asked = reading<OpenedInvitation>(openInvitation, { path: { token }, query });
  const { data: invitation, error, refetch } = useQuery({ ...asked, placeholderData: keepPreviousData });
  if (!invitation) {
    return (
      <div className="column reading">
        <Head key="head" title={say('relationships.answer.title.unknown')} />
        {error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />}
      </div>
    );
  }
  const given = { invitation, token, tenant, onTenant: setTenant, onLanguage: setLanguage };
  return <Page {...given} />;
}
