// Below an invitation that waits for the customer: the way to the page where it is read and answered.
import { Button } from '@mantine/core';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { useMe } from '../../session.ts';

export default function ToAnswer({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const isPast = useAsOf() !== undefined;
  const isOurs = (item.customer as { id: string }).id === me.organization;
  if (item.status !== 'pending' || isPast || !isOurs) return null;
  return (
    <div>
      <Button component={To} to={new URL(String(item.link)).pathname}>
        {say('relationships.answer.go')}
      </Button>
    </div>
  );
}
