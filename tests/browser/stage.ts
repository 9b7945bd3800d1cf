// What people of the stories do in the browser, by role and visible label, in the language each of them speaks.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Language, messages } from '../../messages/catalogue.ts';

export type Reads = (key: string) => string;
/** The labels that a person sees. */
export const reads =
  (language: Language): Reads =>
  (key) => {
    const text = messages[language][key];
    if (text === undefined) throw new Error(`there is no text ${key} in ${language}`);
    return text;
  };

/** The part of a text before its first placeholder that says something, to find a sentence by. */
export const startOf = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{[^}]*\}/)
      .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );

/** The verb on the page, then the same verb in the dialog that says what will happen. */
export async function carryOut(page: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).click();
  await confirm(page, verb);
}

export async function confirm(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: verb, exact: true });
  await button.click();
  await dialog.waitFor({ state: 'detached' });
}

export const shownLink = async (page: Page): Promise<string> =>
  new URL((await page.locator('code.secret').first().innerText()).trim()).pathname;

/** Only with the Tab key, as somebody without a mouse. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  expect(await wanted.evaluate((one) => one === document.activeElement), 'reached by Tab').toBe(true);
}
