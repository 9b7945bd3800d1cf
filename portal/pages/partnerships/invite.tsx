// The journey of a provider that invites a reseller: which link, what will happen, and the mail that carries it.

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  createPartnershipInvitation,
  draftPartnershipMail,
  type PartnershipInvitation,
  seePartnershipInvitation,
} from '../../../contract/partnerships.ts';
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
import { Radio } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';

const names = ['kind', 'review', 'send'] as const;

function Sent({ id }: { id: string }) {
  const say = useSay();
  const { data, error } = useQuery(reading<PartnershipInvitation>(seePartnershipInvitation, { path: { id } }));
  return (
    <>
      <Trouble error={error} />
      {data?.link && <SecretLink link={data.link} />}
      <MailDraft operation={draftPartnershipMail} id={id} languageLabel={say('partnerships.mail.language')} />
      <section className="column tight">
        <h3>{say('portal.whatNext')}</h3>
        <p>{say('partnerships.invite.next')}</p>
        {data && (
          <p>
            {say('portal.waiting.until')} <Moment at={data.expiresAt} />
          </p>
        )}
        <p>
          <To to={`/partnership-invitations/${id}`}>{say('partnerships.invite.see')}</To>
        </p>
      </section>
    </>
  );
}

function Kind({ isReusable, onChoose }: { isReusable: boolean; onChoose: (reusable: boolean) => void }) {
  const say = useSay();
  return (
    <Radio
      legend={say('partnerships.invite.kind')}
      value={String(isReusable)}
      choices={[
        { value: 'false', label: say('partnerships.invite.single'), about: say('partnerships.invite.single.about') },
        { value: 'true', label: say('partnerships.invite.several'), about: say('partnerships.invite.several.about') },
      ]}
      onChoose={(value) => onChoose(value === 'true')}
    />
  );
}

/** Making the link and remembering it in the address, so that a reload shows the same one and makes no other. */
function useInviting() {
  const say = useSay();
  const change = useChangeSearch();
  const [draft, keep, forget] = useDraft('partnershipInvitation', { reusable: false });
  const onDone = ({ id }: Item) => {
    forget();
    announce(say('command.partnershipInvitation.create.done'));
    change({ step: 'send', made: id });
  };
  const commanding = useCommanding({ operation: createPartnershipInvitation, onDone });
  return { draft, keep, commanding };
}

function useSteps(
  { draft, keep, commanding }: ReturnType<typeof useInviting>,
  made: string | undefined,
): JourneyStep[] {
  const say = useSay();
  const { preview, error, isBusy, look, confirm, back } = commanding;
  const choose = (reusable: boolean) => {
    back();
    keep({ reusable });
  };
  const kind = <Kind isReusable={draft.reusable} onChoose={choose} />;
  const review = (
    <>
      {preview && <Foreseen preview={preview} />}
      <Trouble error={error} onAgain={() => (preview ? confirm(draft) : look(draft))} />
    </>
  );
  const verb = say('command.partnershipInvitation.create');
  return [
    { name: 'kind', title: say('partnerships.invite.step.kind'), content: kind },
    {
      name: 'review',
      title: say('portal.preview.title'),
      content: review,
      isReady: !!preview?.token,
      next: { verb, act: () => confirm(draft), isBusy },
    },
    { name: 'send', title: say('partnerships.invite.step.send'), content: made && <Sent id={made} />, isFinal: true },
  ];
}

export default function Invite() {
  const say = useSay();
  const { made } = useSearch();
  const [step, go] = useStep(names);
  const inviting = useInviting();
  const steps = useSteps(inviting, made);
  const current = step === 'send' && !made ? 'kind' : step;
  const { draft, commanding } = inviting;
  const { preview, error, isBusy, look } = commanding;
  const isAsked = preview !== undefined || error !== null;
  useEffect(() => {
    if (current === 'review' && !isAsked && !isBusy) look(draft);
  }, [current, isAsked, isBusy, look, draft]);
  return <Journey title={say('partnerships.invite.title')} steps={steps} current={current} go={go} />;
}
