// The clock in the bar: sets the instant that the whole portal shows, and leads back to now.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { History } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useAsOf, useChangeSearch } from '../parts/address.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useSay } from '../parts/say.ts';
import { Moment } from '../parts/value.tsx';

/** The value of an input of local time, to the minute. */
const localInput = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export function TimeTravel() {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say('portal.past.open')}
        onClick={() => setIsOpen(true)}
      >
        <History size={18} aria-hidden />
      </ActionIcon>
      {isOpen && <Setting onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Setting({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const asOf = useAsOf();
  const change = useChangeSearch();
  const [typed, setTyped] = useState(() => localInput(asOf ? new Date(asOf) : new Date()));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    change({ asOf: typed ? new Date(typed).toISOString() : undefined }, { isStep: true });
  };
  return (
    <Dialog title={say('portal.past.open')} onClose={onClose}>
      <form className="column" onSubmit={submit}>
        <p>{say('portal.past.about')}</p>
        <TextInput
          type="datetime-local"
          required
          label={say('portal.past.instant')}
          max={localInput(new Date())}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="dialog-foot">
          <Button type="submit">{say('portal.past.go')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Over every page while one looks at the past. */
export function PastStrip() {
  const say = useSay();
  const asOf = useAsOf();
  const change = useChangeSearch();
  if (!asOf) return null;
  return (
    <div className="past-strip" role="status">
      <History size={18} aria-hidden />
      <span>
        {say('portal.past.shown')} <Moment at={asOf} />
      </span>
      <Button variant="default" size="xs" onClick={() => change({ asOf: undefined }, { isStep: true })}>
        {say('portal.past.back')}
      </Button>
    </div>
  );
}
