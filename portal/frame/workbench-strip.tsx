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
import { clockNow, everythingAnew, turnClock } from '../workbench.ts';
import { Snapshots } from './snapshots.tsx';

export function WorkbenchStrip() {
  return useStanding().personas ? <Strip /> : null;
}

type Wish = Parameters<typeof turnClock>[0];
function Strip() {
  const say = useSay();
  const { data: clock } = useQuery(clockNow);
  const [open, setOpen] = useState<'snapshots' | 'people' | undefined>();
  const { mutate, isPending } = useMutation({
    mutationFn: turnClock,
    onSuccess: async ({ done }) => {
      await everythingAnew();
      announce(say('workbench.turned', { done }));
    },
    onError: () => announce(say('workbench.not_turned')),
  });
  // Who comes from another machine has no workbench.
  if (!clock) return null;
  const turn = (key: string, wish: Wish, isDisabled = false) => (
    <Button variant="default" size="compact-sm" disabled={isPending || isDisabled} onClick={() => mutate(wish)}>
      {say(`workbench.turn.${key}`)}
    </Button>
  );
  return (
    <section className="workbench-strip" aria-label={say('workbench.strip')}>
      <FlaskConical size={16} aria-hidden />
      <strong>{say('workbench.strip')}</strong>
      <span>
        {say('workbench.clock')} <Moment at={clock.business} />
      </span>
      {turn('day', { by: 'P1D' })}
      {turn('month', { by: 'P1M' })}
      {turn('due', { toNextDue: true }, clock.nextDue === null)}
      <span className="grow" />
      <Button variant="default" size="compact-sm" onClick={() => setOpen('snapshots')}>
        {say('workbench.snapshots')}
      </Button>
      <To to="/mailbox">{say('page.mailbox')}</To>
      <Button variant="default" size="compact-sm" onClick={() => setOpen('people')}>
        {say('workbench.people')}
      </Button>
      {open === 'snapshots' && <Snapshots onClose={() => setOpen(undefined)} />}
      {open === 'people' && (
        <Dialog title={say('workbench.people')} onClose={() => setOpen(undefined)}>
          <Personas onEntered={() => setOpen(undefined)} />
        </Dialog>
      )}
    </section>
  );
}
