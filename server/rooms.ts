// Which rooms there are, ground first, and what all of them together contribute; the wiring reads only their `room.ts`.
import { room as agreements } from './capabilities/agreements/room.ts';
import { room as catalog } from './capabilities/catalog/room.ts';
import { room as claims } from './capabilities/claims/room.ts';
import { room as events } from './capabilities/events/room.ts';
import { exporting, listExport } from './capabilities/jobs/exports/commands.ts';
import { longWork } from './capabilities/jobs/long-jobs/work.ts';
import { room as jobs } from './capabilities/jobs/room.ts';
import { erasing } from './capabilities/members/erasing.ts';
import { room as members } from './capabilities/members/room.ts';
import { room as merges } from './capabilities/merges/room.ts';
import { room as notices } from './capabilities/notices/room.ts';
import { room as orders } from './capabilities/orders/room.ts';
import { room as organizations } from './capabilities/organizations/room.ts';
import { room as partnerships } from './capabilities/partnerships/room.ts';
import { room as priceSheets } from './capabilities/price-sheets/room.ts';
import { room as relationships } from './capabilities/relationships/room.ts';
import { room as signups } from './capabilities/signups/room.ts';
import { room as subscriptions } from './capabilities/subscriptions/room.ts';
import { room as webhooks } from './capabilities/webhooks/room.ts';
import { room as identity } from './identity/room.ts';
import { signHeads } from './platform/record/heads.ts';
import { forgetOldEntries } from './platform/record/retention.ts';
import type { Route } from './platform/wire/operations.ts';
import type { Room } from './platform/wire/room.ts';
import type { JobKind } from './platform/work/jobs.ts';

export const rooms: readonly Room[] = [
  jobs,
  organizations,
  members,
  signups,
  claims,
  merges,
  agreements,
  partnerships,
  relationships,
  catalog,
  priceSheets,
  subscriptions,
  orders,
  events,
  notices,
  webhooks,
  identity,
];

const all = <One>(of: (room: Room) => readonly One[] | undefined): One[] => rooms.flatMap((room) => of(room) ?? []);

const own = all(({ routes }) => routes);
export const routes: readonly Route[] = [...own, exporting(own)];
export const things = all(({ things }) => things);
export const schedules = all(({ schedules }) => schedules);
export const reactions = all(({ reactions }) => reactions);
export const answers = all(({ answers }) => answers);
export const pumps = all(({ pumps }) => pumps);
export const jobKinds: readonly JobKind[] = [
  longWork([...all(({ longKinds }) => longKinds), listExport(own)]),
  erasing(all(({ erasers }) => erasers)),
  forgetOldEntries,
  signHeads,
  ...all(({ jobKinds }) => jobKinds),
];
