// The journey of a partner that invites customers: who sells, what will happen, and the mail that carries the link.
import { Checkbox, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  createInvitation,
  draftInvitationMail,
  type Invitation,
  seeInvitation,
} from '../../../contract/relationships/invitations.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { MailDraft, SecretLink } from '../../parts/mail-draft.tsx';
import { Radio, type RadioChoice } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';
import { useSellers } from './sellers.ts';

const names = ['who', 'review', 'send'] as const;
const ownSale = 'own';
/** As it is typed; an empty provider means that nothing was chosen yet. */
type Draft = { seller: string; until: string; forResellers: boolean };
const blank: Draft = { seller: '', until: '', forResellers: false };

const bodyOf = ({ seller, until, forResellers }: Draft) => ({
  ...(seller !== ownSale && seller && { providerId: seller }),
  ...(until && { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
  ...(forResellers && { forResellers }),
});

function Sent({ id }: { id: string }) {
  const say = useSay();
  const { data, error } = useQuery(reading<Invitation>(seeInvitation, { path: { id } }));
  return (
    <>
      <Trouble error={error} />
      {data?.link && <SecretLink link={data.link} />}
      <MailDraft operation={draftInvitationMail} id={id} languageLabel={say('relationships.invite.language')} />
      <section className="column tight">
        <h3>{say('portal.whatNext')}</h3>
        <p>{say('relationships.invite.next')}</p>
        <p>
          <To to={`/invitations/${id}`}>{say('relationships.invite.see')}</To>
        </p>
      </section>
    </>
  );
}

function useChoices({ own, providers }: ReturnType<typeof useSellers>): readonly RadioChoice[] {
  const say = useSay();
  const itself = {
    value: ownSale,
    label: say('relationships.invite.own', { name: own ?? '' }),
    about: say('relationships.invite.own.about'),
  };
  const together = providers.map(({ id, name: provider }) => ({
    value: id,
    label: say('relationships.invite.with', { provider }),
    about: say('relationships.invite.with.about'),
  }));
  return [...(own ? [itself] : []), ...together];
}

type Asked = { draft: Draft; sellers: ReturnType<typeof useSellers>; change: (next: Partial<Draft>) => void };
function Who({ draft, sellers, change }: Asked) {
  const say = useSay();
  const { sides } = useStanding();
  const { isPending, error } = sellers;
  const choices = useChoices(sellers);
  if (isPending) return <Skeleton height={120} />;
  const isShared = draft.seller === ownSale && sides.includes('provider');
  return (
    <>
      <Trouble error={error} />
      {choices.length === 0 && <Note tone="waiting">{say('relationships.invite.noProvider')}</Note>}
      {choices.length > 0 && (
        <Radio
          legend={say('relationships.invite.who')}
          value={draft.seller}
          choices={choices}
          onChoose={(seller) => change({ seller, forResellers: false })}
        />
      )}
      {isShared && (
        <Checkbox
          label={say('relationships.invite.forResellers')}
          description={say('relationships.invite.forResellers.about')}
          checked={draft.forResellers}
          onChange={({ currentTarget: { checked } }) => change({ forResellers: checked })}
        />
      )}
      <TextInput
        type="date"
        label={say('relationships.invite.until')}
        description={say('relationships.invite.until.about')}
        value={draft.until}
        onChange={({ currentTarget: { value } }) => change({ until: value })}
      />
    </>
  );
}

/** Making the link and remembering it in the address, so that a reload shows the same one and makes no other. */
function useInviting() {
  const say = useSay();
  const change = useChangeSearch();
  const [typed, keep, forget] = useDraft('invitation', blank);
  const sellers = useSellers();
  const onlyOne = sellers.own ? ownSale : sellers.providers[0]?.id;
  const isKnown = typed.seller === ownSale ? sellers.own : sellers.providers.some(({ id }) => id === typed.seller);
  const draft = isKnown ? typed : { ...typed, seller: onlyOne ?? '' };
  const onDone = ({ id }: Item) => {
    forget();
    announce(say('command.invitation.create.done'));
    change({ step: 'send', made: id });
  };
  const commanding = useCommanding({ operation: createInvitation, onDone });
  return { draft, keep, commanding, sellers };
}

function useSteps({ draft, keep, commanding, sellers }: ReturnType<typeof useInviting>, made?: string): JourneyStep[] {
  const say = useSay();
  const { preview, error, isBusy, look, confirm, back } = commanding;
  const change = (next: Partial<Draft>) => {
    back();
    keep({ ...draft, ...next });
  };
  const body = bodyOf(draft);
  const mustForward = preview?.would.refusals.some(({ code }) => code === 'provider_makes_invitations');
  const review = (
    <>
      {preview && <Foreseen preview={preview} />}
      {mustForward && (
        <p>
          <To to="/provider-invitations">{say('relationships.invite.forward')}</To>
        </p>
      )}
      <Trouble error={error} onAgain={() => (preview ? confirm(body) : look(body))} />
    </>
  );
  return [
    {
      name: 'who',
      title: say('relationships.invite.step.who'),
      content: <Who draft={draft} sellers={sellers} change={change} />,
      isReady: draft.seller !== '',
    },
    {
      name: 'review',
      title: say('portal.preview.title'),
      content: review,
      isReady: !!preview?.token,
      next: { verb: say('command.invitation.create'), act: () => confirm(body), isBusy },
    },
    { name: 'send', title: say('relationships.invite.step.send'), content: made && <Sent id={made} />, isFinal: true },
  ];
}

export default function Invite() {
  const say = useSay();
  const { made } = useSearch();
  const [step, go] = useStep(names);
  const inviting = useInviting();
  const steps = useSteps(inviting, made);
  const { draft, commanding } = inviting;
  const { preview, error, isBusy, look } = commanding;
  const isUnready = (step === 'send' && !made) || (step === 'review' && draft.seller === '');
  const current = isUnready ? 'who' : step;
  const isAsked = preview !== undefined || error !== null;
  useEffect(() => {
    if (current === 'review' && !isAsked && !isBusy) look(bodyOf(draft));
  }, [current, isAsked, isBusy, look, draft]);
  return <Journey title={say('relationships.invite.title')} steps={steps} current={current} go={go} />;
}
