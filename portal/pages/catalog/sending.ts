// Sheets on their way to the server: they go on when one leaves the page, and every page can ask how far they are.
import { useSyncExternalStore } from 'react';
import { uploadPriceSheet } from '../../../contract/price-sheets.ts';
import { client, queries } from '../../api.ts';

export type Sending = { file: string; bytes: number; error: unknown; isOver: boolean };
const sendings = new Map<string, Sending & { stop: AbortController }>();
const listeners = new Set<() => void>();

function note(id: string, change: Partial<Sending>): void {
  const known = sendings.get(id);
  if (known) sendings.set(id, { ...known, ...change });
  for (const listener of listeners) listener();
}

const isZip = ({ name, type }: File) => type.includes('zip') || name.toLowerCase().endsWith('.zip');

export function send(id: string, file: File): void {
  const stop = new AbortController();
  sendings.get(id)?.stop.abort();
  sendings.set(id, { file: file.name, bytes: file.size, error: undefined, isOver: false, stop });
  note(id, {});
  // What browsers call a sheet depends on the programs installed beside them.
  const body = new Blob([file], { type: isZip(file) ? 'application/zip' : 'text/csv' });
  client
    .call(uploadPriceSheet, { path: { id }, file: body, signal: stop.signal })
    .then(() => undefined)
    .catch((error: unknown) => (stop.signal.aborted ? undefined : error))
    .then((error) => {
      if (sendings.get(id)?.stop === stop) note(id, { isOver: true, error });
      return queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('priceImport.') });
    });
}

export const stopSending = (id: string): void => sendings.get(id)?.stop.abort();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useSending = (id: string): Sending | undefined => useSyncExternalStore(subscribe, () => sendings.get(id));
