// How somebody works on a page: by role and visible label, in the words of the own language.
import type { Locator, Page } from 'playwright-core';
import { type Language, messages } from '../../messages/catalogue.ts';

type Answer = (dialog: Locator) => Promise<unknown>;
export type Hands = {
  page: Page;
  /** The words of the page, by their key. */
  word(key: string): string;
  press(name: string, within?: Locator | Page): Promise<void>;
  /** A command in its dialog: open, answer what is asked, look at what will happen, confirm. */
  command(operation: string, answer?: Answer): Promise<void>;
  /** What is shown once: kept, and the dialog closed. */
  keepSecret(): Promise<string>;
};

export function handsOn(page: Page, language: Language): Hands {
  const word = (key: string): string => {
    const text = messages[language][key];
    if (!text) throw new Error(`there is no text ${key} in ${language}`);
    return text;
  };
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
