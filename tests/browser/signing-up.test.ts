// An organization that nobody knows comes in: by the sign-up page, its mail, its domain, and the first sign-in.
// One that has lost its global admin gets another by its domain.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listMembers, suspendMember } from '../../contract/members.ts';
import { codeAt } from '../identity.ts';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { type Hands, handsOn } from './hands.ts';
import { openPlace, type Place } from './place.ts';

/** SEC-003: the overview needs no second factor, the rest asks for it and then leads on. */
async function goesOnWithoutAndThenWith({ page, word, press }: Hands) {
  await page.getByRole('link', { name: word('identity.later') }).click();
  await page.getByRole('heading', { name: word('home.unproven') }).waitFor();
  await expectAccessible(page);
  expectNoErrors(page);

  await page.goto('/account');
  await page.getByRole('heading', { name: word('identity.enrol') }).waitFor();
  const secret = (await page.locator('code.secret').textContent()) ?? '';
  await page.getByLabel(word('field.person.code')).fill(codeAt(secret.replaceAll(' ', ''), new Date()));
  await press(word('command.secondFactor.confirm'));
  await page.getByLabel(word('identity.codes.kept')).check();
  await press(word('portal.next'));
  await page.waitForURL((url) => url.pathname === '/account');
}

describe('Somebody new creates a tenant in Korean', () => {
  let browser: Browser;
  let place: Place;
  beforeAll(async () => {
    [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), place?.close()]);
  });

  it('confirms the mail, proves the domain (ACT-026) and signs in as the first global admin (SEC-003)', async () => {
    const hands = handsOn(await place.page(browser, undefined, { language: 'ko' }), 'ko');
    const { page, word, press } = hands;
    await page.goto('/sign-in');
    await page.getByRole('link', { name: word('signups.none') }).click();
    await page.getByRole('textbox', { name: word('field.signup.organizationName') }).fill('Nabi Studio');
    await page.getByLabel(word('field.signup.country')).selectOption('KR');
    await page.getByLabel(word('field.signup.domain')).fill('nabi.example');
    await page.locator('[name=mail]').fill('boram@nabi.example');
    await page.locator('[name=displayName]').fill('Boram');
    await press(word('command.signup.start'));
    await page.getByRole('link', { name: word('page.mailbox') }).click();
    await page.locator('summary').first().click();
    await page.getByRole('link', { name: /sign-up/ }).click();
    await press(word('command.signup.verifyMail'));
    await page.getByRole('heading', { name: word('signups.step.mailVerified') }).waitFor();
    await expectAccessible(page);
    await press(word('signups.prove.workbench'));
    await page.locator('input[autocomplete=new-password]').fill('orchid lantern walks 9 rivers');
    await press(word('command.signup.complete'));
    await page.getByText(word('signups.completed')).waitFor();
    await page.getByRole('link', { name: word('command.session.start') }).click();
    await page.getByLabel(word('field.person.name')).fill('boram@nabi.example');
    await page.getByRole('textbox', { name: word('field.person.password') }).fill('orchid lantern walks 9 rivers');
    await press(word('command.session.start'));
    await page.getByRole('heading', { name: word('identity.enrol') }).waitFor();
    expectNoErrors(page);
    expect(page.url()).toContain('/sign-in');
    await goesOnWithoutAndThenWith(hands);
    expectNoErrors(page);
  });

  it('and whoever must sign in on the way to a page gets there', async () => {
    const { page, word } = handsOn(await place.page(browser, undefined, { language: 'ko' }), 'ko');
    await page.goto('/orders?status=placed');
    await page.getByRole('heading', { name: word('identity.personas') }).waitFor();
    expect(page.url()).toContain('/sign-in');
    await page.getByRole('button', { name: /^Sena/ }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    expect(page.url()).toContain('/orders?status=placed');
    expectNoErrors(page);
  });

  it('and a company without a global admin gets one: a member proves its domain (ACT-026)', async () => {
    const mira = await place.as('Mira');
    const { items } = await mira.call(listMembers, { query: { limit: 200, role: 'globalAdmin' } });
    const hyun = items.find(({ organization }) => organization.name === 'Miru Systems')!;
    await mira.call(suspendMember, { path: { id: hyun.id }, body: { reason: 'has left' } });
    const { page, word, press } = handsOn(await place.page(browser, 'Jiwoo', { language: 'ko' }), 'ko');
    await page.goto('/');
    await page.getByRole('link', { name: word('page.adminClaim') }).click();
    await press(word('command.adminClaim.start'));
    await page.getByText('_kontor.miru-corp.example').first().waitFor();
    await expectAccessible(page);
    await press(word('signups.prove.workbench'));
    await page.getByText(word('claims.done')).first().waitFor();
    expectNoErrors(page);
  });

  it('who is signed in keeps the frame at an address where nothing is', async () => {
    const { page, word } = handsOn(await place.page(browser, 'Sena', { language: 'zh-CN' }), 'zh-CN');
    await page.goto('/nonsense');
    await page.getByRole('heading', { name: word('portal.unknown.title') }).waitFor();
    await page.getByText('/nonsense').waitFor();
    await page.getByRole('navigation', { name: word('portal.navigation') }).waitFor();
    await expectAccessible(page);
  });
});
