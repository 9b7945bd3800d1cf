// Below an invitation: which customers accepted, declined, or have it waiting.
import type { Item } from '../../capability.ts';
import { useSay } from '../../parts/say.ts';
import { ThingsOf } from '../../parts/things-of.tsx';

export default function Answers({ item }: { item: Item }) {
  const say = useSay();
  return (
    <section className="column" aria-labelledby="answers">
      <h2 id="answers">{say('relationships.answers.title')}</h2>
      <ThingsOf
        noun="consent"
        query={{ invitationId: item.id }}
        leaves={['customer', 'partner', 'provider']}
        empty={say('relationships.answers.none')}
      />
    </section>
  );
}
