// Every thing with a lifecycle: the printed policy, the docs and the tests of the house walk this list.
import { attestations } from './capabilities/agreements/confirming.ts';
import { customerAgreements } from './capabilities/agreements/routes.ts';
import { imports } from './capabilities/catalog/imports.ts';
import { pinnedOffers } from './capabilities/catalog/pinned.ts';
import { qualifications } from './capabilities/catalog/qualifications.ts';
import { adminClaims } from './capabilities/claims/routes.ts';
import { deadLetters, jobs } from './capabilities/jobs/routes.ts';
import { members } from './capabilities/members/things.ts';
import { accountMerges } from './capabilities/merges/routes.ts';
import { linkReports } from './capabilities/notices/reporting.ts';
import { things as ofOrders } from './capabilities/orders/things.ts';
import { things as ofOrganizations } from './capabilities/organizations/things.ts';
import { things as ofPartnerships } from './capabilities/partnerships/routes.ts';
import { consents, invitations, relationships } from './capabilities/relationships/things.ts';
import { signups } from './capabilities/signups/routes.ts';
import { subscriptions } from './capabilities/subscriptions/things.ts';
import { webhooks } from './capabilities/webhooks/routes.ts';
import { apiClients } from './identity/programs/routes.ts';
import { supportViews } from './identity/support/routes.ts';
import type { AnyThing } from './platform/world/world.ts';

export const things: readonly AnyThing[] = [
  ...ofOrganizations,
  members,
  signups,
  adminClaims,
  accountMerges,
  customerAgreements,
  attestations,
  ...ofPartnerships,
  invitations,
  consents,
  relationships,
  imports,
  qualifications,
  pinnedOffers,
  subscriptions,
  ...ofOrders,
  apiClients,
  supportViews,
  jobs,
  deadLetters,
  linkReports,
  webhooks,
];
