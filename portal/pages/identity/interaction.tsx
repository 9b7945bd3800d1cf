// A program asks to act for somebody: who it is, where it leads, and the choice to let it in.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { approveInteraction, declineInteraction, seeInteraction } from '../../../contract/identity.ts';
import type { Answer } from '../../../contract/operation.ts';
import { reading } from '../../api.ts';
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useMe } from '../../session.ts';
import { useAsking } from './asking.ts';

const leave = ({ redirect }: { redirect: string }) => location.assign(redirect);

export function Interaction({ id }: { id: string }) {
  const say = useSay();
  const me = useMe();
  const { data, error } = useQuery(reading<Answer<typeof seeInteraction>>(seeInteraction, { path: { id } }));
  const approve = useAsking(approveInteraction, { id });
  const decline = useAsking(declineInteraction, { id });
  if (!data) {
    return <div className="card step-form">{error ? <Trouble error={error} /> : <Skeleton height={160} />}</div>;
  }
  const { name, redirectsTo } = data.client;
  return (
    <div className="card step-form column">
      <Head title={say('identity.interaction', { name })} />
      <p>{say('identity.interaction.about', { name, person: me.displayName, place: redirectsTo })}</p>
      <Trouble error={approve.error ?? decline.error} />
      <div className="dialog-foot">
        <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({}, { onSuccess: leave })}>
          {say('command.interaction.decline')}
        </Button>
        <Button loading={approve.isPending} onClick={() => approve.mutate({}, { onSuccess: leave })}>
          {say('command.interaction.approve')}
        </Button>
      </div>
    </div>
  );
}
