// The text of the partner agreement, who signed it, and what providers see of their resellers.
import sql from 'sql-template-tag';
import * as contract from '../../../../contract/organizations/agreements.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { refuse } from '../../../kernel/decision.ts';
import { barred } from '../../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { actorOf } from '../../../platform/world/caller-roles.ts';
import { doorOf } from '../../../platform/world/entering.ts';
import { namingOf } from '../../../platform/world/party-names.ts';
import { say } from '../../../platform/world/problem.ts';
import { ask } from '../../../platform/world/questions.ts';
import { no } from '../../../platform/world/refusals.ts';
import type { Door } from '../../../platform/world/world.ts';
import { firstPartnerIdOf } from '../location/store.ts';
import { regionOf } from '../organization/state.ts';
import { resellersOf } from './state.ts';
import { partnerAgreements } from './thing.ts';

const isParty = (party: string | undefined): party is 'reseller' | 'transacting' =>
  party === 'reseller' || party === 'transacting';

/** ACT-056: the text can be had before signing; ACT-050: the English one binds. */
const reading = telling(contract.readPartnerAgreement, async ({ world, caller, path: { party }, query, language }) =>
  world.database.read(async (tx) => {
    const door = doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });
    const refused = await barred(door, 'partnerAgreement.read', {});
    if (refused) return refused;
    if (!isParty(party)) return refuse(no('not_found'));
    const edition = door.cloud.partnerAgreement[party];
    const spoken = languageOf(query.language ?? language);
    const told = (part: string) => say(spoken, `agreements.partner.${edition}.${part}`);
    const notice = say(spoken, 'organizations.agreement.binding');
    const text = { title: told('title'), text: told('text') };
    return { ok: true, body: { party, edition, language: spoken, ...text, bindingLanguage: 'en', notice } };
  }),
);

type VettingRow = { id: string; country: string; number: number | null; status: string | null; edition: string | null };
/** ACT-053: vetting and signing of those who work with this provider, and of nobody else. */
const vetting = telling(contract.listResellerVetting, async ({ world, caller }) =>
  world.database.read(async (tx) => {
    const door = doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });
    const provider = caller.organization;
    const refused = await barred(door, 'resellerVetting.see', { provider });
    if (refused) return refused;
    const found = await vettingOf(door, await ask(door, resellersOf, { provider }));
    const naming = await namingOf(world, tx, { ids: found.map(({ id }) => id) });
    const items = found.map(({ id, country, number, status, edition }) => ({
      organization: naming.party(id),
      partnerId: number === null ? null : String(number),
      region: regionOf(door.cloud, country) ?? null,
      vettingStatus: status ?? 'none',
      hasSigned: edition !== null,
      edition,
    }));
    return { ok: true, body: { items } };
  }),
);
const vettingOf = ({ tx }: Door, resellers: readonly string[]): Promise<VettingRow[]> =>
  tx.query<VettingRow>(sql`select o.id, o.country, ${firstPartnerIdOf(sql`o.id`)} as number,
      e.status, e.agreement_edition as edition
    from organizations as o
    left join enrolments as e on e.organization_id = o.id and e.kind = 'reseller'
    where o.id = any(${[...resellers]}::text[]) order by o.name, o.id`);

export const views: readonly Route[] = [
  listing(contract.listPartnerAgreements, { thing: partnerAgreements, action: 'partnerAgreement.see' }),
  seeing(contract.seePartnerAgreement, { thing: partnerAgreements, action: 'partnerAgreement.see' }),
  reading,
  vetting,
];
