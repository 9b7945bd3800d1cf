// Below an attestation that is open: the link to which the partner's checkout leads its customer.
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { SecretLink } from '../../parts/mail-draft.tsx';
import { useSay } from '../../parts/say.ts';

export default function Link({ item }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  if (item.status !== 'open' || isPast || typeof item.link !== 'string') return null;
  return (
    <section className="card column" aria-labelledby="link">
      <h2 id="link">{say('agreements.attestation.send')}</h2>
      <p>{say('agreements.attestation.send.about')}</p>
      <SecretLink link={item.link} />
    </section>
  );
}
