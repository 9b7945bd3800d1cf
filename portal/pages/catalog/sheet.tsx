// Below an import: the sheet itself – to send, on its way with its progress, or why it could not be taken.
import { Button, FileInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Static } from 'typebox';
import { type PriceImportProgress, seePriceImportProgress } from '../../../contract/price-sheets.ts';
import { queries, reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { useSay } from '../../parts/say.ts';
import { Note, Obstacle, Trouble } from '../../parts/trouble.tsx';
import { send, stopSending, useSending } from './sending.ts';

type Progress = Static<typeof PriceImportProgress>;
const watchMilliseconds = 1000;
const working = ['receiving', 'received', 'reading', 'comparing', 'applying'];
/** A job works on what has been read already. */
const later = ['comparing', 'applying'];
const measured = ['receiving', 'reading'];

function Bar({ id, progress }: { id: string; progress: Progress }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const sending = useSending(id);
  const share = sending ? Math.min(1, progress.bytes / Math.max(1, sending.bytes)) : undefined;
  const percent = share === undefined || !measured.includes(progress.phase) ? undefined : Math.round(share * 100);
  return (
    <div className="column tight">
      <p role="status">
        <strong>{say(`catalog.import.phase.${progress.phase}`)}</strong>
      </p>
      <progress
        aria-label={say(`catalog.import.phase.${progress.phase}`)}
        max={100}
        {...(percent !== undefined && { value: percent })}
      />
      {!later.includes(progress.phase) && (
        <p className="small dimmed">
          {say('catalog.import.progress', { rows: progress.rows, bad: progress.badRows, rate: progress.rowsPerSecond })}
          {percent !== undefined && ` · ${formatNumber(percent / 100, { style: 'percent' })}`}
        </p>
      )}
      {sending && !sending.isOver && (
        <div>
          <Button variant="default" onClick={() => stopSending(id)}>
            {say('catalog.import.stop')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Choose({ id, isAgain }: { id: string; isAgain: boolean }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  return (
    <form
      className="row end"
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send(id, file);
      }}
    >
      <FileInput
        className="narrow"
        label={say('catalog.import.file')}
        placeholder={say('catalog.import.file.choose')}
        accept=".csv,.zip,text/csv,application/zip"
        value={file}
        onChange={setFile}
      />
      <Button type="submit" disabled={!file}>
        {say(isAgain ? 'catalog.import.sendAgain' : 'command.priceImport.upload')}
      </Button>
    </form>
  );
}

const looked = () =>
  Promise.all(['see', 'changes'].map((one) => queries.invalidateQueries({ queryKey: [`priceImport.${one}`] })));

/** When the reading ends, what the page shows of the import is no longer true. */
function useWatched({ id, status }: Item, isOpen: boolean) {
  const isLater = later.includes(status);
  const asked = reading<Progress>(seePriceImportProgress, { path: { id } });
  const watched = useQuery({
    ...asked,
    enabled: isOpen,
    refetchInterval: ({ state }) => (isLater || working.includes(state.data?.phase ?? '') ? watchMilliseconds : false),
  });
  const { refetch, dataUpdatedAt } = watched;
  const sending = useSending(id);
  const phase = watched.data?.phase;
  const isSending = sending !== undefined && !sending.isOver;
  useEffect(() => {
    if (!isSending) return;
    const timer = setInterval(() => void refetch(), watchMilliseconds);
    return () => clearInterval(timer);
  }, [isSending, refetch]);
  useEffect(() => {
    if (phase === 'done' || phase === 'broken') void looked();
  }, [phase]);
  useEffect(() => {
    // It may have been quicker than the first look at how far it is.
    if (isLater && phase === 'done' && dataUpdatedAt > 0) void looked();
  }, [isLater, phase, dataUpdatedAt]);
  return { ...watched, sending, isSending };
}

export default function Sheet({ item }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  const isOpen = ['uploading', 'checked', 'failed', ...later].includes(item.status) && !isPast;
  const { data, error, refetch, sending, isSending } = useWatched(item, isOpen);
  if (!isOpen) return null;
  const isWorking = isSending || later.includes(item.status) || working.includes(data?.phase ?? '');
  return (
    <section className="card column" aria-labelledby="sheet">
      <h2 id="sheet">{say('catalog.import.sheet')}</h2>
      <Trouble error={error} onAgain={() => void refetch()} />
      <Trouble error={sending?.error} />
      {data?.refusal && (
        <Note tone="bad">
          <Obstacle says={data.refusal.says} mend={data.refusal.mend} />
        </Note>
      )}
      {data?.phase === 'broken' && !isSending && <Note tone="waiting">{say('catalog.import.broken')}</Note>}
      {data && isWorking && <Bar id={item.id} progress={data} />}
      {!isWorking && item.status === 'uploading' && data?.phase !== 'broken' && <p>{say('catalog.import.waits')}</p>}
      {!isWorking && <Choose id={item.id} isAgain={item.status !== 'uploading'} />}
    </section>
  );
}
