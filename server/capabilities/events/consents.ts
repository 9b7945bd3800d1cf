// Which events are consents, and what was shown, word by word, to whoever gave them.
import { type Language, languageOf, messages } from '../../../messages/catalogue.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Body } from './offers.ts';

export type Shown = { key: string; edition: string; language: Language; text: string };
type Showing = (body: Body, after: Row) => Shown;

/** A text of ours under its edition; it stands in every language and is never edited. */
const consent =
  (key: string, edition: string): Showing =>
  ({ language = 'en' }) => ({ key, edition, language, text: messages[language][`${key}.${edition}`] ?? '' });

/** The agreement's record holds edition, language and hash; of the texts of that edition the hash names the one. */
const customerAgreement: Showing = (body, after) => {
  const edition = String(after.edition ?? '');
  const language = languageOf(typeof after.language === 'string' ? after.language : body.language);
  const all = messages[language];
  const name = Object.keys(all)
    .filter((key) => key.startsWith(`agreements.text.${edition}.`) && key.endsWith('.text'))
    .map((key) => key.slice(0, -'.text'.length))
    .find((key) => hashed(`${all[`${key}.title`]}\n\n${all[`${key}.text`]}`) === after.textHash);
  return { key: name ?? 'agreements.text', edition, language, text: name ? all[`${name}.text`]! : '' };
};

/** Signed outside of this house; its edition says which text. */
const partnerAgreement: Showing = ({ language = 'en' }, after) => ({
  ...{ key: 'partnerAgreement', edition: String(after.edition ?? ''), language, text: '' },
});

/** A new edition of a text comes with a new row for the events from then on; the old text stays in messages/. */
export const consents: Readonly<Record<string, Showing>> = {
  'accountMerge.accepted': consent('consent.accountMerge', '2026-11'),
  'accountMerge.confirmed': consent('consent.accountMerge', '2026-11'),
  'partnership.established': consent('consent.partnership', '2026-03'),
  'relationship.established': consent('consent.relationship', '2026-03'),
  'relationship.joined': consent('consent.relationship', '2026-03'),
  'relationship.extended': consent('consent.relationship', '2026-03'),
  'customerAgreement.accepted': customerAgreement,
  'customerAgreement.attested': customerAgreement,
  'partnerAgreement.accepted': partnerAgreement,
};
export const consentTypes: readonly string[] = Object.keys(consents);

export const shownIn = (body: Body, after: Row): Shown => consents[body.type]!(body, after);

/** Consents that end by themselves say so in a field of the thing. */
export function untilOf({ endsAt, expiresAt }: Row): string | null {
  const until = endsAt ?? expiresAt;
  return typeof until === 'string' ? until : null;
}
