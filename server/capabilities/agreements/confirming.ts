// ORD-031: the link in a partner's own checkout at which its customer reviews the agreement and confirms it, once.
import * as contract from '../../../contract/agreements.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { refuse } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { enter } from '../../platform/door/look.ts';
import { alone } from '../../platform/door/perform.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import { ask } from '../../platform/world/questions.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Thing } from '../../platform/world/world.ts';
import { tenantOf } from '../organizations/offers.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';
import { textOf } from './texts.ts';

const purpose = 'attestation';
const path = '/attestation-links';

export const attestations: Thing<state.Attestation, typeof state.attestationLifecycle> = {
  name: 'attestation',
  table: 'attestations',
  lifecycle: state.attestationLifecycle,
  through: { use: 'customerAgreement.create' },
  sides: state.sides,
  contract: contract.Attestation,
  fromRow: store.attestationFromRow,
  toRow: store.attestationToRow,
  show: (attestation, { party, link }) =>
    ({
      id: attestation.id,
      status: attestation.status,
      version: attestation.version,
      partner: party(attestation.partner),
      edition: attestation.edition,
      createdAt: attestation.createdAt.toISOString(),
      expiresAt: attestation.expiresAt.toISOString(),
      confirmedAt: attestation.confirmedAt?.toISOString() ?? null,
      language: attestation.language,
      textHash: attestation.textHash,
      customer: party(attestation.customer),
      tenantId: attestation.tenant,
      agreementId: attestation.agreement,
      link: link(path, { purpose, of: attestation.id }),
      returnUrl: attestation.returnUrl,
      signer: attestation.signer,
      createdBy: attestation.createdBy,
    }) satisfies contract.Attestation,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', tenantId: 'tenant_id' } },
};

const asking = change({
  thing: attestations,
  command: 'create',
  find: 'new',
  given: async (door, _state, { tenantId }: rules.Ask): Promise<rules.AskGiven> => {
    const { tx, now, cloud, actor: by, world } = door;
    const id = newId('att');
    const [tenant, dealings] = await Promise.all([
      tenantOf(tx, tenantId),
      ask(door, state.dealings, { partner: by.organization, tenant: tenantId }),
    ]);
    return { now, cloud, by, tenant, dealings, newId: id, tokenHash: hashed(world.secrets.tokenFor(purpose, id)) };
  },
  rule: rules.ask,
});

type Confirm = rules.Confirm & { language?: state.Language };
const confirming = change({
  thing: attestations,
  command: 'confirm',
  byBearer: true,
  find: ({ tx }, token, _command: Confirm) => store.findAttestationBy(tx, token),
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

/** Before anybody signed in: who asks, and the text. Nothing of the customer, whoever found the link. */
const opening = telling(contract.openAttestation, ({ world, caller, path: { token }, query, language: accepted }) =>
  world.database.read(async (tx) => {
    const sides = { bearer: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'attestation.open', sides });
    if (!entered.ok) return entered;
    const { cloud, now } = entered.door;
    const found = await store.findAttestationBy(tx, token!);
    if (!found) return refuse(no('not_found'));
    const { partner, edition, country, expiresAt, returnUrl } = found;
    const { party } = await namingOf(world, tx, { ids: [partner] });
    const status = found.status === 'open' && now >= expiresAt ? 'expired' : found.status;
    const text = textOf(cloud, { country, language: languageOf(query.language ?? accepted) });
    const body: contract.OpenedAttestation = {
      status,
      partner: party(partner),
      cloud: { id: world.cloud.id, operator: world.cloud.operator },
      edition,
      expiresAt: expiresAt.toISOString(),
      returnUrl,
      agreement: status === 'open' && text?.edition === edition ? text : null,
    };
    return { ok: true, body };
  }),
);

export const routes: readonly Route[] = [
  doing(contract.createAttestation, alone(asking)),
  listing(contract.listAttestations, { thing: attestations, action: 'attestation.see' }),
  seeing(contract.seeAttestation, { thing: attestations, action: 'attestation.see' }),
  opening,
  doing(contract.confirmAttestation, alone(confirming), ([first]) => ({
    confirmedAt: (first!.shown as Pick<contract.Attestation, 'confirmedAt'>).confirmedAt,
  })),
];
