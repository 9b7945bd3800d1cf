// Verifying the log: the signed end of one's chain to keep outside, and how it later proves that nothing was changed.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download, SearchCheck } from 'lucide-react';
import { useState } from 'react';
import { type Head as ChainHead, seeHead, seeReceiptKeys, verifyLog } from '../../../contract/events.ts';
import { reading } from '../../api.ts';
import type { Command } from '../../capability.ts';
import { useMay } from '../../may.ts';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Head } from '../../parts/head.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';

function Shown({ head }: { head: ChainHead }) {
  const say = useSay();
  const { thread, index, hash, signed } = head;
  const name = `head-${index}.jws`;
  return (
    <section className="card column" aria-labelledby="head">
      <h2 id="head">{say('audit.head.yours')}</h2>
      <dl className="facts">
        <div>
          <dt>{say('field.head.index')}</dt>
          <dd>{index}</dd>
        </div>
        <div>
          <dt>{say('field.head.thread')}</dt>
          <dd className="mono small">{thread}</dd>
        </div>
        <div>
          <dt>{say('field.head.hash')}</dt>
          <dd className="mono small">{hash}</dd>
        </div>
      </dl>
      <h3>{say('field.head.signed')}</h3>
      <code className="secret">{signed}</code>
      <div className="row">
        <Copy text={signed} label={say('portal.copy')} />
        <Button
          variant="default"
          size="sm"
          leftSection={<Download size={16} aria-hidden />}
          onClick={() => saveFile(new Blob([`${signed}\n`], { type: 'application/jose' }), name)}
        >
          {say('audit.head.save')}
        </Button>
      </div>
    </section>
  );
}

const verifying: Command = {
  operation: verifyLog,
  leaves: ['heads'],
  leadsTo: ({ id }) => ({ to: `/jobs/${id}` }),
};
/** The whole log, for whoever runs the cloud: long work, which says where it does not hold. */
function Verify() {
  const say = useSay();
  const may = useMay();
  const [isOpen, setIsOpen] = useState(false);
  if (!may(verifyLog.name)) return null;
  return (
    <>
      <Button leftSection={<SearchCheck size={16} aria-hidden />} onClick={() => setIsOpen(true)}>
        {say('command.log.verify')}
      </Button>
      {isOpen && <CommandDialog noun="job" command={verifying} onClose={() => setIsOpen(false)} />}
    </>
  );
}

export default function Heads() {
  const say = useSay();
  const { data, error, refetch } = useQuery(reading<ChainHead>(seeHead));
  const steps = ['keep', 'outside', 'verify'] as const;
  return (
    <div className="column">
      <Head title={say('page.heads')}>
        <Verify />
      </Head>
      <p>{say('audit.head.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={200} aria-label={say('portal.loading')} />}
      {data && <Shown head={data} />}
      <section className="card column tight" aria-labelledby="how">
        <h2 id="how">{say('audit.head.how')}</h2>
        <ol className="plain-list">
          {steps.map((step) => (
            <li key={step}>{say(`audit.head.how.${step}`)}</li>
          ))}
        </ol>
        <code className="secret">kontor audit verify --head FILE</code>
        <p>
          <a href={seeReceiptKeys.path}>{say('audit.head.keys')}</a>
        </p>
      </section>
    </div>
  );
}
