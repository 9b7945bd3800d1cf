// In the place of a page that these roles never open: who may, whom to ask, and the way back.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf, reading } from '../api.ts';
import { useMay } from '../may.ts';
import { askedBy, type Needed } from '../needed.ts';
import { useMe } from '../session.ts';
import { Head } from './head.tsx';
import { To } from './link.tsx';
import { useSay } from './say.ts';
import { Note, Obstacle } from './trouble.tsx';

/** The server knows who may; what cannot be asked without changing something is told in general. */
function Closed(needed: Needed) {
  const { operation, titles } = needed;
  const say = useSay();
  const query = askedBy(needed, useMe());
  const { error, isLoading } = useQuery({ ...reading(operation, { query: query ?? {} }), enabled: !!query });
  const problem = problemOf(error);
  const why = problem
    ? { says: problem.detail, mend: problem.mend }
    : { says: say('portal.closed.says'), mend: say('portal.closed.mend') };
  return (
    <div className="column">
      <Head title={say.first(titles)} />
      {isLoading ? (
        <Skeleton height={80} aria-label={say('portal.loading')} />
      ) : (
        <Note tone="waiting">
          <Obstacle {...why} />
        </Note>
      )}
      <p>
        <To to="/">{say('portal.closed.back')}</To>
      </p>
    </div>
  );
}

/** The page for whose roles can ever do what it is for. */
export function Admitted({ needed, children }: { needed: Needed; children: ReactNode }) {
  const may = useMay();
  return may(needed.operation.name) ? children : <Closed {...needed} />;
}
