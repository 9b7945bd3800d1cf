// Below an open link to customers: the link to copy and the mail to send.
import { draftInvitationMail } from '../../../contract/relationships/invitations.ts';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { MailDraft, SecretLink } from '../../parts/mail-draft.tsx';
import { useSay } from '../../parts/say.ts';

export default function Send({ item }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  if (item.status !== 'open' || isPast || typeof item.link !== 'string') return null;
  return (
    <section className="card column" aria-labelledby="send">
      <h2 id="send">{say('relationships.send.title')}</h2>
      <SecretLink link={item.link} />
      <MailDraft operation={draftInvitationMail} id={item.id} languageLabel={say('relationships.invite.language')} />
    </section>
  );
}
