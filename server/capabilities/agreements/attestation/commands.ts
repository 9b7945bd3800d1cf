// ORD-031: a partner asks for a link, at which its customer confirms the agreement, once.
import * as contract from '../../../../contract/agreements.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone } from '../../../platform/door/perform.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { ask } from '../../../platform/world/questions.ts';
import { tenantOf } from '../../organizations/offers.ts';
import { dealings as dealingsAsked, type Language } from '../agreement/state.ts';
import { textOf } from '../offers.ts';
import * as rules from './rules.ts';
import { findAttestationBy } from './store.ts';
import { attestations, purpose } from './thing.ts';

const asking = change({
  thing: attestations,
  command: 'create',
  find: 'new',
  given: async (door, _state, { tenantId }: rules.Ask): Promise<rules.AskGiven> => {
    const { tx, now, cloud, actor: by, world } = door;
    const id = newId('att', tenantId);
    const [tenant, dealings] = await Promise.all([
      tenantOf(tx, tenantId),
      ask(door, dealingsAsked, { partner: by.organization, tenant: tenantId }),
    ]);
    return { now, cloud, by, tenant, dealings, newId: id, tokenHash: hashed(world.secrets.tokenFor(purpose, id)) };
  },
  rule: rules.ask,
});

type Confirm = rules.Confirm & { language?: Language };
const confirming = change({
  thing: attestations,
  command: 'confirm',
  byBearer: true,
  find: ({ tx }, token, _command: Confirm) => findAttestationBy(tx, token),
  given: ({ now, cloud, actor: by, language: spoken }, { country }, { language = spoken }): rules.ConfirmGiven => ({
    ...{ now, cloud, by },
    read: textOf(cloud, { country, language }),
  }),
  rule: rules.confirm,
  foresees: (_before, { expiresAt }) => ({
    deadlines: [{ key: 'agreements.attestation.foresee.record', values: { expiresAt } }],
    unchanged: [{ key: 'agreements.attestation.foresee.nothing_bought' }],
  }),
});
export const using = change({ thing: attestations, command: 'use', given: () => ({}), rule: rules.use });
export const expiring = change({ thing: attestations, command: 'expire', given: () => ({}), rule: rules.expire });

export const commands: readonly Route[] = [
  doing(contract.createAttestation, alone(asking)),
  doing(contract.confirmAttestation, alone(confirming), ([first]) => ({
    confirmedAt: (first!.shown as Pick<contract.Attestation, 'confirmedAt'>).confirmedAt,
  })),
];
