// The whole of a list as a file, made by the server, kept by the browser.
import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Operation } from '../../contract/operation.ts';
import { exported, isLost, problemOf } from '../api.ts';
import { announce } from './live.tsx';
import { saveFile } from './save-file.ts';
import { useSay } from './say.ts';

type Exported = {
  operation: Operation;
  title: string;
  query: Readonly<Record<string, string | undefined>>;
  path?: Readonly<Record<string, string>>;
};
export function Export({ operation, title, query, path = {} }: Exported) {
  const say = useSay();
  const [isBusy, setIsBusy] = useState(false);
  const run = async () => {
    setIsBusy(true);
    try {
      saveFile(await exported(operation, { path, query }), `${title}.csv`);
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
