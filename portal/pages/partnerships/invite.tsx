// The journey of a provider that invites a reseller: which link, what will happen, and the mail that carries it.
import {
  createPartnershipInvitation,
  draftPartnershipMail,
  seePartnershipInvitation,
} from '../../../contract/partnerships.ts';
import { useDraft } from '../../parts/draft.ts';
import { Inviting } from '../../parts/inviting.tsx';
import { Radio } from '../../parts/radio.tsx';
import { useSay } from '../../parts/say.ts';

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

export default function Invite() {
  const [draft, keep, forget] = useDraft('partnershipInvitation', { reusable: false });
  return (
    <Inviting
      texts="partnerships.invite"
      noun={{ name: 'partnershipInvitation', path: '/partnership-invitations' }}
      first="kind"
      create={createPartnershipInvitation}
      see={seePartnershipInvitation}
      mail={{ operation: draftPartnershipMail, language: 'partnerships.mail.language' }}
      asking={<Kind isReusable={draft.reusable} onChoose={(reusable) => keep({ reusable })} />}
      isReady
      body={draft}
      onDone={forget}
    />
  );
}
