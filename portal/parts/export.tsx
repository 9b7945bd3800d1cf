// The whole of a list as a file: made by the server at once, or, where that takes long, as a job to come back to.
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { createExport } from '../../contract/jobs.ts';
import type { Operation } from '../../contract/operation.ts';
import { client, exported, isLost, problemOf } from '../api.ts';
import { useMay } from '../may.ts';
import { announce } from './live.tsx';
import { saveFile } from './save-file.ts';
import { useSay } from './say.ts';

type Exported = {
  operation: Operation;
  title: string;
  query: Readonly<Record<string, string | undefined>>;
  path?: Readonly<Record<string, string>>;
  /** More rows than a browser should hold at once. */
  isLong?: boolean;
};

/** Answers where it can be waited for. */
async function begun({ operation, query, path = {} }: Exported): Promise<string> {
  const asked = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
  const body = { list: operation.name, query: Object.fromEntries(asked), path, format: 'csv' } as const;
  return `/jobs/${(await client.call(createExport, { body })).id}`;
}

/** Not shown to who may read the list and not take it away. */
export function Export(given: Exported) {
  const may = useMay();
  const { exportedBy } = given.operation;
  return !exportedBy || may(exportedBy) ? <Offered {...given} /> : null;
}

function Offered(given: Exported) {
  const say = useSay();
  const may = useMay();
  const navigate = useNavigate();
  const [isBusy, setIsBusy] = useState(false);
  const { operation, title, query, path = {}, isLong = false } = given;
  const run = async () => {
    setIsBusy(true);
    try {
      if (isLong && may(createExport.name)) await navigate({ href: await begun(given) });
      else saveFile(await exported(operation, { path, query }), `${title}.csv`);
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
