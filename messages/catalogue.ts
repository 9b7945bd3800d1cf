// Every text a person reads, by language and key: one file per room and language, put together here.
import { files } from './files.ts';

export const languages = ['en', 'ko', 'zh-CN'] as const;
export type Language = (typeof languages)[number];
export type Messages = Readonly<Record<string, string>>;

const together = (all: readonly Messages[]): Messages => Object.assign({}, ...all);
export const messages: Readonly<Record<Language, Messages>> = {
  en: together(files.en),
  ko: together(files.ko),
  'zh-CN': together(files['zh-CN']),
};

/** The language of ours that an `Accept-Language` header likes best. */
export function languageOf(accept: string | undefined): Language {
  if (!accept) return 'en';
  const exactly = languages.find((language) => language === accept);
  if (exactly) return exactly;
  const wanted = accept.split(',').map((one) => {
    const [tag = '', ...more] = one.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(more.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
    return { tag, weight: weight > 0 ? weight : 0 };
  });
  const liked = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { tag } of liked) {
    const found = languages.find((language) => tag && language.toLowerCase().startsWith(tag.split('-')[0]!));
    if (found) return found;
  }
  return 'en';
}
