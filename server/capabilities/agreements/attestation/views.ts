// What is found of attestations: by who asked, and by whoever opens the link.
import * as contract from '../../../../contract/agreements.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { refuse } from '../../../kernel/decision.ts';
import { enter } from '../../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { no } from '../../../platform/world/refusals.ts';
import { textOf } from '../offers.ts';
import { findAttestationBy } from './store.ts';
import { attestations } from './thing.ts';

/** Before anybody signed in: who asks, and the text. Nothing of the customer, whoever found the link. */
const opening = telling(contract.openAttestation, ({ world, caller, path: { token }, query, language: accepted }) =>
  world.database.read(async (tx) => {
    const sides = { bearer: caller.organization };
    const entered = await enter(world, tx, { caller, action: 'attestation.open', sides });
    if (!entered.ok) return entered;
    const { cloud, now } = entered.door;
    const found = await findAttestationBy(tx, token!);
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

export const views: readonly Route[] = [
  listing(contract.listAttestations, { thing: attestations, action: 'attestation.see' }),
  seeing(contract.seeAttestation, { thing: attestations, action: 'attestation.see' }),
  opening,
];
