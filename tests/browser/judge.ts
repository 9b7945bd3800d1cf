// Judges every page of a capability: three languages, three widths, light and dark, for eyes and for screen readers.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  expectAccessible,
  expectContrast,
  expectNoErrors,
  expectNoOverflow,
  openPage,
  startChromium,
} from './chromium.ts';
import { openPlace, type Place } from './place.ts';
import { expectWords, languages, type Shot, type Shots, settled, show, speak, widths } from './shots.ts';

type Made = Readonly<Record<string, string>>;

async function judgeWidths(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoOverflow(page);
  }
}

async function judge(page: Page, shot: Shot, made: Made): Promise<void> {
  const { act, ...bare } = shot;
  await page.emulateMedia({ colorScheme: 'light' });
  await show(page, bare, made);
  for (const language of languages) {
    await speak(page, language);
    await act?.(page);
    await settled(page);
    await expectWords(page);
    await judgeWidths(page);
    if (act && language !== languages.at(-1)) await show(page, bare, made);
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
    let page: Page;
    let made: Made;
    beforeAll(async () => {
      [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
      made = await prepare(place);
      page = await openPage(browser);
    });
    afterAll(async () => {
      await Promise.all([browser?.close(), place?.close()]);
    });
    it('have names of their own', () => expect(new Set(shots.map((shot) => shot.name)).size).toBe(shots.length));
    it.each(shots.map((shot) => [shot.name, shot] as const))('%s reads well everywhere', async (_name, shot) => {
      const origin = await place.hand(page, shot.by, shot.cloud);
      await judge(page, { ...shot, path: (all) => origin + shot.path(all) }, made);
    });
  });
}
