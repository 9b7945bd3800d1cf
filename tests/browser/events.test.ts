// The pages of activity and receipts in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { events } from './shots/events.ts';

judgeAll('events', events);
