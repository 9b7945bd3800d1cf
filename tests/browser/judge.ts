// Judges every page of a capability: three languages, three widths, light and dark, for eyes and for screen readers.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, expectContrast, expectNoErrors, expectNoOverflow, startChromium } from './chromium.ts';
import { openPlace, type Place } from './place.ts';
import { expectWords, languages, type Shot, type Shots, settled, show, speak, widths } from './shots.ts';

async function judgeWidths(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoOverflow(page);
  }
}

async function judge(page: Page, shot: Shot, made: Readonly<Record<string, string>>): Promise<void> {
  for (const language of languages) {
    if (language === 'en') await show(page, shot, made);
    else {
      await speak(page, language);
      if (shot.act) await show(page, shot, made);
      else await page.reload();
      await settled(page);
    }
    await expectWords(page);
    await judgeWidths(page);
  }
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
  await expectContrast(page);
  expectNoErrors(page);
}

/** One test for each page; the things they show are made once. */
export function judgeAll(name: string, { prepare, shots }: Shots): void {
  describe(`The pages of ${name}`, () => {
    let browser: Browser;
    let place: Place;
    let made: Readonly<Record<string, string>>;
    beforeAll(async () => {
      [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
      made = await prepare(place);
    });
    afterAll(async () => {
      await Promise.all([browser?.close(), place?.close()]);
    });
    it('have names of their own', () => expect(new Set(shots.map((shot) => shot.name)).size).toBe(shots.length));
    it.each(shots.map((shot) => [shot.name, shot] as const))('%s reads well everywhere', async (_name, shot) => {
      const page = await place.page(browser, shot.by, { language: 'en', ...(shot.cloud && { cloud: shot.cloud }) });
      await judge(page, shot, made);
      await page.context().close();
    });
  });
}
