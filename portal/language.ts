// Which language the page speaks: chosen once, kept in the browser, loaded alone.
import type { Language, Messages } from '../messages/catalogue.ts';

export const languages = { en: 'English', ko: '한국어', 'zh-CN': '简体中文' } as const satisfies Record<
  Language,
  string
>;
const texts: Record<Language, () => Promise<{ texts: Messages }>> = {
  en: () => import('./texts/en.ts'),
  ko: () => import('./texts/ko.ts'),
  'zh-CN': () => import('./texts/zh-CN.ts'),
};
const place = 'kontor.language';

const isKnown = (tag: string | null | undefined): tag is Language => !!tag && Object.hasOwn(languages, tag);
const closest = (tag: string): Language | undefined =>
  (Object.keys(languages) as Language[]).find((one) => one.split('-')[0] === tag.toLowerCase().split('-')[0]);

/** What was chosen here before, else what the browser prefers, else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(place);
  if (isKnown(chosen)) return chosen;
  return navigator.languages.map(closest).find((one) => one !== undefined) ?? 'en';
}

let current: Language = 'en';
export const currentLanguage = (): Language => current;

export async function speak(language: Language): Promise<Messages> {
  const loaded = await texts[language]();
  current = language;
  document.documentElement.lang = language;
  return loaded.texts;
}

export const keepLanguage = (language: Language): void => localStorage.setItem(place, language);
export const hasChosenLanguage = (): boolean => isKnown(localStorage.getItem(place));
