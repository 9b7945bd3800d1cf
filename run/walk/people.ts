// The people of the story in browsers of their own: they sign in, go by the side bar, and press what they read.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Language } from '../../messages/catalogue.ts';
import { openPage } from '../../tests/browser/chromium.ts';
import { type Hands, handsOn } from '../../tests/browser/hands.ts';
import { settled, speak } from '../../tests/browser/shots.ts';

export type People = {
  /** Somebody of the demo, signed in from the page of those who can be. */
  be(name: string): Promise<Hands>;
  /** Somebody who has not signed in. */
  nobody(): Promise<Hands>;
  /** Goes to a page by its name in the side bar. */
  go(hands: Hands, title: string): Promise<void>;
  /** Opens a link that somebody was sent. */
  follow(hands: Hands, link: string): Promise<void>;
  picture(hands: Hands, name: string): Promise<void>;
  pictures: string[];
  /** What one step leaves for the next. */
  kept: Map<string, string>;
  /** Everything is as it was before the story, by the snapshot of the workbench that was taken first. */
  putBack(): Promise<void>;
  close(): Promise<void>;
};
type Given = { browser: Browser; origin: string; language: Language; pictures: string };

const quality = 60;
const longest = 1400;
const snapshotName = 'Before the story';
const size = { width: 1200, height: 760 };

async function signIn(hands: Hands, name: string, language: Language): Promise<void> {
  const { page } = hands;
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('navigation').first().waitFor();
  await settled(page);
  await speak(page, language);
}

/** The page from its top, small enough to be kept in the repository and large enough to be read. */
async function taken({ page, word }: Hands, path: string): Promise<void> {
  await settled(page);
  const said = page.getByRole('button', { name: word('portal.close'), exact: true });
  if (await said.isVisible()) await said.click();
  const height = await page.evaluate(async () => {
    await document.fonts.ready;
    scrollTo(0, 0);
    return document.documentElement.scrollHeight;
  });
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(height, longest) };
  await page.screenshot({ path, fullPage: true, clip, type: 'jpeg', quality, animations: 'disabled', caret: 'hide' });
}

/** Snapshots are offered by the strip of the workbench over every page. */
async function takeSnapshot({ page, word, press }: Hands): Promise<void> {
  await press(word('workbench.snapshots'));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(word('workbench.snapshot.name')).fill(snapshotName);
  await press(word('workbench.snapshot.take'), dialog);
  await dialog.waitFor({ state: 'detached' });
}

async function putBack({ page, word, press }: Hands): Promise<void> {
  await press(word('workbench.snapshots'));
  const dialog = page.getByRole('dialog');
  const row = dialog.getByRole('listitem').filter({ hasText: snapshotName }).first();
  await press(word('workbench.snapshot.restore'), row);
  await dialog.waitFor({ state: 'detached' });
}

async function go({ page }: Hands, title: string): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link', { name: title, exact: true }).first();
  // The pages behind links that people were sent have no side bar.
  if ((await link.count()) === 0) await page.goto('/');
  await link.click();
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await settled(page);
}

export function peopleOf({ browser, origin, language, pictures }: Given): People {
  const known = new Map<string, Hands>();
  const names: string[] = [];
  const opened = async () => {
    const page = await openPage(browser, { origin, language });
    await page.setViewportSize(size);
    return handsOn(page, language);
  };
  const be = async (name: string) => {
    const hands = known.get(name) ?? (await opened());
    if (!known.has(name)) {
      await signIn(hands, name, language);
      if (known.size === 0) await takeSnapshot(hands);
    }
    known.set(name, hands);
    return hands;
  };
  return {
    be,
    nobody: opened,
    go,
    follow: async ({ page }, link) => {
      await page.goto(link);
      await settled(page);
    },
    picture: async (hands, name) => {
      names.push(`${String(names.length + 1).padStart(2, '0')}-${name}.jpg`);
      await taken(hands, join(pictures, names.at(-1)!));
    },
    pictures: names,
    kept: new Map(),
    putBack: async () => putBack([...known.values()][0]!),
    close: () => Promise.all(browser.contexts().map((context) => context.close())).then(() => undefined),
  };
}
