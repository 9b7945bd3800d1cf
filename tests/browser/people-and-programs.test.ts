// The lives of a member, an API client and a webhook in the browser, by what stands on the buttons.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectNoErrors, startChromium } from './chromium.ts';
import { type Hands, handsOn } from './hands.ts';
import { openPlace, type Place } from './place.ts';

describe('Hyun looks after people and programs of Miru', () => {
  let browser: Browser;
  let place: Place;
  let hyun: Hands;
  beforeAll(async () => {
    [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
    hyun = handsOn(await place.page(browser, 'Hyun', { language: 'en' }), 'en');
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), place?.close()]);
  });
  const closed = () => hyun.page.getByRole('dialog').waitFor({ state: 'detached' });

  it('adds a member, whose temporary password is shown once and changed at the first sign-in (ROL-005)', async () => {
    const { page, word, command, keepSecret, press } = hyun;
    await page.goto('/members');
    await command('member.add', async (dialog) => {
      await dialog.getByLabel(word('field.member.name')).fill('nari@miru.example');
      await dialog.locator('[name=displayName]').fill('Nari');
      await press(word('portal.preview.look'), dialog);
      // The field says what is missing; beside the button nothing is said of contracts and programs.
      await dialog.getByText(word('invalid.required'), { exact: true }).waitFor();
      expect(await dialog.getByRole('alert').innerText()).toBe(word('portal.unfitting.marked'));
      await dialog.getByLabel(word('role.salesAgent')).check();
    });
    const password = await keepSecret();
    const nari = await place.page(browser, undefined, { language: 'en' });
    await nari.goto('/sign-in');
    await nari.getByLabel(word('field.person.name')).fill('nari@miru.example');
    await nari.getByRole('textbox', { name: word('field.person.password') }).fill(password);
    await nari.getByRole('button', { name: word('command.session.start'), exact: true }).click();
    await nari.getByRole('heading', { name: word('identity.forcedPassword') }).waitFor();
  });

  it('changes the roles of the member, sees what they allow, and removes the member', async () => {
    const { page, word, command } = hyun;
    await page.getByRole('link', { name: 'Nari' }).click();
    await command('member.changeRoles', async (dialog) => {
      await dialog.getByLabel(word('role.salesAgent')).uncheck();
      await dialog.getByLabel(word('role.helpdeskAgent')).check();
    });
    await closed();
    await page.getByText(word('role.helpdeskAgent.about')).waitFor();
    await command('member.remove');
    await page.getByText(word('members.roles.none')).waitFor();
    expectNoErrors(page);
  });

  it('creates a program, rotates its secret and shuts it out', async () => {
    const { page, word, command, keepSecret } = hyun;
    await page.goto('/api-clients');
    await command('apiClient.create', async (dialog) => {
      await dialog.getByLabel(word('field.name')).fill('Night run');
      await dialog.getByLabel(word('role.user'), { exact: true }).check();
    });
    const first = await keepSecret();
    await page.getByRole('link', { name: 'Night run' }).click();
    await command('apiClient.rotate', (dialog) => dialog.getByLabel(word('field.apiClient.endsFormerNow')).check());
    expect(await keepSecret()).not.toBe(first);
    const verb = word('command.apiClient.revoke');
    await page.getByRole('button', { name: verb, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Night run');
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await page.getByText(word('status.revoked')).first().waitFor();
    expectNoErrors(page);
  });

  it('creates a webhook, tests it, reads its log, pauses, resumes, and removes it', async () => {
    const { page, word, command, keepSecret } = hyun;
    await page.goto('/event-webhooks');
    await command('webhook.create', async (dialog) => {
      await dialog.getByLabel(word('field.webhook.url')).fill('https://hooks.miru.example/kontor');
      await dialog.getByLabel(word('field.webhook.types')).fill('partnership.*\nmember.added');
    });
    const first = await keepSecret();
    expect(first).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'https://hooks.miru.example/kontor' }).click();
    await command('webhook.ping');
    await page.getByText('webhook.pinged').waitFor();
    await command('webhook.changeSecret');
    expect(await keepSecret()).not.toBe(first);
    await command('webhook.pause');
    await page.getByText(word('status.webhook.paused')).first().waitFor();
    await command('webhook.resume');
    await page.getByText(word('status.active')).first().waitFor();
    await closed();
    await command('webhook.remove');
    await page.getByText(word('status.removed')).first().waitFor();
    expectNoErrors(page);
  });

  it('is told who may, and is led back, where her roles open no page', async () => {
    const { page, word } = hyun;
    await page.goto('/price-imports');
    await page.getByRole('heading', { name: word('noun.priceImport.many') }).waitFor();
    await page.getByText(/It is open to: Operator’s admin, Operator’s support, or Operator’s billing\.$/).waitFor();
    await page.getByRole('link', { name: word('portal.closed.back') }).click();
    await page.getByRole('heading', { name: word('portal.home'), level: 1 }).waitFor();
    await page.goto('/price-differences');
    await page.getByRole('heading', { name: word('noun.priceDifference.many') }).waitFor();
    await page.getByText(/It is open to: /).waitFor();
  });
});
