// Snapshots of the workbench: take one, and put one back.
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { announce } from '../parts/live.tsx';
import { useSay } from '../parts/say.ts';
import { Trouble } from '../parts/trouble.tsx';
import { Moment } from '../parts/value.tsx';
import { everythingAnew, restoreSnapshot, snapshots, takeSnapshot } from '../workbench.ts';

function Taking({ isBusy, onTake }: { isBusy: boolean; onTake: (name: string) => void }) {
  const say = useSay();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onTake(name.trim() || say('workbench.snapshot'));
  };
  return (
    <form className="column" onSubmit={submit}>
      <p>{say('workbench.snapshots.about')}</p>
      <TextInput
        label={say('workbench.snapshot.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" disabled={isBusy}>
          {say('workbench.snapshot.take')}
        </Button>
      </div>
    </form>
  );
}

export function Snapshots({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const { data, error } = useQuery(snapshots);
  const ended = (key: string) => async (snapshot: { name: string }) => {
    onClose();
    await everythingAnew();
    announce(say(`workbench.snapshot.${key}`, { name: snapshot.name }));
  };
  const taking = useMutation({ mutationFn: takeSnapshot, onSuccess: ended('taken') });
  const restoring = useMutation({ mutationFn: restoreSnapshot, onSuccess: ended('restored') });
  const isBusy = taking.isPending || restoring.isPending;
  return (
    <Dialog title={say('workbench.snapshots')} onClose={onClose}>
      <Taking isBusy={isBusy} onTake={(name) => taking.mutate(name)} />
      <Trouble error={error ?? taking.error ?? restoring.error} />
      <ul className="queue">
        {(data?.items ?? []).toReversed().map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            <span className="small dimmed">
              <Moment at={one.business} />
            </span>
            <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => restoring.mutate(one.id)}>
              {say('workbench.snapshot.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
