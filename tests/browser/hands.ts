// How somebody works on a page: by role and visible label, in the words of the own language.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Language, messages } from '../../messages/catalogue.ts';

/** What a person reads, by its key. */
export type Reads = (key: string) => string;
export const reads =
  (language: Language): Reads =>
  (key) => {
    const text = messages[language][key];
    if (!text) throw new Error(`there is no text ${key} in ${language}`);
    return text;
  };

type Answer = (dialog: Locator) => Promise<unknown>;
export type Hands = {
  page: Page;
  word: Reads;
  press(name: string, within?: Locator | Page): Promise<void>;
  /** A command in its dialog: open, answer what is asked, look at what will happen, confirm. */
  command(operation: string, answer?: Answer): Promise<void>;
  /** What is shown once: kept, and the dialog closed. */
  keepSecret(): Promise<string>;
};

export function handsOn(page: Page, language: Language): Hands {
  const word = reads(language);
  const press = (name: string, within: Locator | Page = page) =>
    within.getByRole('button', { name, exact: true }).click();
  const command = async (operation: string, answer?: Answer) => {
    const verb = word(`command.${operation}`);
    await page.getByRole('main').getByRole('button', { name: verb, exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    if (answer) {
      await answer(dialog);
      await press(word('portal.preview.look'), dialog);
    }
    await press(verb, dialog);
  };
  const keepSecret = async () => {
    const dialog = page.getByRole('dialog');
    const secret = (await dialog.locator('code').textContent()) ?? '';
    await dialog.getByLabel(word('portal.revealed.kept')).check();
    await dialog
      .getByRole('button', { name: word('portal.close'), exact: true })
      .last()
      .click();
    await dialog.waitFor({ state: 'detached' });
    return secret;
  };
  return { page, word, press, command, keepSecret };
}

const triesMax = 5;
/** To where the link leads. A click that falls between two renderings reaches nobody; a person clicks again. */
export async function follow(link: Locator): Promise<void> {
  const page = link.page();
  const { pathname } = new URL((await link.getAttribute('href')) ?? '', page.url());
  const isThere = (url: URL) => url.pathname === pathname;
  for (let tries = 1; !isThere(new URL(page.url())); tries += 1) {
    await link.click();
    const moved = page.waitForURL(isThere, { timeout: 10_000 });
    await (tries < triesMax ? moved.catch(() => undefined) : moved);
  }
}

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
