// Which cloud this is, in its own colour and words, so that nobody takes one for another.
import { Cloud } from 'lucide-react';
import { useSay } from '../parts/say.ts';
import { useStanding } from '../session.ts';

export function CloudBadge() {
  const say = useSay();
  const { cloud } = useStanding();
  return (
    <span className="cloud-badge" data-cloud={cloud.id}>
      <Cloud size={14} aria-hidden />
      <span className="only-heard">{say('portal.cloud')}</span>
      {say.first([`cloud.${cloud.id}`, cloud.label])}
    </span>
  );
}
