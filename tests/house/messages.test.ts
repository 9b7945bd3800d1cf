// What people read is there in every language: the same keys, the same placeholders, nothing forgotten.
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type Source, sources } from './tree.ts';

const languages = ['en', 'ko', 'zh-CN'];
/** Texts that rightly read the same in every language, by file and key, each with its reason. */
const sameInAll: Record<string, string> = {
  'webhooks noun.webhook.one': 'Chinese developers use the English word, as the glossary says.',
};
/** Names of other companies and of their products; they may stand only in the texts of a dialect. */
const companies = new RegExp(
  [
    /\b(Microsoft|Azure|Office 365|Entra|Dynamics 365|Power Platform|Intune|Exchange Online|SharePoint)\b/,
    /\b(MPN|MPA|MCA|Partner Center|21Vianet|Amazon|AWS|Google|Red ?Hat|SUSE)\b/,
    /마이크로소프트|애저|微软|世纪互联/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** A particle that depends on how a name ends; both are written, as in 을(를), or another word comes between. */
const particle = /(?<!\})\}(와의|과의|와|과|을|를|은|는|으로|로|이|가)(?=[\s,.]|$)/;

type Text = { file: string; language: string; key: string; text: string; line: number };
type Element = { type: number; value: string; options?: Record<string, { value: Element[] }>; children?: Element[] };

const placeOf = (path: string) => path.match(/^messages\/([^/]+)\/(.+)\.json$/) ?? [];

function textsOf({ path, text }: Source): Text[] {
  const [, language = '', file = ''] = placeOf(path);
  const lineOf = (key: string) => text.slice(0, text.indexOf(`${JSON.stringify(key)}:`)).split('\n').length;
  return Object.entries(JSON.parse(text) as Record<string, unknown>).map(([key, value]) => ({
    ...{ file, language, key, line: lineOf(key) },
    text: typeof value === 'string' ? value : '',
  }));
}

const place = ({ language, file, line, key }: Text) => `messages/${language}/${file}.json:${line} "${key}"`;

/** Placeholders with their kind, and the tags; a plural may have other branches in another language. */
function placeholders(elements: Element[]): string[] {
  return elements.flatMap((one) => {
    const within = [...Object.values(one.options ?? {}).flatMap(({ value }) => value), ...(one.children ?? [])];
    const own = one.type === 0 || one.type === 7 ? [] : [`${one.value}:${one.type}`];
    return [...own, ...placeholders(within)];
  });
}

/** Sorted names and kinds, or why the text cannot be read. */
function read({ text, language }: Text): string {
  try {
    const elements = new IntlMessageFormat(text, language).getAst() as Element[];
    return [...new Set(placeholders(elements))].sort().join(' ');
  } catch (error) {
    return `unreadable (${(error as Error).message})`;
  }
}

function gaps(all: Text[], files: string[]): string[] {
  const known = new Set(all.map(({ language, file, key }) => `${language}/${file} ${key}`));
  const lacking = all.flatMap((one) =>
    languages
      .filter((language) => !known.has(`${language}/${one.file} ${one.key}`))
      .map((language) => `${place(one)} is missing in ${language}`),
  );
  const odd = files
    .filter((path) => !languages.includes(placeOf(path)[1] ?? ''))
    .map((path) => `${path}:1 must lie at messages/{${languages.join(',')}}/<capability>.json`);
  return [...odd, ...lacking];
}

function faults(one: Text, english: Text | undefined): string[] {
  const found: string[] = [];
  if (!one.text.trim()) found.push('is empty, or not a text: keys are flat');
  if (companies.test(one.text) && !one.file.includes('dialect')) found.push('names another company or its product');
  if (one.language === 'ko' && particle.test(one.text)) found.push('hangs a particle on a name, whatever its end');
  const holds = read(one);
  if (holds.startsWith('unreadable')) found.push(`is ${holds}`);
  if (english && english !== one) {
    if (read(english) !== holds) found.push(`holds {${holds}}, but the English text holds {${read(english)}}`);
    if (isUntranslated(one, english)) found.push('is the English text; translate it or list it with a reason');
  }
  return found.map((fault) => `${place(one)} ${fault}`);
}

/** A text of placeholders and signs only has nothing to translate. */
const isUntranslated = (one: Text, english: Text): boolean =>
  one.text === english.text && /\p{L}/u.test(one.text.replace(/\{\w+\}/g, '')) && !sameInAll[`${one.file} ${one.key}`];

function judge(files: Source[]): string[] {
  const all = files.filter(({ path }) => placeOf(path).length > 0).flatMap(textsOf);
  const english = new Map(
    all.filter(({ language }) => language === 'en').map((one) => [`${one.file} ${one.key}`, one]),
  );
  const paths = files.map(({ path }) => path);
  return [...gaps(all, paths), ...all.flatMap((one) => faults(one, english.get(`${one.file} ${one.key}`)))];
}

describe('Messages', () => {
  const written = sources(/\.json$/).filter(({ path }) => path.startsWith('messages/'));
  it('are complete, readable and neutral in every language', () => expect(judge(written)).toEqual([]));
  it('that read the same in every language exist and have a reason', () => {
    const keys = written.flatMap(textsOf).map(({ file, key }) => `${file} ${key}`);
    for (const [key, why] of Object.entries(sameInAll)) {
      expect(keys, `the exception "${key}" names no text`).toContain(key);
      expect(why, `the exception "${key}" needs a sentence`).toMatch(/^\p{Lu}.{10,}\.$/u);
    }
  });
});

describe('The checker of messages', () => {
  const trio = (en: string, ko: string, zh: string): Source[] =>
    [en, ko, zh].map((text, at) => ({
      path: `messages/${languages[at]}/orders.json`,
      text: `{\n  "greeting": ${JSON.stringify(text)}\n}`,
    }));
  const good = trio('Hello {name}', '{name}님, 안녕하세요', '{name}，您好');
  it('lets a complete trio pass', () => expect(judge(good)).toEqual([]));
  it('finds a missing file and key', () =>
    expect(judge(good.slice(0, 2))).toContain('messages/en/orders.json:2 "greeting" is missing in zh-CN'));
  it('finds a language that nobody speaks', () =>
    expect(judge([{ path: 'messages/fr/orders.json', text: '{}' }])[0]).toContain('messages/fr/orders.json:1'));
  it.each([
    ['an empty text', '', 'is empty'],
    ['ICU that cannot be read', '{name', 'unreadable'],
    ['another placeholder', '안녕하세요 {firstName}', 'but the English text holds {name:1}'],
    ['another kind of placeholder', '{name, number}님', 'holds {name:2}'],
    ['the English text', 'Hello {name}', 'is the English text'],
    ['a particle that depends on a name', '{name}와의 병합', 'hangs a particle on a name'],
    ['a company', '{name}님, Microsoft입니다', 'names another company'],
  ])('finds %s', (_, text, fault) => {
    const found = judge(trio('Hello {name}', text, '{name}，您好'));
    expect(found.join()).toContain('messages/ko/orders.json:2 "greeting"');
    expect(found.join()).toContain(fault);
  });
  it('finds a nested key', () =>
    expect(judge([{ path: 'messages/en/orders.json', text: '{"a": {"b": "c"}}' }]).join()).toContain('keys are flat'));
  it('lets plurals have the branches of their language', () =>
    expect(
      judge(
        trio(
          '{n, plural, one {# seat} other {# seats}}',
          '시트 {n, plural, other {#개}}',
          '{n, plural, other {# 个席位}}',
        ),
      ),
    ).toEqual([]));
});
