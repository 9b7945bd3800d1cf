// Enrolments, listed and one by one, and what somebody sees who follows the link of a mail.
import * as contract from '../../../../contract/organizations/enrolments.ts';
import { refuse } from '../../../kernel/decision.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { no } from '../../../platform/world/refusals.ts';
import * as store from './store.ts';
import { enrolments } from './thing.ts';

const opening = telling(contract.openEnrolmentLink, async ({ world, path }) =>
  world.database.read(async (tx) => {
    const found = await store.findEnrolmentByToken(tx, path.token!);
    if (!found) return refuse(no('not_found'));
    const naming = await namingOf(world, tx, { ids: [found.organization] });
    const { kind, status, organization } = found;
    return { ok: true, body: { organization: naming.party(organization), kind, status } };
  }),
);

export const views: readonly Route[] = [
  listing(contract.listEnrolments, { thing: enrolments, action: 'enrolment.see' }),
  seeing(contract.seeEnrolment, { thing: enrolments, action: 'enrolment.see' }),
  opening,
];
