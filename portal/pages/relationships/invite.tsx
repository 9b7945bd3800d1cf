// The journey of a partner that invites customers: who sells, what will happen, and the mail that carries the link.
import { Checkbox, Skeleton, TextInput } from '@mantine/core';
import type { Preview } from '../../../contract/client.ts';
import { createInvitation, draftInvitationMail, seeInvitation } from '../../../contract/relationships/invitations.ts';
import { useDraft } from '../../parts/draft.ts';
import { Inviting } from '../../parts/inviting.tsx';
import { To } from '../../parts/link.tsx';
import { Radio, type RadioChoice } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { useStanding } from '../../session.ts';
import { useSellers } from './sellers.ts';

const ownSale = 'own';
/** As it is typed; an empty provider means that nothing was chosen yet. */
type Draft = { seller: string; until: string; forResellers: boolean };
const blank: Draft = { seller: '', until: '', forResellers: false };

const bodyOf = ({ seller, until, forResellers }: Draft) => ({
  ...(seller !== ownSale && seller && { providerId: seller }),
  ...(until && { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
  ...(forResellers && { forResellers }),
});

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

const mustForward = ({ would }: Preview) => would.refusals.some(({ code }) => code === 'provider_makes_invitations');

export default function Invite() {
  const say = useSay();
  const [typed, keep, forget] = useDraft('invitation', blank);
  const sellers = useSellers();
  const onlyOne = sellers.own ? ownSale : sellers.providers[0]?.id;
  const isKnown = typed.seller === ownSale ? sellers.own : sellers.providers.some(({ id }) => id === typed.seller);
  const draft = isKnown ? typed : { ...typed, seller: onlyOne ?? '' };
  const change = (next: Partial<Draft>) => keep({ ...draft, ...next });
  const forward = (
    <p>
      <To to="/provider-invitations">{say('relationships.invite.forward')}</To>
    </p>
  );
  return (
    <Inviting
      texts="relationships.invite"
      noun={{ name: 'invitation', path: '/invitations' }}
      first="who"
      create={createInvitation}
      see={seeInvitation}
      mail={{ operation: draftInvitationMail, language: 'relationships.invite.language' }}
      asking={<Who draft={draft} sellers={sellers} change={change} />}
      isReady={draft.seller !== ''}
      body={bodyOf(draft)}
      instead={(preview) => mustForward(preview) && forward}
      onDone={forget}
    />
  );
}
