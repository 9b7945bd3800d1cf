// Opens pages in the system's Chromium the way a person would have them, and keeps what breaks in them.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium, howToInstall } from '../../run/debian.mjs';

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A busy machine makes tests slow, and nothing else. */
const patienceMs = 150_000;

const viewports = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
};

export interface Eyes {
  language?: 'en' | 'ko' | 'zh-CN';
  viewport?: keyof typeof viewports;
  colorScheme?: 'light' | 'dark';
  /** Where the server under test listens, so that pages are opened by their path. */
  origin?: string;
}

/** One browser with an empty profile; each page gets its own session in it. */
export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`There is no Chromium on this machine. ${howToInstall}`);
  return chromium.launch({ executablePath, args: quietFlags, headless: true, timeout: patienceMs });
}

/** A page that shares nothing with others. What breaks in it is kept and asked for by `expectNoErrors`. */
export async function openPage(browser: Browser, eyes: Eyes = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: eyes.language ?? 'en',
    viewport: viewports[eyes.viewport ?? 'desktop'],
    colorScheme: eyes.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    ...(eyes.origin ? { baseURL: eyes.origin } : {}),
  });
  context.setDefaultTimeout(patienceMs);
  keepErrors(context);
  return context.newPage();
}

const errors = new WeakMap<BrowserContext, string[]>();

function keepErrors(context: BrowserContext): void {
  const kept: string[] = [];
  errors.set(context, kept);
  context.on('weberror', (event) => kept.push(String(event.error())));
  // Whoever looks at a page is not to be asked for what their roles do not show: the page knows what they may.
  context.on('response', (answer) => {
    if (answer.status() === 403 && answer.request().method() === 'GET') kept.push(`403 ${answer.url()}`);
  });
  context.on('console', (message) => {
    // A refusal of a command is shown to the person; the browser's own remark about it is no mistake of the page.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) kept.push(message.text());
  });
}

/** No exception, no error message and nothing that the content security policy stopped, since it was last asked. */
export function expectNoErrors(page: Page): void {
  expect(errors.get(page.context())?.splice(0)).toEqual([]);
}

/** Nothing sticks out to the side: the page needs no horizontal scrolling. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const excess = await page.evaluate(() => {
    const { scrollWidth, clientWidth, lang } = document.documentElement;
    if (scrollWidth <= clientWidth) return undefined;
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    );
    return `${lang} at ${clientWidth}: ${scrollWidth} wide, ${wide.at(-1)?.outerHTML.slice(0, 200)}`;
  });
  expect(excess).toBeUndefined();
}

/** The whole page as a picture, when fonts are there and nothing moves. */
export async function takePicture(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
}
