// WCAG 2.2 AA as far as a machine can judge it; what looks and is built alike on one page is judged twice, not often.
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const { source }: { source: string } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core');
const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that may be told of a page; a finding names the rule and the elements. */
export const expectAccessible = (page: Page): Promise<void> =>
  expectNoFindings(page, { type: 'tag', values: wcag22AA });

/** Colours alone, for the same page in another theme. */
export const expectContrast = (page: Page): Promise<void> =>
  expectNoFindings(page, { type: 'rule', values: ['color-contrast'] });

type Rules = { type: 'tag' | 'rule'; values: string[] };

/** In the page itself: there are no frames, for whose sake it would otherwise be judged from a second page. */
async function expectNoFindings(page: Page, runOnly: Rules): Promise<void> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  await leaveOutAlike(page);
  const { violations } = await new AxeBuilder({ page, axeSource: ';' })
    .setLegacyMode(true)
    .exclude('[data-alike]')
    // Of what is in order nothing is asked but that it was looked at.
    .options({ runOnly, resultTypes: ['violations'], selectors: false, preload: false })
    .analyze();
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} – ${nodes.map((node) => node.html).join(' ')}`,
  );
  expect(findings, findings.join('\n')).toEqual([]);
}

/**
 * Of the rows and entries side by side that are built alike two are judged, since every second one may be striped:
 * alike are the same elements with the same attributes, of which those that only name or lead somewhere may differ,
 * and words wherever the other has words. So a chip of another colour, a disabled button and an empty cell are judged
 * wherever in a list they stand.
 */
const leaveOutAlike = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const names = ['id', 'for', 'name', 'href', 'value', 'title', 'd', 'datetime', 'data-alike'];
    const naming = (name: string) =>
      names.includes(name) || /^aria-(label|labelledby|describedby|controls)$/.test(name);
    const told = ({ name, value }: Attr) => (naming(name) ? `${name}:${value !== ''}` : `${name}=${value}`);
    const build = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent?.trim() ? 'words' : '';
      const attributes = [...node.attributes].filter(({ name }) => name !== 'data-alike').map(told);
      return `<${node.tagName} ${attributes.sort().join(' ')}>${[...node.childNodes].map(build).join('')}</>`;
    };
    const met = new Map<Element | null, Map<string, number>>();
    for (const one of document.querySelectorAll('tr, li')) {
      const siblings = met.get(one.parentElement) ?? new Map<string, number>();
      met.set(one.parentElement, siblings);
      const built = build(one);
      const times = (siblings.get(built) ?? 0) + 1;
      siblings.set(built, times);
      one.toggleAttribute('data-alike', times > 2);
    }
  });
