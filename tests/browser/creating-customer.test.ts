// A provider creates a customer in the browser: what is wrong is said at its field, the password is seen once.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { type Hands, handsOn, startOf } from './hands.ts';
import { openPlace, type Place } from './place.ts';
import { expectWords } from './shots.ts';

describe('Sena of Saebyeok creates a customer', () => {
  let browser: Browser;
  let place: Place;
  let sena: Hands;
  beforeAll(async () => {
    [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
    sena = handsOn(await place.page(browser, 'Sena', { language: 'ko' }), 'ko');
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), place?.close()]);
  });
  const field = (name: string) => sena.page.locator(`[name="${name}"]`);

  it('fills in the company and its admin, and sees the whole domain', async () => {
    const { page, word, press } = sena;
    await page.goto('/customers');
    await page.getByRole('link', { name: word('command.relationship.create'), exact: true }).click();
    await field('companyName').fill('Bada Logistics');
    await field('country').selectOption('KR');
    await field('street').fill('Marine-ro 1');
    await field('city').fill('Busan');
    await field('province').fill('26');
    await field('postalCode').fill('48058');
    await field('registrationNumber').fill('605-81-24680');
    await field('domainPrefix').fill('bada');
    await page.getByText(`bada.${new URL(page.url()).hostname}`).waitFor();
    await field('lastName').fill('Han');
    await field('mail').fill('sora@bada.example');
    await field('phone').fill('+82 51 700 1000');
    await field('name').fill('sora@bada.example');
    await field('displayName').fill('Han Sora');
    await press(word('portal.preview.look'));
    await page.locator('[name="firstName"]:invalid:focus').waitFor();
    await field('firstName').fill('Sora');
    await expectAccessible(page);
    await expectWords(page);
  });

  it('reads why not while the name is unconfirmed, then what will happen', async () => {
    const { page, word, press } = sena;
    await press(word('portal.preview.look'));
    await page.getByText(word('refusal.legal_name_not_confirmed.says')).waitFor();
    await press(word('portal.back'));
    await page.getByLabel(word('field.newCustomer.confirmsLegalName')).check();
    await press(word('portal.preview.look'));
    await page.getByText(startOf(word('relationships.foresee.admin_made'))).waitFor();
    await expectAccessible(page);
    await press(word('command.relationship.create'));
  });

  it('sees the password once, and is told what to do next', async () => {
    const { page, word, press } = sena;
    await page.getByText(word('portal.revealed.once')).waitFor();
    const password = await page.locator('code.secret').last().innerText();
    await expectAccessible(page);
    await expectWords(page);
    await page.getByLabel(word('portal.revealed.kept')).check();
    await press(word('portal.close'), page.getByRole('main'));
    await page.getByRole('link', { name: word('relationships.create.attest') }).waitFor();
    expect(await page.content()).not.toContain(password);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(password);
    await page.goto('/customers');
    await page.getByRole('link', { name: 'Bada Logistics' }).waitFor();
    expectNoErrors(page);
  });
});
