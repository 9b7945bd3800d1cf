// The log and the receipts, with a partnership that was approved.
import { listReceipts } from '../../../contract/events.ts';
import { listPartnerships } from '../../../contract/partnerships.ts';
import type { Shots } from '../shots.ts';
import { partnerships } from './partnerships.ts';

export const events: Shots = {
  prepare: async (place) => {
    await partnerships.prepare(place);
    const sena = await place.as('Sena');
    const { items: receipts } = await sena.call(listReceipts, { query: {} });
    const { items } = await sena.call(listPartnerships, { query: {} });
    return { receipt: receipts[0]!.event, partnership: items[0]!.id };
  },
  shots: [
    { name: 'activity', by: 'Sena', path: () => '/activity' },
    { name: 'activity-empty', by: 'Somi', path: () => '/activity?type=relationship.extended' },
    { name: 'activity-of', by: 'Jiwoo', path: ({ partnership }) => `/partnerships/${partnership}?tab=activity` },
    { name: 'receipts', by: 'Hyun', path: () => '/receipts' },
    { name: 'receipts-of', by: 'Sena', path: ({ partnership }) => `/partnerships/${partnership}?tab=receipts` },
    { name: 'receipt', by: 'Hyun', path: ({ receipt }) => `/receipts/${receipt}` },
  ],
};
