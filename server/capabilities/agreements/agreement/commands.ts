// How an agreement is put on record: attested, made of what was confirmed at a link, or accepted.
import * as contract from '../../../../contract/agreements.ts';
import { type Id, newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { using } from '../attestation/commands.ts';
import { findAttestationOf } from '../attestation/store.ts';
import { acceptingAgreement, attestGiven, attestingAgreement } from '../offers.ts';
import * as rules from './rules.ts';
import { customerAgreements } from './thing.ts';

/** An agreement and the attestation that it uses up know each other, so the id is made before both. */
const creatingAgreement = change({
  thing: customerAgreements,
  command: 'create',
  find: 'new',
  locks: (_state, { tenantId, attestationId }: rules.Create & { id: Id<'cag'> }) => [
    `agreements:${tenantId}`,
    `attestation:${attestationId}`,
  ],
  given: async (door, _state, { tenantId, attestationId, id }): Promise<rules.CreateGiven> => {
    const [given, attestation] = await Promise.all([
      attestGiven(door, tenantId),
      findAttestationOf(door.tx, { id: attestationId, partner: door.actor.organization }),
    ]);
    return { ...given, attestation, newId: id };
  },
  rule: (nothing, { id: _id, ...command }, given) => rules.create(nothing, command, given),
});
const creating = together<rules.Create>({
  changes: [creatingAgreement, using],
  plan: (_planning, key, command) => {
    const agreement = newId('cag', command.tenantId);
    return [
      step(creatingAgreement, key, { ...command, id: agreement }),
      step(using, command.attestationId, { agreement }),
    ];
  },
});

export const commands: readonly Route[] = [
  doing(contract.attestCustomerAgreement, alone(attestingAgreement)),
  doing(contract.createCustomerAgreement, creating),
  doing(contract.acceptCustomerAgreement, alone(acceptingAgreement)),
];
