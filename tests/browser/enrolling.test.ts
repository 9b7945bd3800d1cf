// A reseller who may not approve a link yet enrols in Korean, is verified, signs, and approves the same link.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPartnershipInvitation } from '../../contract/partnerships.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { confirm, type Hands, handsOn, startOf } from './hands.ts';
import { openPlace, type Place } from './place.ts';
import { settled } from './shots.ts';

describe('STORY-02 Reseller not enrolled yet, in the browser', () => {
  let browser: Browser;
  let place: Place;
  let yejin: Hands;
  let mira: Hands;
  let sena: Hands;
  let link: string;
  beforeAll(async () => {
    [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
    yejin = handsOn(await place.page(browser, 'Yejin', { language: 'ko' }), 'ko');
    mira = handsOn(await place.page(browser, 'Mira', { language: 'en' }), 'en');
    sena = handsOn(await place.page(browser, 'Sena', { language: 'en' }), 'en');
    const made = await (await place.as('Sena')).call(createPartnershipInvitation, { body: {} });
    link = new URL(made.link!).pathname;
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), place?.close()]);
  });

  /** Opens the link, ticks and approves. */
  const approve = async ({ page, word }: Hands) => {
    await page.goto(link);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: word('command.partnershipInvitation.use'), exact: true }).click();
  };
  const isListed = async ({ page }: Hands, other: string) => {
    await page.goto('/partnerships');
    await settled(page);
    return (await page.getByRole('main').getByText(other).count()) > 0;
  };

  it('is told to enrol, and nothing is linked', async () => {
    const { page, word } = yejin;
    await approve(yejin);
    await page
      .getByText(startOf(word('partnerships.answer.notEnrolled')))
      .first()
      .waitFor();
    await page.getByText(word('refusal.not_enrolled_as_reseller.mend')).waitFor();
    expect(await isListed(sena, 'Oaktrail IT')).toBe(false);
  });

  it('chooses as what, reads the agreement, sees that nothing is missing, and submits', async () => {
    const { page, word, press } = yejin;
    await page.goto('/enrolments');
    await page
      .getByRole('link', { name: word('command.enrolment.start') })
      .first()
      .click();
    expect(await page.getByRole('radio', { name: word('value.enrolment.kind.reseller') }).isChecked()).toBe(true);
    await press(word('portal.next'));
    await page.getByText(word('organizations.agreement.binding')).waitFor();
    await press(word('command.enrolment.start'));
    await page.getByText(word('organizations.missing.nothing')).waitFor();
    await page.reload();
    await page.getByText(word('organizations.missing.nothing')).waitFor();
    await press(word('portal.next'));
    await page.getByText(word('organizations.foresee.contact_confirms')).waitFor();
    await press(word('command.enrolment.submit'));
    await page.getByText(word('status.enrolment.emailVerification')).first().waitFor();
  });

  it('finds the mail, follows its link and confirms both statements', async () => {
    const { page, word, press } = handsOn(await place.page(browser, undefined, { language: 'ko' }), 'ko');
    await page.goto('/mailbox?to=yejin@oaktrail.example');
    await page.locator('summary').first().click();
    await page.getByRole('link', { name: /enrolment-links/ }).click();
    await page.getByRole('heading', { level: 1, name: /Oaktrail IT/ }).waitFor();
    const confirm = page.getByRole('button', { name: word('command.enrolment.confirm'), exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await press(word('command.enrolment.confirm'));
    await page.getByText(word('organizations.confirm.done')).waitFor();
    expectNoErrors(page);
  });

  it('waits in the queue of the operator, who records the checks and qualifies', async () => {
    const { page, word, command } = mira;
    const passedChip = page.locator('.chip', { hasText: word('status.check.passed') });
    const passed = (count: number) => passedChip.nth(count - 1).waitFor();
    await page.goto('/');
    const queue = page.getByRole('region', { name: word('waiting.enrolment') });
    await queue.getByRole('link', { name: 'Oaktrail IT' }).click();
    await page.getByRole('heading', { level: 1, name: /Oaktrail IT/ }).waitFor();
    await command('enrolment.check', async (dialog) => {
      await dialog.getByLabel(word('field.enrolment.check')).selectOption('employment');
      await dialog.getByLabel(word('field.enrolment.result')).selectOption('passed');
    });
    await passed(2);
    await command('enrolment.check', async (dialog) => {
      await dialog.getByLabel(word('field.enrolment.check')).selectOption('business');
      await dialog.getByLabel(word('field.enrolment.result')).selectOption('passed');
      await dialog.getByLabel(word('field.enrolment.registeredName')).fill('Oaktrail IT');
      await dialog.getByLabel(word('value.enrolment.documents.businessRegistration')).check();
    });
    await passed(3);
    await command('enrolment.qualify');
    await page.getByText(word('organizations.standing.qualified')).waitFor();
    expectNoErrors(page);
  });

  it('adds a selling tenant, links its location and signs', async () => {
    const { page, word, press, command } = yejin;
    await page.goto('/tenants');
    await command('tenant.add', async (dialog) => {
      await dialog.getByLabel(word('field.tenant.purpose')).selectOption('selling');
      await dialog.getByLabel(word('field.tenant.domain')).fill('oaktrail-csp.example');
      await dialog.getByLabel(word('field.country')).selectOption('KR');
    });
    await page.getByRole('link', { name: 'oaktrail-csp.example' }).click();
    await command('tenant.linkLocation', (dialog) =>
      dialog.getByLabel(word('field.tenant.partnerId')).selectOption({ index: 1 }),
    );
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goto('/partner-agreements/new');
    await page.getByLabel(word('organizations.sign.tenant')).selectOption({ label: 'oaktrail-csp.example' });
    await press(word('portal.next'));
    await page.getByText(word('organizations.agreement.binding')).waitFor();
    await press(word('portal.next'));
    await page.getByLabel(word('organizations.sign.box')).check();
    await press(word('command.partnerAgreement.accept'));
    await page.getByText(word('organizations.sign.next')).waitFor();
    await page.goto('/enrolments');
    await page.locator('.chip', { hasText: word('status.active') }).waitFor();
    expectNoErrors(page);
  });

  it('approves the same link now, and each finds the other in its list', async () => {
    const { page, word } = yejin;
    await approve(yejin);
    await confirm(page, word('command.partnershipInvitation.use'));
    await page.getByText(startOf(word('partnerships.answer.approved'))).waitFor();
    expect([await isListed(yejin, 'Saebyeok Distribution'), await isListed(sena, 'Oaktrail IT')]).toEqual([true, true]);
    expectNoErrors(page);
  });
});
