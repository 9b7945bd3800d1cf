// What is found of customer agreements on record, and the text in force.
import * as contract from '../../../../contract/agreements.ts';
import { refuse } from '../../../kernel/decision.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { systemActor } from '../../../platform/world/caller-roles.ts';
import { doorOf } from '../../../platform/world/entering.ts';
import { no } from '../../../platform/world/refusals.ts';
import { textOf } from '../offers.ts';
import { customerAgreements } from './thing.ts';

const reading = telling(contract.readCustomerAgreement, async ({ world, query, language }) =>
  world.database.read(async (tx) => {
    const { cloud } = doorOf(world, tx, { actor: systemActor, preview: false });
    const text = textOf(cloud, { country: query.country, language: query.language ?? language });
    return text ? { ok: true, body: text } : refuse(no('feature_off_in_cloud'));
  }),
);

export const views: readonly Route[] = [
  listing(contract.listCustomerAgreements, { thing: customerAgreements, action: 'customerAgreement.see' }),
  seeing(contract.seeCustomerAgreement, { thing: customerAgreements, action: 'customerAgreement.see' }),
  reading,
];
