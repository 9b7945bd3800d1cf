// One receipt: what was shown word by word, who agreed, the signed file, and how anybody verifies it.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ChevronLeft, Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { seeReceipt, seeReceiptKeys } from '../../../contract/events.ts';
import type { Answer } from '../../../contract/operation.ts';
import { reading } from '../../api.ts';
import { languages } from '../../language.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';
import { AgreedBy, between } from './receipt-rows.tsx';

type Signed = Answer<typeof seeReceipt>;

function Facts({ receipt }: { receipt: Signed }) {
  const say = useSay();
  const { shown, until } = receipt;
  const language = languages[shown.language as keyof typeof languages] ?? shown.language;
  const facts: [string, ReactNode][] = [
    ['agreedAt', <Moment key="at" at={receipt.at} isFull />],
    ['agreedBy', <AgreedBy key="by" receipt={receipt} />],
    ['between', between(receipt)],
    ['edition', `${shown.edition} · ${language}`],
    ['until', until ? <Moment key="until" at={until} isFull /> : say('receipts.noEnd')],
  ];
  return (
    <dl className="facts card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`receipts.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Verifying({ receipt: { event, signed } }: { receipt: Signed }) {
  const say = useSay();
  const file = `${event}.jws`;
  return (
    <section className="card column tight" aria-labelledby="verify">
      <h2 id="verify">{say('receipts.verify')}</h2>
      <ol className="plain-list">
        <li>{say('receipts.verify.one')}</li>
        <li>{say('receipts.verify.two')}</li>
        <li>
          {say('receipts.verify.three')} <code>kontor audit verify --head {file}</code>
        </li>
      </ol>
      <div className="row">
        <Button
          leftSection={<Download size={16} aria-hidden />}
          onClick={() => saveFile(new Blob([`${signed}\n`], { type: 'application/jose' }), file)}
        >
          {say('receipts.download')}
        </Button>
        <a className="button" href={seeReceiptKeys.path} download="kontor-receipts.json">
          {say('receipts.keys')}
        </a>
      </div>
    </section>
  );
}

export default function ReceiptPage() {
  const say = useSay();
  const { event = '' } = useParams({ strict: false }) as { event?: string };
  const { data: receipt, error, refetch } = useQuery(reading<Signed>(seeReceipt, { path: { event } }));
  const title = receipt ? say('receipts.title', { what: say(`event.${receipt.type}`) }) : say('receipts.one');
  return (
    <div className="column reading">
      <To to="/receipts" className="back">
        <ChevronLeft size={16} aria-hidden />
        {say('page.receipts')}
      </To>
      <Head key="head" title={title} />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!receipt && !error && <Skeleton height={240} />}
      {receipt && <Facts receipt={receipt} />}
      {receipt && (
        <section className="card column tight" aria-labelledby="shown">
          <h2 id="shown">{say('receipts.shown')}</h2>
          {receipt.shown.text ? (
            <p className="word-by-word" lang={receipt.shown.language}>
              {receipt.shown.text}
            </p>
          ) : (
            <p>{say('receipts.outside')}</p>
          )}
        </section>
      )}
      {receipt && <Verifying receipt={receipt} />}
    </div>
  );
}
