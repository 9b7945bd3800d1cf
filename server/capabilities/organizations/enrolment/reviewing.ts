// How the wire reaches the rules by which the operator checks, restricts, suspends and reinstates partners.
import * as contract from '../../../../contract/organizations/enrolments.ts';
import { change } from '../../../platform/door/change.ts';
import { alone } from '../../../platform/door/perform.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { agreementsOf } from '../agreement/store.ts';
import { countryOf, findOrganization } from '../offers.ts';
import { regionOf } from '../organization/state.ts';
import { mailTo } from './commands.ts';
import * as rules from './rules/reviewing.ts';
import { enrolments } from './thing.ts';

const checking = change({
  thing: enrolments,
  command: 'check',
  given: async ({ tx, cloud }, { organization }): Promise<rules.CheckGiven> => {
    const found = await findOrganization(tx, organization);
    return { legalName: found?.name ?? '', cloud };
  },
  rule: rules.check,
  mails: (after, { naming }) => {
    const rejected = Object.values(after.checks).find(({ result }) => result === 'rejected');
    return rejected ? mailTo(after, 'mail.checkRejected', { naming, values: { guidance: rejected.guidance } }) : [];
  },
});
export const checkingAgain = change({
  thing: enrolments,
  command: 'checkAgain',
  given: () => ({}),
  rule: rules.checkAgain,
});
const qualifying = change({
  thing: enrolments,
  command: 'qualify',
  given: async ({ tx, cloud }, { organization }): Promise<rules.QualifyGiven> => {
    const [agreements, country] = await Promise.all([agreementsOf(tx, organization), countryOf(tx, organization)]);
    return { cloud, agreements, region: regionOf(cloud, country) };
  },
  rule: rules.qualify,
  mails: (after, { naming }) =>
    mailTo(after, after.status === 'active' ? 'mail.enrolmentActive' : 'mail.enrolmentQualified', { naming }),
  foresees: (_before, { status }) =>
    status === 'active' ? { access: [{ key: 'organizations.foresee.may_do_business' }] } : {},
});
const holding = change({
  thing: enrolments,
  command: 'hold',
  given: () => ({}),
  rule: rules.hold,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentHeld', { naming }),
});
const resuming = change({ thing: enrolments, command: 'resume', given: () => ({}), rule: rules.resume });
const rejecting = change({
  thing: enrolments,
  command: 'reject',
  given: () => ({}),
  rule: rules.reject,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentRejected', { naming }),
});
const restricting = change({
  thing: enrolments,
  command: 'restrict',
  given: () => ({}),
  rule: rules.restrict,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentRestricted', { naming }),
  foresees: () => ({
    access: [{ key: 'organizations.foresee.no_new_business' }],
    unchanged: [{ key: 'organizations.foresee.subscriptions_run_on' }],
  }),
});
const suspending = change({
  thing: enrolments,
  command: 'suspend',
  given: ({ cloud }): rules.SuspendGiven & { isStrict: boolean } => ({
    cloud,
    isStrict: cloud.features.suspensionStopsChanges,
  }),
  rule: rules.suspend,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentSuspended', { naming, values: { reason: after.reason } }),
  foresees: (_before, _after, { isStrict }) => ({
    access: [
      { key: 'organizations.foresee.no_new_business' },
      ...(isStrict ? [{ key: 'organizations.foresee.no_changes_either' }] : []),
    ],
    unchanged: [{ key: 'organizations.foresee.subscriptions_run_on' }],
  }),
});
const reinstating = change({
  thing: enrolments,
  command: 'reinstate',
  given: () => ({}),
  rule: rules.reinstate,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentReinstated', { naming }),
  foresees: (_before, { status }) =>
    status === 'active' ? { access: [{ key: 'organizations.foresee.may_do_business' }] } : {},
});

export const reviewing: readonly Route[] = [
  doing(contract.checkEnrolment, alone(checking)),
  doing(contract.qualifyEnrolment, alone(qualifying)),
  doing(contract.holdEnrolment, alone(holding)),
  doing(contract.resumeEnrolment, alone(resuming)),
  doing(contract.rejectEnrolment, alone(rejecting)),
  doing(contract.restrictEnrolment, alone(restricting)),
  doing(contract.suspendEnrolment, alone(suspending)),
  doing(contract.reinstateEnrolment, alone(reinstating)),
];
