// What can be done with a thing: buttons, and beside a disabled one the reason and what to do about it.
import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { Command, Item, Noun } from '../capability.ts';
import { CommandDialog } from './command-dialog.tsx';
import { useSay } from './say.ts';
import { useTitle } from './title.ts';

const shownImpossibleMax = 3;

type Judged = { allowed: boolean; because?: { code: string; says: string; mend: string }[] };
/** What the role will never do is hidden; what cannot be done now is shown with its reason. */
const neverAllowed = (one: Judged) => !one.allowed && (one.because ?? []).every(({ code }) => code === 'not_permitted');

export function Commands({ noun, item }: { noun: Noun; item: Item }) {
  const title = useTitle();
  const [open, setOpen] = useState<string>();
  const judged = (item.commands ?? {}) as Readonly<Record<string, Judged>>;
  const shown = Object.entries(noun.commands ?? {}).flatMap(([name, command]) => {
    const one = judged[name];
    return one && !neverAllowed(one) ? [{ name, command, ...one }] : [];
  });
  if (shown.length === 0) return null;
  const command = open === undefined ? undefined : noun.commands?.[open];
  const [possible, others] = [shown.filter(({ allowed }) => allowed), shown.filter(({ allowed }) => !allowed)];
  const offer = (one: Omit<Offered, 'onOpen'>) => <Offer key={one.name} {...one} onOpen={() => setOpen(one.name)} />;
  return (
    <div className="column tight">
      {possible.length > 0 && <ul className="commands possible">{possible.map(offer)}</ul>}
      <NotNow count={others.length}>{others.map(offer)}</NotNow>
      {command && (
        <CommandDialog
          noun={noun.name}
          command={command}
          item={item}
          title={title(noun, item)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

/** What cannot be done now stands with its reasons; where that is much, behind one line. */
function NotNow({ count, children }: { count: number; children: ReactNode }) {
  const say = useSay();
  if (count === 0) return null;
  const list = <ul className="commands">{children}</ul>;
  if (count <= shownImpossibleMax) return list;
  return (
    <details>
      <summary className="small">{say('portal.commands.notNow', { count })}</summary>
      {list}
    </details>
  );
}

type Offered = Judged & { name: string; command: Command; onOpen: () => void };
function Offer({ name, command, allowed, because = [], onOpen }: Offered) {
  const say = useSay();
  const why = useId();
  return (
    <li>
      <Button
        variant="default"
        disabled={!allowed}
        aria-describedby={allowed ? undefined : why}
        data-command={name}
        onClick={onOpen}
      >
        {say(`command.${command.operation.name}`)}
      </Button>
      {!allowed && (
        <span id={why} className="small dimmed">
          {because.map(({ says }) => says).join(' ')}
        </span>
      )}
    </li>
  );
}
