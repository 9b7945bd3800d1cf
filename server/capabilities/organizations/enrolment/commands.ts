// How the wire reaches the rules of enrolling: what the applicant does, and what follows the agreement.
import assert from 'node:assert/strict';
import * as contract from '../../../../contract/organizations/enrolments.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import type { Mail, Naming } from '../../../platform/world/world.ts';
import { isInNetwork } from '../location/state.ts';
import { enrolmentsOf, findEnrolment, findOrganization, locationsOf } from '../offers.ts';
import { isOperator } from '../organization/commands.ts';
import * as rules from './rules/applying.ts';
import type { Enrolment } from './state.ts';
import * as store from './store.ts';
import { enrolments } from './thing.ts';

const purpose = 'enrolmentMail';
/** The token proves this address of this enrolment: another address makes another one. */
const tokenOf = ({ id, mail }: { id: string; mail: string | null }) => `${id}|${mail}`;

/** ACT-035: what becomes of an enrolment is mailed to the primary contact. */
export const mailTo = (
  { mail, language, organization, kind, note }: Enrolment,
  key: string,
  more: { naming: Naming; values?: Record<string, unknown> },
): Mail[] => {
  const values = { organization: more.naming.party(organization).name, kind, note, ...more.values };
  return mail ? [{ to: mail, language, key, values, organization }] : [];
};
const mailWithLink = (after: Enrolment, { naming }: { naming: Naming }): Mail[] =>
  mailTo(after, 'mail.enrolmentConfirm', { naming }).map((mail) => ({
    ...mail,
    link: { path: '/enrolment-links/', purpose, of: tokenOf(after) },
  }));

type Starting = rules.Start & { organization: string };
const starting = change({
  thing: enrolments,
  command: 'start',
  find: 'new',
  locks: (_state, { organization }: Starting) => [`enrolments:${organization}`],
  given: async (door, _state, { organization }): Promise<rules.StartGiven> => {
    const [found, present] = await Promise.all([
      findOrganization(door.tx, organization),
      enrolmentsOf(door.tx, organization),
    ]);
    const { now, cloud } = door;
    const known = { organization: found, enrolments: present, isOperator: isOperator(door) };
    return { now, cloud, newId: newId('enr', organization), ...known };
  },
  rule: rules.start,
});
/** Only the operator begins it for another organization; whatever else the body says, it is one's own. */
const beginning = together<rules.Start & { organization?: string }>({
  changes: [starting],
  plan: ({ caller, world }, key, command) => {
    const { kind, organization: other = caller.organization } = command;
    const organization = caller.organization === world.operator() ? other : caller.organization;
    return [step(starting, key, { kind, organization })];
  },
});
const filling = change({
  thing: enrolments,
  command: 'fill',
  given: ({ cloud }): rules.FillGiven => ({ cloud }),
  rule: rules.fill,
});
const submitting = change({
  thing: enrolments,
  command: 'submit',
  given: async ({ tx, now, cloud, world }, { id, organization }): Promise<rules.SubmitGiven> => {
    const [profile, locations] = await Promise.all([findOrganization(tx, organization), locationsOf(tx, organization)]);
    assert(profile, 'an enrolment of an organization that does not exist');
    const mail = profile.contact?.mail ?? null;
    const tokenHash = hashed(world.secrets.tokenFor(purpose, tokenOf({ id, mail })));
    return { now, cloud, organization: profile, isInNetwork: isInNetwork(locations), tokenHash };
  },
  rule: rules.submit,
  mails: mailWithLink,
  foresees: () => ({ deadlines: [{ key: 'organizations.foresee.contact_confirms' }] }),
});
const sendingAgain = change({
  thing: enrolments,
  command: 'sendMailAgain',
  given: ({ now, cloud }): rules.SendAgainGiven => ({ now, cloud }),
  rule: rules.sendMailAgain,
  mails: mailWithLink,
});
const confirming = change({
  thing: enrolments,
  command: 'confirm',
  byBearer: true,
  find: ({ tx }, token) => store.findEnrolmentByToken(tx, token),
  peeks: true,
  given: ({ now, cloud }): rules.SendAgainGiven => ({ now, cloud }),
  rule: rules.confirm,
});
export const activating = change({
  thing: enrolments,
  command: 'activate',
  find: ({ tx }, _key, command: { organization: string; kind: Enrolment['kind']; edition: string }) =>
    findEnrolment(tx, command),
  locks: (_state, { organization }) => [`enrolments:${organization}`],
  given: ({ cloud }) => ({ cloud }),
  rule: rules.activate,
  mails: (after, { naming }) => mailTo(after, 'mail.enrolmentActive', { naming }),
});
export const replacing = change({ thing: enrolments, command: 'replace', given: () => ({}), rule: rules.replace });

export const commands: readonly Route[] = [
  doing(contract.startEnrolment, beginning),
  doing(contract.fillEnrolment, alone(filling)),
  doing(contract.submitEnrolment, alone(submitting)),
  doing(contract.sendEnrolmentMailAgain, alone(sendingAgain)),
  doing(contract.confirmEnrolmentMail, alone(confirming)),
];
