// Every reason has its text, in every language, and names only what the report holds.
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { languages, messages } from '../../../../messages/catalogue.ts';
import { rowErrorCodes, sheetRefusalCodes } from './rows.ts';

const error = { line: 3, column: 'Market', code: 'x', value: 'KOR', otherLine: 2 };
const details = { line: 3, bytesMax: 65536, errorsMax: 1000, column: 'Market', columns: 'Market, Segment' };

describe.each(languages)('The reasons in %s', (language) => {
  const under = (prefix: string) =>
    Object.entries(messages[language]).flatMap(([key, text]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length).split('.')[0]!, text] as const] : [],
    );
  it('are those that the reader gives, no more and no fewer', () => {
    const codes = (prefix: string) => [...new Set(under(prefix).map(([code]) => code))].sort();
    expect(codes('sheet.error.')).toEqual([...rowErrorCodes].sort());
    expect(codes('sheet.refusal.')).toEqual([...sheetRefusalCodes].sort());
  });
  it.each([
    ['sheet.error.', error],
    ['sheet.refusal.', details],
  ])('say under %s what is wrong and what to do', (prefix, given) => {
    for (const [, text] of under(prefix)) {
      expect(text).toMatch(language === 'zh-CN' ? /。$/ : /\.$/);
      expect(new IntlMessageFormat(text, language).format(given)).not.toContain('{');
    }
  });
});
