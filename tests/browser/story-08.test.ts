// STORY-08 in the browser: a second partner comes to a customer, and everything that is there stays as it is.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { openPlace, type Place } from './place.ts';
import { invitedDaram, orderOf, sellingTogether, suite } from './selling-world.ts';

let browser: Browser;
let place: Place;
let before: string;
let subscription: string;

/** All that the customer's own page says about a subscription. */
async function factsOf(page: Page): Promise<string> {
  await page.goto(`/subscriptions/${subscription}`);
  await page.getByRole('heading', { name: `구독: ${suite}` }).waitFor();
  await page.getByText('활성', { exact: true }).first().waitFor();
  return page.locator('dl.facts').innerText();
}

beforeAll(async () => {
  [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
  const { sena, relationship } = await sellingTogether(place);
  subscription = (await orderOf(sena, relationship, 20)).subscription;
});
afterAll(async () => {
  await Promise.all([browser?.close(), place?.close()]);
});

describe('STORY-08 Multi-partner keeps everything (REL-113 to REL-117, CHN-035)', () => {
  it('Haneul sees who sold, who is paid and who supports, in Korean', async () => {
    const page = await place.page(browser, 'Haneul');
    await page.goto('/subscriptions');
    const row = page.getByRole('row', { name: new RegExp(suite) });
    expect(await row.innerText()).toContain('Saebyeok Distribution');
    expect(await row.innerText()).toContain('Miru Systems');
    before = await factsOf(page);
    for (const name of ['판매 파트너', '고객이 대금을 내는 곳', '등록 재판매인', '지원 담당자']) {
      expect(before).toContain(name);
    }
    expect(before).not.toContain('₩');
    await page.getByText('수량 변경이나 취소는 Saebyeok Distribution에 요청하십시오.').waitFor();
    await expectAccessible(page);
    expectNoErrors(page);
  });

  it('Lumenfold comes, and every fact of the subscription reads as before', async () => {
    await invitedDaram(place, await place.as('Yuna'), { isAgreementOnRecord: true });
    const page = await place.page(browser, 'Haneul');
    expect(await factsOf(page)).toBe(before);
  });

  it('Lumenfold finds its own subscriptions only, and none of Daram’s', async () => {
    const page = await place.page(browser, 'Yuna');
    await page.goto('/subscriptions');
    await page.getByRole('heading', { name: '구독 목록' }).waitFor();
    await page.getByText('불러오는 중').waitFor({ state: 'detached' });
    expect(await page.locator('main').innerText()).not.toContain('Daram Foods');
    await page.goto(`/subscriptions/${subscription}`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(suite);
  });

  it('and may order for Daram itself, with Daram’s limits counted for all', async () => {
    const page = await place.page(browser, 'Yuna');
    await page.goto('/orders/new');
    await page.getByRole('button', { name: /Daram Foods/ }).click();
    await page.getByRole('button', { name: '다음', exact: true }).click();
    await page.getByRole('heading', { name: '오퍼 선택' }).waitFor();
    await page
      .getByRole('button', { name: new RegExp(`${suite}.*담기`) })
      .first()
      .waitFor();
    expectNoErrors(page);
  });
});
