// The workbench's strip over every page of a demo: the business clock, snapshots, the mailbox, another person.
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Personas } from '../pages/identity/personas.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { To } from '../parts/link.tsx';
import { announce } from '../parts/live.tsx';
import { useSay } from '../parts/say.ts';
import { Moment } from '../parts/value.tsx';
import { useStanding } from '../session.ts';
import { type Clock, clockNow, everythingAnew, turnClock } from '../workbench.ts';
import { Snapshots } from './snapshots.tsx';

export function WorkbenchStrip() {
  return useStanding().personas ? <Strip /> : null;
}

const turns = [
  ['day', { by: 'P1D' }],
  ['month', { by: 'P1M' }],
  ['due', { toNextDue: true }],
] as const;

function Turns({ clock }: { clock: Clock }) {
  const say = useSay();
  const { mutate, isPending } = useMutation({
    mutationFn: turnClock,
    onSuccess: async ({ done }) => {
      await everythingAnew();
      announce(say('workbench.turned', { done }));
    },
    onError: () => announce(say('workbench.not_turned')),
  });
  const canTurn = (key: string) => !isPending && (key !== 'due' || clock.nextDue !== null);
  return turns.map(([key, wish]) => (
    <Button key={key} variant="default" size="compact-xs" disabled={!canTurn(key)} onClick={() => mutate(wish)}>
      {say(`workbench.turn.${key}`)}
    </Button>
  ));
}

function Strip() {
  const say = useSay();
  const { data: clock } = useQuery(clockNow);
  const [open, setOpen] = useState<'snapshots' | 'people' | undefined>();
  const close = () => setOpen(undefined);
  const opening = (which: 'snapshots' | 'people') => (
    <Button variant="default" size="compact-xs" onClick={() => setOpen(which)}>
      {say(`workbench.${which}`)}
    </Button>
  );
  // Who comes from another machine has no workbench.
  if (!clock) return null;
  return (
    <section className="workbench-strip" aria-label={say('workbench.strip')}>
      <FlaskConical size={16} aria-hidden />
      <strong>{say('workbench.strip')}</strong>
      <span>
        {say('workbench.clock')} <Moment at={clock.business} />
      </span>
      <Turns clock={clock} />
      <span className="grow" />
      {opening('snapshots')}
      <To to="/mailbox">{say('page.mailbox')}</To>
      {opening('people')}
      {open === 'snapshots' && <Snapshots onClose={close} />}
      {open === 'people' && (
        <Dialog title={say('workbench.people')} onClose={close}>
          <Personas onEntered={close} />
        </Dialog>
      )}
    </section>
  );
}
