// The page of the link that was mailed to a new address: one button, and from then on mails go there.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { confirmNotificationAddress } from '../../../contract/notices.ts';
import { client } from '../../api.ts';
import { Head } from '../../parts/head.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';

export default function ConfirmAddress() {
  const say = useSay();
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => client.call(confirmNotificationAddress, { path: { token }, body: {} }),
    onSuccess: ({ address }) => announce(say('notices.confirm.done', { address })),
  });
  return (
    <div className="column reading">
      <Head title={say('notices.confirm.title')} />
      <section className="card column">
        {data ? (
          <Note tone="good">{say('notices.confirm.done', { address: data.address })}</Note>
        ) : (
          <>
            <p>{say('notices.confirm.about')}</p>
            <Trouble error={error} />
            <div>
              <Button loading={isPending} onClick={() => mutate()}>
                {say('notices.confirm.button')}
              </Button>
            </div>
          </>
        )}
      </section>
    </div>
  );
}
