// What higher rooms may use: which text counts, how the agreement stands, and how it is put on record.
import { type Language, languageOf, messages } from '../../../messages/catalogue.ts';
import type { CloudNow } from '../../clouds/cloud.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import { ask } from '../../platform/world/questions.ts';
import type { Door } from '../../platform/world/world.ts';
import { tenantOf } from '../organizations/offers.ts';
import * as rules from './agreement/rules.ts';
import * as state from './agreement/state.ts';
import { findLast, findOfEdition } from './agreement/store.ts';
import { customerAgreements } from './agreement/thing.ts';

/** ORD-025: some regions have clauses of their own; everybody else has the general text. */
const templates: Readonly<Record<string, string>> = { Korea: 'korea', Europe: 'europe' };

export type AgreementText = {
  edition: string;
  country: string;
  language: Language;
  title: string;
  text: string;
  textHash: string;
};
type Asked = { country: string; language?: string | undefined };

/** The text in force for customers of a country; nothing where the operator's own agreements apply (ORD-030). */
export function textOf(
  { features, customerAgreement: edition, regions }: CloudNow,
  { country, language: wanted }: Asked,
): AgreementText | undefined {
  if (!features.customerAgreementInSystem || !edition) return undefined;
  const language = languageOf(wanted);
  const key = `agreements.text.${edition}.${templates[regions[country] ?? ''] ?? 'general'}`;
  const title = messages[language][`${key}.title`];
  const text = messages[language][`${key}.text`];
  if (!title || !text) return undefined;
  return { edition, country, language, title, text, textHash: hashed(`${title}\n\n${text}`) };
}

/** How the agreement stands between a partner that sells and a tenant; for acceptance pages and orders (ORD-020). */
export async function agreementBetween(door: Door, pair: { partner: string; tenant: string }): Promise<state.Standing> {
  const [last, barring] = await Promise.all([
    findLast(door.tx, pair),
    ask(door, state.purchasesThatBarAcceptance, { tenant: pair.tenant }),
  ]);
  return rules.standing(door.cloud, { last, barring });
}

export async function attestGiven(door: Door, tenantId: string): Promise<rules.AttestGiven> {
  const { tx, now, cloud, actor: by } = door;
  const pair = { partner: by.organization, tenant: tenantId };
  const [tenant, last, dealings] = await Promise.all([
    tenantOf(tx, tenantId),
    findLast(tx, pair),
    ask(door, state.dealings, pair),
  ]);
  return { now, cloud, by, tenant, last, dealings, newId: newId('cag', tenantId) };
}

export const attestingAgreement = change({
  thing: customerAgreements,
  command: 'attest',
  find: 'new',
  locks: (_state, { tenantId }: rules.Attest) => [`agreements:${tenantId}`],
  given: (door, _state, { tenantId }) => attestGiven(door, tenantId),
  rule: rules.attest,
});

type Accept = rules.Accept & { language?: state.Language };
export const acceptingAgreement = change({
  thing: customerAgreements,
  command: 'accept',
  find: ({ tx }, _key, { partnerId: partner, tenantId: tenant, edition }: Accept) =>
    findOfEdition(tx, { partner, tenant, edition }),
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
    return { now, cloud, by, tenant, dealings, barring, read, newId: newId('cag', by.organization) };
  },
  rule: rules.accept,
  foresees: (before, { edition }) =>
    before.status === 'nothing' ? { access: [{ key: 'agreements.foresee.accepted', values: { edition } }] } : {},
});
