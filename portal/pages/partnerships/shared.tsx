// Below a partnership: the customers that both sides share (REL-026).
import type { Item } from '../../capability.ts';
import { useSay } from '../../parts/say.ts';
import { ThingsOf } from '../../parts/things-of.tsx';
import { useMe } from '../../session.ts';

export default function Shared({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const [provider, reseller] = [item.provider, item.reseller] as { id: string; name: string }[];
  const isProvider = provider?.id === me.organization;
  if (!isProvider && reseller?.id !== me.organization) return null;
  const other = isProvider ? { resellerId: reseller!.id } : { providerId: provider!.id };
  const name = (isProvider ? reseller : provider)!.name;
  return (
    <section className="column" aria-labelledby="shared">
      <h2 id="shared">{say('partnerships.shared')}</h2>
      <p className="dimmed">{say('partnerships.shared.about', { name })}</p>
      <ThingsOf noun="relationship" query={other} empty={say('partnerships.shared.none')} />
    </section>
  );
}
