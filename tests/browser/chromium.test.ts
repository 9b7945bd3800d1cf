// The eyes of the browser tests see what they claim to see.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, expectNoOverflow, openPage, startChromium, takePicture } from './chromium.ts';

const pageOf = (body: string) =>
  `<!doctype html><html lang="ko"><head><title>초대</title></head><body><main><h1>초대</h1>${body}</main></body></html>`;

let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

describe('The eyes of the browser tests', () => {
  it('have the language, colour scheme and size that were asked for', async () => {
    const page = await openPage(browser, { language: 'ko', colorScheme: 'dark', viewport: 'phone' });
    const seen = await page.evaluate(() => ({
      language: navigator.language,
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
      width: innerWidth,
    }));
    expect(seen).toEqual({ language: 'ko', isDark: true, width: 360 });
  });

  it('have letters for Hangul and Han', async () => {
    const page = await openPage(browser, { language: 'ko' });
    await page.setContent(
      pageOf('<div><span>한</span></div><div><span>汉</span></div><div><span>&#xE123;</span></div>'),
    );
    const pictures = await Promise.all((await page.locator('span').all()).map((letter) => letter.screenshot()));
    const [hangul, han, missing] = pictures.map((picture) => picture.toString('base64'));
    expect(new Set([hangul, han, missing]).size).toBe(3);
  });

  it('find what a person could not use', async () => {
    const page = await openPage(browser);
    await page.setContent(pageOf('<p style="color:#999">회색</p><input>'));
    await expect(expectAccessible(page)).rejects.toThrow(/color-contrast[\s\S]*label/);
    await page.setContent(pageOf('<p>검정</p><label>이름 <input></label>'));
    await expectAccessible(page);
  });

  it('find it in any row that is not like the others', async () => {
    const page = await openPage(browser);
    const row = (style: string) => `<li><span style="${style}">회색</span></li>`;
    const alike = row('color:#333').repeat(12);
    await page.setContent(pageOf(`<ul>${alike}</ul>`));
    await expectAccessible(page);
    expect(await page.locator('[data-alike]').count()).toBe(10);
    await page.setContent(pageOf(`<ul>${alike}${row('color:#999')}</ul>`));
    await expect(expectAccessible(page)).rejects.toThrow(/color-contrast/);
  });

  it('notice a script that breaks', async () => {
    const page = await openPage(browser);
    await page.setContent(pageOf('<p>조용</p>'));
    expectNoErrors(page);
    const broken = page.context().waitForEvent('weberror');
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('broken'))));
    await broken;
    expect(() => expectNoErrors(page)).toThrow(/broken/);
  });

  it('notice a page that is too wide for a phone', async () => {
    const page = await openPage(browser, { viewport: 'phone' });
    await page.setContent(pageOf('<p>좁음</p>'));
    await expectNoOverflow(page);
    await page.setContent(pageOf('<p style="width:600px">넓음</p>'));
    await expect(expectNoOverflow(page)).rejects.toThrow();
  });

  it('take a picture of the whole page', async () => {
    const page = await openPage(browser, { viewport: 'phone' });
    await page.setContent(pageOf('<p style="height:2000px">길다</p>'));
    const path = join(tmpdir(), `kontor-picture-${process.pid}.png`);
    await takePicture(page, path);
    const picture = await readFile(path);
    expect(picture.readUInt32BE(20)).toBeGreaterThan(2000);
  });
});
