// Below a job: how far it is and how fast, the rows it could not do, and its result as long as it is kept.
import { Progress as Bar, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { addressOf, Refused } from '../../../contract/client.ts';
import { downloadJob, type Progress, seeJob } from '../../../contract/jobs.ts';
import type { Problem } from '../../../contract/problem.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';

const againMilliseconds = 2000;
const isRunning = ({ status }: Pick<Item, 'status'>) => status === 'waiting' || status === 'running';

function Result({ id, result }: { id: string; result: NonNullable<Progress['result']> }) {
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  const take = async () => {
    setError(null);
    try {
      const answer = await fetch(addressOf(downloadJob, { path: { id } }));
      if (!answer.ok) throw new Refused((await answer.json()) as Problem);
      saveFile(await answer.blob(), result.name);
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <>
      <div className="row">
        <Button leftSection={<Download size={16} aria-hidden />} onClick={() => void take()}>
          {say('jobs.download')}
        </Button>
        <span className="small dimmed">
          {say('portal.waiting.until')} <Moment at={result.until} />
        </span>
      </div>
      <Trouble error={error} />
    </>
  );
}

function Far({ progress: { phase, done, total, rowsPerSecond } }: { progress: Progress }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const label = say('jobs.progress');
  return (
    <>
      {total !== null && <Bar value={total === 0 ? 100 : (100 * done) / total} aria-label={label} />}
      <p>
        {total === null ? say('jobs.done', { done }) : say('jobs.doneOf', { done, total })}
        {rowsPerSecond !== null && ` · ${say('jobs.rate', { rate: formatNumber(rowsPerSecond) })}`}
        {` · ${say.first([`value.job.phase.${phase}`, phase])}`}
      </p>
    </>
  );
}

export default function JobProgress({ item }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  const { id } = item;
  const { data, error, refetch } = useQuery({
    ...reading<Item & { progress: Progress | null }>(seeJob, { path: { id } }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? againMilliseconds : false),
  });
  const progress = data?.progress;
  const isLog = progress?.phase === 'broken';
  if (isPast) return null;
  return (
    <section className="card column tight" aria-labelledby="progress">
      <h2 id="progress">{say('jobs.progress')}</h2>
      <Trouble error={error} onAgain={() => void refetch()} />
      {data && !progress && <p className="dimmed">{say('jobs.progress.none')}</p>}
      {progress && <Far progress={progress} />}
      {progress?.result && <Result id={id} result={progress.result} />}
      {progress && progress.errorCount > 0 && (
        <>
          <h3>{say(isLog ? 'jobs.broken' : 'jobs.errors', { count: progress.errorCount })}</h3>
          <ul className="queue">
            {progress.errors.map(({ row, code, says }) => (
              <li key={`${row} ${code}`}>
                <span>{says}</span>
                <span className="small dimmed">{say(isLog ? 'jobs.entry' : 'jobs.row', { row })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
