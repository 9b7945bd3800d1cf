// What a page says is carried to the browser with the first load; what only others say is not.
import { describe, expect, it } from 'vitest';
import { messages } from '../../messages/catalogue.ts';
import { isOwnText } from '../../portal/texts/own.ts';
import { code, isTest } from './tree.ts';

describe('The texts of the portal', () => {
  it('hold every one that a page names', () => {
    const pages = code().filter(({ path }) => path.startsWith('portal/') && !isTest(path));
    const quoted = pages.flatMap(({ text }) => text.match(/'[a-z][A-Za-z]*(\.[A-Za-z0-9]+)+'/g) ?? []);
    const named = quoted.map((one) => one.slice(1, -1)).filter((key) => key in messages.en);
    expect(named.length).toBeGreaterThan(300);
    expect(named.filter((key) => !isOwnText(key))).toEqual([]);
  });
  it('leave out what the server, the command line and the readable docs say', () => {
    const others = ['refusal.not_found.says', 'cli.help.usage', 'relationships.foresee.seller', 'reference.intro'];
    expect(others.filter(isOwnText)).toEqual([]);
  });
});
