// STORY-06 and STORY-07 in the browser: a reseller wishes, its provider orders, and each sees what is its own.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { openPlace, type Place } from './place.ts';
import { sellingTogether, suite } from './selling-world.ts';

let browser: Browser;
let place: Place;
let partnerId: string;

beforeAll(async () => {
  [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
  await sellingTogether(place);
});
afterAll(async () => {
  await Promise.all([browser?.close(), place?.close()]);
});

const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('main')
    .getByRole('button', { name, exact: typeof name === 'string' })
    .click();
const openSubscription = (page: Page) =>
  page
    .getByRole('row', { name: /Daram Foods/ })
    .getByRole('link', { name: suite })
    .click();
/** What is no number of seats says so at once, and is not saved. */
async function typeNoQuantity(page: Page): Promise<void> {
  await page.getByLabel(/^Quantity of/).fill('0');
  await page.getByText('Enter a whole number from 1.').waitFor();
  await page.getByRole('status').filter({ hasText: 'Not saved yet' }).waitFor();
  expect(await page.getByRole('button', { name: 'Next', exact: true }).isDisabled()).toBe(true);
}
/** A reload in the middle loses nothing. */
const reloaded = async (page: Page, text: string) => {
  await page.reload();
  await page.getByText(text).first().waitFor();
};

describe('STORY-06 A reseller asks its provider to order (ACT-003, SUB-011)', () => {
  it('Jiwoo sends a purchase wish, in Korean', async () => {
    const page = await place.page(browser, 'Jiwoo');
    await page.goto('/wishes');
    await page.getByRole('link', { name: '구매 요청 보내기' }).first().click();
    await press(page, /Daram Foods/);
    await press(page, '다음');
    await page.getByLabel('이름으로 카탈로그 검색').fill(suite);
    await press(page, new RegExp(suite));
    await press(page, '다음');
    await page.getByRole('textbox', { name: '수량' }).fill('20');
    await page.getByLabel('공급자에게 남기는 메모').fill('새 사무실');
    await reloaded(page, suite);
    await press(page, '다음');
    await press(page, '구매 요청 보내기');
    await page.getByRole('heading', { name: '다음에 일어날 일' }).waitFor();
    await expectAccessible(page);
    expectNoErrors(page);
  });
  it('and Sena finds it among her work, and begins an order with it', async () => {
    const page = await place.page(browser, 'Sena');
    await page.goto('/');
    await page.getByRole('link', { name: `${suite} for Daram Foods` }).click();
    await page.getByText('새 사무실').waitFor();
    await press(page, 'Order it');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'See what will happen' }).click();
    await dialog.getByRole('button', { name: 'Order it' }).click();
    await page.getByRole('heading', { name: 'Quantities and terms' }).waitFor();
    expect(await page.getByLabel(/^Quantity of/).inputValue()).toBe('20');
    expectNoErrors(page);
  });
});

describe('STORY-07 A provider orders for a reseller’s customer (SUB-010, CHN-030, REL-130)', () => {
  it('Sena chooses customer and offer, and sees beside the rest why not', async () => {
    const page = await place.page(browser, 'Sena');
    await page.goto('/orders');
    await page.getByRole('link', { name: 'New order' }).first().click();
    await press(page, /Daram Foods/);
    await press(page, 'Next');
    await page.getByLabel('Search', { exact: true }).fill(suite);
    // What cannot be bought now stands folded below what can, and is folded anew with every search.
    const why = page.getByText('Education offers are only for customers that are qualified as education.').first();
    const seeWhy = async () => {
      const folded = page.locator('details:not([open]) > summary', { hasText: 'cannot be bought now' });
      if ((await folded.count()) > 0) await folded.click();
      return why.isVisible();
    };
    await expect.poll(seeWhy).toBe(true);
    await press(page, `Add ${suite}, 1 year, billed: Monthly to the cart`);
    await page.getByText('1 offer is in the cart.').waitFor();
    await press(page, 'Next');
    await typeNoQuantity(page);
    await page.getByLabel(/^Quantity of/).fill('20');
    await page.getByText('Saved.').waitFor();
    await reloaded(page, suite);
    expect(await page.getByLabel(/^Quantity of/).inputValue()).toBe('20');
    const reseller = page.getByLabel('Reseller of record (location id)');
    const chosen = reseller.locator('option:checked', { hasText: 'Miru Systems' });
    await chosen.waitFor({ state: 'attached' });
    partnerId = await reseller.inputValue();
    expect(partnerId).toMatch(/^\d+$/);
    expect(await chosen.innerText()).toBe(`Miru Systems – ${partnerId}`);
    await press(page, 'Next');
    await page.getByRole('cell', { name: '₩18,000' }).waitFor();
    await page.getByText('First charge in all').waitFor();
    await page.getByText('₩360,000 is charged for 20').waitFor();
    await expectAccessible(page);
    await press(page, 'Place order');
    await page.getByText(/^Order \d+ for Daram Foods has been placed\.$/).waitFor();
    await page.getByText('All of it is set up. The customer can use it now.').waitFor();
    await expectAccessible(page);
    expectNoErrors(page);
  });

  it('the subscription names Miru, its support is Saebyeok, and the charge stands in a line', async () => {
    const page = await place.page(browser, 'Minjun', { language: 'en' });
    await page.goto('/subscriptions');
    await openSubscription(page);
    await page.getByRole('heading', { name: `Subscription: ${suite}` }).waitFor();
    const fact = (name: string) => page.locator('dl.facts > div', { has: page.getByText(name, { exact: true }) });
    await page.getByRole('table', { name: 'Charge lines' }).waitFor();
    expect(await fact('Reseller of record').innerText()).toContain('Miru Systems');
    expect(await fact('Support contact').innerText()).toContain('Saebyeok Distribution');
    expect(await fact('Invoiced by the vendor').innerText()).toContain('Saebyeok Distribution');
    const line = page.getByRole('table', { name: 'Charge lines' }).getByRole('row').nth(1);
    expect(await line.innerText()).toContain('₩360,000');
    expect(await line.innerText()).toContain(partnerId);
  });

  it('seats are added after a look at what they cost', async () => {
    const page = await place.page(browser, 'Sena');
    await page.goto('/subscriptions');
    await openSubscription(page);
    await press(page, 'Increase seats');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Quantity').fill('22');
    await dialog.getByRole('button', { name: 'See what will happen' }).click();
    await dialog.getByText(/is charged for 2 more/).waitFor();
    await dialog.getByRole('button', { name: 'Increase seats' }).click();
    await page.getByText('The seats have been added.').first().waitFor();
    await page.getByText('22', { exact: true }).first().waitFor();
  });

  it('Miru sees it without what it costs, in Korean', async () => {
    const page = await place.page(browser, 'Jiwoo');
    await page.goto('/subscriptions');
    await openSubscription(page);
    await page.getByRole('heading', { name: `구독: ${suite}` }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toContain('₩');
    expect(text).not.toContain('청구 항목\n');
    expect(await page.getByRole('button', { name: '시트 늘리기' }).count()).toBe(0);
  });
});
