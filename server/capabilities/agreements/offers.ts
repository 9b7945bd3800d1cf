// Which text of the customer agreement counts for a country, in the words of messages/; an edition is never edited.
import { type Language, languageOf, messages } from '../../../messages/catalogue.ts';
import type { CloudNow } from '../../clouds/cloud.ts';
import { hashed } from '../../platform/settings/secrets.ts';

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
