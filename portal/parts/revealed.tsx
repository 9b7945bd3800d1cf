// What is shown once and never again: a first password, a secret. It closes only when the reader says it is kept.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Item } from '../capability.ts';
import { Copy } from './copy.tsx';
import { useSay } from './say.ts';
import { Note } from './trouble.tsx';

type Once = Readonly<Record<string, string>>;
/** What an answer shows only this time; the secret of a webhook stands beside its facts. */
export const revealedIn = ({ revealed, secret }: Item): Once | undefined => {
  const once = revealed ?? (typeof secret === 'string' ? { secret } : undefined);
  return once && Object.keys(once).length > 0 ? (once as Once) : undefined;
};

export function Revealed({ once, onClose }: { once: Once; onClose: () => void }) {
  const say = useSay();
  const [isKept, setIsKept] = useState(false);
  return (
    <div className="column">
      <Note tone="waiting">{say('portal.revealed.once')}</Note>
      <dl className="column tight">
        {Object.entries(once).map(([name, text]) => (
          <div key={name}>
            <dt>{say(`portal.revealed.${name}`)}</dt>
            <dd className="row">
              <code className="secret">{text}</code>
              <Copy text={text} label={say('portal.copy')} />
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={say('portal.revealed.kept')}
        checked={isKept}
        onChange={(event) => setIsKept(event.currentTarget.checked)}
      />
      <div className="dialog-foot">
        <Button disabled={!isKept} onClick={onClose}>
          {say('portal.close')}
        </Button>
      </div>
    </div>
  );
}
