// How the wire reaches the rules of the partner agreement: one signature accepts it and makes the enrolment active.
import * as contract from '../../../../contract/organizations/agreements.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { byHouse, step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { activating } from '../enrolment/commands.ts';
import { findEnrolment, findLocation, findTenant } from '../offers.ts';
import * as rules from './rules.ts';
import { partyOf } from './state.ts';
import * as store from './store.ts';
import { partnerAgreements } from './thing.ts';

type Accepting = rules.Accept & { organization: string };
const accepting = change({
  thing: partnerAgreements,
  command: 'accept',
  find: ({ tx }, _key, { tenant, kind, edition }: Accepting) =>
    store.findAgreement(tx, { tenant, party: partyOf(kind), edition }),
  locks: (_state, { tenant, organization }) => [`agreements:${tenant}`, `enrolments:${organization}`],
  given: async ({ tx, now, cloud, actor }, _state, { tenant, kind, organization }): Promise<rules.AcceptGiven> => {
    const [found, enrolment] = await Promise.all([findTenant(tx, tenant), findEnrolment(tx, { organization, kind })]);
    const location = found?.partnerId ? await findLocation(tx, found.partnerId) : undefined;
    const by = { id: actor.id, organization };
    return { now, cloud, by, newId: newId('pag', organization), tenant: found, location, enrolment };
  },
  rule: rules.accept,
  foresees: () => ({
    access: [{ key: 'organizations.foresee.may_do_business' }],
    unchanged: [{ key: 'organizations.foresee.agreement_survives' }],
  }),
});

/** One signature is one transaction: the agreement is accepted and the enrolment active (ACT-031). */
const signing = together<rules.Accept>({
  changes: [accepting, activating],
  plan: ({ caller: { organization } }, key, command) => [
    step(accepting, key, { ...command, organization }),
    byHouse(step(activating, key, { organization, kind: command.kind, edition: command.edition })),
  ],
});

export const commands: readonly Route[] = [doing(contract.acceptPartnerAgreement, signing)];
