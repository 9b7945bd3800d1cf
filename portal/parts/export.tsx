// The whole of a list as a file, made by the server, kept by the browser.
import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Operation } from '../../contract/operation.ts';
import { exported, isLost, problemOf } from '../api.ts';
import { announce } from './live.tsx';
import { useSay } from './say.ts';

/** Gives a file to the browser to keep. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

type Exported = { operation: Operation; title: string; query: Readonly<Record<string, string | undefined>> };
export function Export({ operation, title, query }: Exported) {
  const say = useSay();
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    setIsBusy(true);
    try {
      save(await exported(operation, query), `${title}.csv`);
    } catch (error) {
      announce(isLost(error) ? say('portal.lost.says') : (problemOf(error)?.detail ?? ''));
    } finally {
      setIsBusy(false);
    }
  };
  const icon = <Download size={16} aria-hidden />;
  return (
    <Button variant="default" size="sm" leftSection={icon} loading={isBusy} onClick={() => void run()}>
      {say('portal.export')}
    </Button>
  );
}
