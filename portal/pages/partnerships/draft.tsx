// Below an open link: the link to copy and the mail to send.
import { draftPartnershipMail } from '../../../contract/partnerships.ts';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { MailDraft, SecretLink } from '../../parts/mail-draft.tsx';
import { useSay } from '../../parts/say.ts';

export default function Draft({ item }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  if (item.status !== 'open' || isPast || typeof item.link !== 'string') return null;
  return (
    <section className="card column" aria-labelledby="draft">
      <h2 id="draft">{say('partnerships.mail.title')}</h2>
      <SecretLink link={item.link} />
      <MailDraft operation={draftPartnershipMail} id={item.id} languageLabel={say('partnerships.mail.language')} />
    </section>
  );
}
