// Which rooms there are: their routes, and what they contribute to each other; ground first.
import { routes as agreements } from './capabilities/agreements/routes.ts';
import { schedule as agreementSchedule } from './capabilities/agreements/schedule.ts';
import { answers as catalogAnswers } from './capabilities/catalog/answers.ts';
import { sheetApplying, sheetComparing } from './capabilities/catalog/later-work.ts';
import { reactions as catalogReactions } from './capabilities/catalog/reactions.ts';
import { routes as catalog } from './capabilities/catalog/routes.ts';
import { schedule as catalogSchedule } from './capabilities/catalog/schedule.ts';
import { sheetReading } from './capabilities/catalog/sheet-work.ts';
import { reactions as claimReactions } from './capabilities/claims/reactions.ts';
import { routes as claims } from './capabilities/claims/routes.ts';
import { schedule as claimSchedule } from './capabilities/claims/schedule.ts';
import { routes as events } from './capabilities/events/routes.ts';
import { logVerification } from './capabilities/events/verification.ts';
import { exporting, listExport } from './capabilities/jobs/exports.ts';
import { type LongKind, longWork } from './capabilities/jobs/long.ts';
import { retention } from './capabilities/jobs/retention.ts';
import { routes as jobs } from './capabilities/jobs/routes.ts';
import { type Eraser, erasing, forgetMember } from './capabilities/members/erasing.ts';
import { routes as members } from './capabilities/members/routes.ts';
import { reactions as mergeReactions } from './capabilities/merges/reactions.ts';
import { routes as merges } from './capabilities/merges/routes.ts';
import { schedule as mergeSchedule } from './capabilities/merges/schedule.ts';
import { forgetMails } from './capabilities/notices/erasing.ts';
import { mailing, sweepMails } from './capabilities/notices/mail.ts';
import { routes as notices } from './capabilities/notices/routes.ts';
import { routes as orders } from './capabilities/orders/routes.ts';
import { forgetContact } from './capabilities/organizations/erasing.ts';
import { reactions as organizationReactions } from './capabilities/organizations/reactions.ts';
import { routes as organizations } from './capabilities/organizations/routes.ts';
import { answers as partnershipAnswers } from './capabilities/partnerships/answers.ts';
import { routes as partnerships } from './capabilities/partnerships/routes.ts';
import { schedule as partnershipSchedule } from './capabilities/partnerships/schedule.ts';
import { answers as relationshipAnswers } from './capabilities/relationships/answers.ts';
import { routes as relationships } from './capabilities/relationships/routes.ts';
import { schedule as relationshipSchedule } from './capabilities/relationships/schedule.ts';
import { forgetSignup } from './capabilities/signups/erasing.ts';
import { routes as signups } from './capabilities/signups/routes.ts';
import { schedule as signupSchedule } from './capabilities/signups/schedule.ts';
import { answers as subscriptionAnswers } from './capabilities/subscriptions/answers.ts';
import { routes as subscriptions } from './capabilities/subscriptions/routes.ts';
import { delivering, spread, sweepDeliveries } from './capabilities/webhooks/deliver.ts';
import { routes as webhooks } from './capabilities/webhooks/routes.ts';
import { routes as identity } from './identity/routes.ts';
import { schedule as supportSchedule } from './identity/support/routes.ts';
import type { Schedule } from './platform/door/schedule.ts';
import { signHeads } from './platform/record/heads.ts';
import { forgetOldEntries } from './platform/record/retention.ts';
import type { Route } from './platform/wire/operations.ts';
import type { JobKind, Pump } from './platform/work/jobs.ts';
import type { World } from './platform/world/world.ts';

const own: readonly Route[] = [
  ...jobs,
  ...organizations,
  ...members,
  ...signups,
  ...claims,
  ...merges,
  ...agreements,
  ...partnerships,
  ...relationships,
  ...catalog,
  ...subscriptions,
  ...orders,
  ...events,
  ...notices,
  ...webhooks,
  ...identity,
];
export const routes: readonly Route[] = [...own, exporting(own)];
export const schedules: readonly Schedule[] = [
  ...signupSchedule,
  ...claimSchedule,
  ...mergeSchedule,
  ...agreementSchedule,
  ...partnershipSchedule,
  ...relationshipSchedule,
  ...catalogSchedule,
  ...supportSchedule,
];
export const reactions: World['reactions'] = [
  ...organizationReactions,
  ...claimReactions,
  ...mergeReactions,
  ...catalogReactions,
];
export const answers: World['answers'] = [
  ...partnershipAnswers,
  ...relationshipAnswers,
  ...catalogAnswers,
  ...subscriptionAnswers,
];

/** What the rooms forget of a person who is erased. */
const erasers: readonly Eraser[] = [forgetMember, forgetContact, forgetSignup, forgetMails];
/** Long work that people follow. */
const longKinds: readonly LongKind[] = [sheetReading, sheetComparing, sheetApplying, logVerification, listExport(own)];
export const jobKinds: readonly JobKind[] = [
  longWork(longKinds),
  erasing(erasers),
  retention,
  forgetOldEntries,
  mailing,
  sweepMails,
  signHeads,
  delivering,
  sweepDeliveries,
];
export const pumps: readonly Pump[] = [spread];
