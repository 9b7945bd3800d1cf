// What the portal asks of the workbench: its clock and snapshots; nothing of it is there in production.
import { queryOptions } from '@tanstack/react-query';
import { queries } from './api.ts';
import { standing } from './session.ts';

export type Clock = { business: string; wall: string; aheadMs: number; nextDue: string | null };
export type Snapshot = { id: string; name: string; takenAt: string; business: string };

async function asked<A>(path: string, body?: object): Promise<A> {
  const answer = await fetch(`/workbench/${path}`, {
    ...(body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`the workbench answered ${answer.status}`);
  return (await answer.json()) as A;
}

export const clockNow = queryOptions({
  queryKey: ['workbench', 'clock'],
  queryFn: () => asked<Clock>('clock'),
  refetchInterval: 30_000,
  retry: false,
});
export const snapshots = queryOptions({
  queryKey: ['workbench', 'snapshots'],
  queryFn: () => asked<{ items: Snapshot[] }>('snapshots'),
});
/** After time has passed, or come back, nothing that was read before may be believed. */
export async function everythingAnew(): Promise<void> {
  await queries.invalidateQueries({ queryKey: standing.queryKey });
  await queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== standing.queryKey[0] });
}

export const turnClock = (wish: { by: string } | { toNextDue: true }) => asked<Clock & { done: number }>('clock', wish);
export const takeSnapshot = (name: string) => asked<Snapshot>('snapshots', { name });
export const restoreSnapshot = (id: string) => asked<Snapshot>(`snapshots/${id}/restore`, {});
