// Judges every page of a capability: three languages, four widths, light and dark, for eyes and for screen readers.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Language } from '../../messages/catalogue.ts';
import { expectAccessible, expectContrast } from './axe.ts';
import { expectNoErrors, expectNoOverflow, openPage, startChromium } from './chromium.ts';
import { openPlace, type Place } from './place.ts';
import { expectWords, goWithin, languages, type Shot, type Shots, settled, speak, widths } from './shots.ts';

type Made = Readonly<Record<string, string>>;

/** From the width the page has to the other end, so that no width is taken twice. */
async function judgeWidths(page: Page): Promise<void> {
  const isWide = page.viewportSize()?.width === widths.at(-1);
  for (const width of isWide ? widths.toReversed() : widths) {
    if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 900 });
    await expectNoOverflow(page);
  }
}

/** Beginning with the language the page speaks. What was done on the page stays done. */
async function judgeLanguages(page: Page): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.lang as Language);
  for (const language of [now, ...languages.filter((one) => one !== now)]) {
    await speak(page, language);
    await settled(page);
    await expectWords(page);
    await judgeWidths(page);
  }
}

/** All rules in the colours the page has, then its contrast in the other ones. */
async function judgeColours(page: Page): Promise<void> {
  await expectAccessible(page);
  const attribute = 'data-mantine-color-scheme';
  const other = (await page.locator('html').getAttribute(attribute)) === 'dark' ? 'light' : 'dark';
  await page.emulateMedia({ colorScheme: other });
  await page.locator(`html[${attribute}="${other}"]`).waitFor({ state: 'attached' });
  // Colours pass into each other: what is between them is nobody's contrast.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await expectContrast(page);
}

/** One test for each page; the things they show are made once. */
export function judgeAll(name: string, { prepare, shots }: Shots): void {
  describe(`The pages of ${name}`, () => {
    let browser: Browser;
    let place: Place;
    let page: Page;
    let made: Made;
    /** Whose page is open as it came: the next one of this person is gone to as by a link. */
    let openFor: string | undefined;
    beforeAll(async () => {
      [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
      made = await prepare(place);
      page = await openPage(browser);
    });
    afterAll(async () => {
      await Promise.all([browser?.close(), place?.close()]);
    });
    it('have names of their own', () => expect(new Set(shots.map((shot) => shot.name)).size).toBe(shots.length));
    it.each(named(shots))('%s reads well everywhere', async (_name, shot) => {
      const person = personOf(shot);
      const path = shot.path(made);
      const isOpen = openFor === person && (await goWithin(page, path));
      openFor = undefined;
      if (!isOpen) await page.goto((await place.hand(page, shot.by, shot.cloud)) + path);
      await settled(page);
      if (shot.act) {
        await shot.act(page);
        await settled(page);
      }
      await judgeLanguages(page);
      await judgeColours(page);
      expectNoErrors(page);
      if (!shot.act) openFor = person;
    });
  });
}

const personOf = ({ by, cloud }: Shot): string => `${by} ${cloud}`;
/** One person after the other, so that each signs in once. */
function named(shots: readonly Shot[]): [string, Shot][] {
  const people = [...new Set(shots.map(personOf))];
  const ordered = people.flatMap((person) => shots.filter((shot) => personOf(shot) === person));
  return ordered.map((shot) => [shot.name, shot]);
}
