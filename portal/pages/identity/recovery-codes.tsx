// The recovery codes, shown once: to be kept before one goes on.
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Copy } from '../../parts/copy.tsx';
import { Head } from '../../parts/head.tsx';
import { useSay } from '../../parts/say.ts';

type Given = { codes: readonly string[]; onKept: () => void; isPart?: boolean };
export function RecoveryCodes({ codes, onKept, isPart = false }: Given) {
  const say = useSay();
  const [hasKept, setHasKept] = useState(false);
  return (
    <div className={isPart ? 'column' : 'card step-form column'}>
      {isPart ? <h2>{say('identity.codes')}</h2> : <Head key="codes" title={say('identity.codes')} />}
      <p>{say('identity.codes.about')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Copy text={codes.join('\n')} label={say('portal.copy')} />
      <Checkbox
        label={say('identity.codes.kept')}
        checked={hasKept}
        onChange={(event) => setHasKept(event.currentTarget.checked)}
      />
      <Button disabled={!hasKept} onClick={onKept}>
        {say('portal.next')}
      </Button>
    </div>
  );
}
