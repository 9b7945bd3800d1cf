// Every page of the portal as data: who looks at it and how one gets there; tests judge them, pictures show them.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Language, messages } from '../../messages/catalogue.ts';
import type { Cloud, Place } from './place.ts';

export const languages = ['en', 'ko', 'zh-CN'] as const satisfies Language[];
export const widths = [360, 768, 1280, 1440] as const;

export type Shot = {
  /** Of the picture and of the test; unique. */
  name: string;
  /** The shown name of somebody of the demo; nobody for a page before sign-in. */
  by?: string;
  cloud?: Cloud;
  /** Where it is, once the things it shows have been made. */
  path: (made: Readonly<Record<string, string>>) => string;
  /** What is done on the page before one looks: a dialog opened, a step taken. No words, since these differ. */
  act?: (page: Page) => Promise<void>;
};
/** The pages of one capability, and the things they show, made by calls before. */
export type Shots = {
  prepare: (place: Place) => Promise<Readonly<Record<string, string>>>;
  shots: readonly Shot[];
};

/** The page has arrived: its heading is there and nothing loads any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('h1') &&
      !document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root'),
  );
}

type Made = Readonly<Record<string, string>>;
/** Where the page is, and what is done on it. */
export async function show(page: Page, { path, act }: Shot, made: Made): Promise<void> {
  await page.goto(path(made));
  await settled(page);
  if (!act) return;
  await act(page);
  await settled(page);
}

/** As by a link, without loading all anew; not to the page that is open already. */
export async function goWithin(page: Page, path: string): Promise<boolean> {
  const { pathname } = new URL(path, page.url());
  if (pathname === new URL(page.url()).pathname) return false;
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
  }, path);
  await page.locator('h1:not([data-left])').waitFor({ state: 'attached' });
  return true;
}

/** By the menu in the bar, even where a dialog lies over it. */
export async function speak(page: Page, language: Language): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.lang as Language);
  if (now === language) return;
  const opener = page.locator(`button[aria-label="${messages[now]['portal.language']}"]`);
  await opener.dispatchEvent('click');
  await page.locator(`.drop-item[lang="${language}"]`).dispatchEvent('click');
  // The page says its language before its words have changed: those of the opener change with all others.
  const spoken = page.locator(`html[lang="${language}"] button[aria-label="${messages[language]['portal.language']}"]`);
  await spoken.waitFor({ state: 'attached' });
}

const rawKey = /\b(noun|field|command|status|value|portal|waiting|role|refusal|event)\.[a-z]\w*(\.\w+)*\b/;

/** No key stands where a text should be. */
export async function expectWords(page: Page): Promise<void> {
  const text = await page.evaluate(() => {
    for (const code of document.querySelectorAll('code, .mono, textarea')) code.classList.add('left-out');
    const clone = document.body.cloneNode(true) as HTMLElement;
    for (const one of clone.querySelectorAll('.left-out')) one.remove();
    return clone.innerText;
  });
  expect(rawKey.exec(text)?.[0]).toBeUndefined();
}
