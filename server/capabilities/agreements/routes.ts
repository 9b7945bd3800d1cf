// How the wire reaches the rules of customer agreements, and how an agreement is shown.
import * as contract from '../../../contract/agreements.ts';
import { refuse } from '../../kernel/decision.ts';
import { type Id, newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { systemActor } from '../../platform/world/caller-roles.ts';
import { doorOf } from '../../platform/world/entering.ts';
import { ask } from '../../platform/world/questions.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Door, Thing } from '../../platform/world/world.ts';
import { tenantOf } from '../organizations/offers.ts';
import { routes as confirming, using } from './confirming.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';
import { textOf } from './texts.ts';

export const customerAgreements: Thing<state.CustomerAgreement, typeof state.lifecycle> = {
  name: 'customerAgreement',
  table: 'customer_agreements',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.CustomerAgreement,
  fromRow: store.fromRow,
  toRow: store.toRow,
  show: ({ partner, customer, tenant, attestation, agreedAt, recordedAt, ...same }, { party }) =>
    ({
      ...same,
      attestationId: attestation,
      partner: party(partner),
      customer: party(customer),
      tenantId: tenant,
      agreedAt: agreedAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
    }) satisfies contract.CustomerAgreement,
  listing: {
    sort: { recordedAt: '-recorded_at' },
    filters: { tenantId: 'tenant_id', partnerId: 'partner_id', edition: 'edition', way: 'way' },
  },
};

async function attestGiven(door: Door, tenantId: string): Promise<rules.AttestGiven> {
  const { tx, now, cloud, actor: by } = door;
  const pair = { partner: by.organization, tenant: tenantId };
  const [tenant, last, dealings] = await Promise.all([
    tenantOf(tx, tenantId),
    store.findLast(tx, pair),
    ask(door, state.dealings, pair),
  ]);
  return { now, cloud, by, tenant, last, dealings, newId: newId('cag') };
}

export const attesting = change({
  thing: customerAgreements,
  command: 'attest',
  find: 'new',
  locks: (_state, { tenantId }: rules.Attest) => [`agreements:${tenantId}`],
  given: (door, _state, { tenantId }) => attestGiven(door, tenantId),
  rule: rules.attest,
});

/** An agreement and the attestation that it uses up know each other, so the id is made before both. */
const creatingAgreement = (id: Id<'cag'>) =>
  change({
    thing: customerAgreements,
    command: 'create',
    find: 'new',
    locks: (_state, { tenantId, attestationId }: rules.Create) => [
      `agreements:${tenantId}`,
      `attestation:${attestationId}`,
    ],
    given: async (door, _state, { tenantId, attestationId }): Promise<rules.CreateGiven> => {
      const [given, attestation] = await Promise.all([
        attestGiven(door, tenantId),
        store.findAttestationOf(door.tx, { id: attestationId, partner: door.actor.organization }),
      ]);
      return { ...given, attestation, newId: id };
    },
    rule: rules.create,
  });
const creating = together<rules.Create>(async (_planning, key, command) => {
  const agreement = newId('cag');
  return [step(creatingAgreement(agreement), key, command), step(using, command.attestationId, { agreement })];
});

type Accept = rules.Accept & { language?: state.Language };
export const accepting = change({
  thing: customerAgreements,
  command: 'accept',
  find: ({ tx }, _key, { partnerId: partner, tenantId: tenant, edition }: Accept) =>
    store.findOfEdition(tx, { partner, tenant, edition }),
  locks: (_state, { tenantId }) => [`agreements:${tenantId}`],
  given: async (door, _state, command): Promise<rules.AcceptGiven> => {
    const { tx, now, cloud, actor: by } = door;
    const { tenantId, partnerId: partner, language } = command;
    const [tenant, dealings, barring] = await Promise.all([
      tenantOf(tx, tenantId),
      ask(door, state.dealings, { partner, tenant: tenantId }),
      ask(door, state.purchasesThatBarAcceptance, { tenant: tenantId }),
    ]);
    const read = tenant && textOf(cloud, { country: tenant.country, language });
    return { now, cloud, by, tenant, dealings, barring, read, newId: newId('cag') };
  },
  rule: rules.accept,
  foresees: (before, { edition }) =>
    before.status === 'nothing' ? { access: [{ key: 'agreements.foresee.accepted', values: { edition } }] } : {},
});

/** How the agreement stands between a partner that sells and a tenant; for acceptance pages and orders (ORD-020). */
export async function standingOf(door: Door, pair: { partner: string; tenant: string }): Promise<state.Standing> {
  const [last, barring] = await Promise.all([
    store.findLast(door.tx, pair),
    ask(door, state.purchasesThatBarAcceptance, { tenant: pair.tenant }),
  ]);
  return rules.standing(door.cloud, { last, barring });
}

const reading = telling(contract.readCustomerAgreement, async ({ world, query, language }) =>
  world.database.read(async (tx) => {
    const { cloud } = doorOf(world, tx, { actor: systemActor, preview: false });
    const text = textOf(cloud, { country: query.country, language: query.language ?? language });
    return text ? { ok: true, body: text } : refuse(no('feature_off_in_cloud'));
  }),
);

export const routes: readonly Route[] = [
  doing(contract.attestCustomerAgreement, alone(attesting)),
  doing(contract.createCustomerAgreement, creating),
  doing(contract.acceptCustomerAgreement, alone(accepting)),
  listing(contract.listCustomerAgreements, { thing: customerAgreements, action: 'customerAgreement.see' }),
  seeing(contract.seeCustomerAgreement, { thing: customerAgreements, action: 'customerAgreement.see' }),
  reading,
  ...confirming,
];
