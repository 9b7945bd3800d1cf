// The strip of the workbench over every page of a demo: the clock is turned, a snapshot is taken and put back.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPartnershipInvitation } from '../../contract/partnerships.ts';
import { expectAccessible } from './axe.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { type Hands, handsOn } from './hands.ts';
import { openPlace, type Place } from './place.ts';
import { settled } from './shots.ts';

const dayMs = 86_400_000;

describe('The strip of the workbench', () => {
  let browser: Browser;
  let place: Place;
  let sena: Hands;
  let strip: Locator;
  beforeAll(async () => {
    [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
    sena = handsOn(await place.page(browser, 'Sena', { language: 'ko' }), 'ko');
    strip = sena.page.getByRole('region', { name: sena.word('workbench.strip') });
    await sena.page.goto('/');
    await strip.waitFor();
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), place?.close()]);
  });
  const business = async () => Date.parse((await strip.locator('time').first().getAttribute('datetime')) ?? '');
  const links = async () => {
    await sena.page.goto('/partnership-invitations');
    await settled(sena.page);
    return sena.page.getByRole('main').getByRole('row').count();
  };
  const openSnapshots = async () => {
    await sena.press(sena.word('workbench.snapshots'), strip);
    return sena.page.getByRole('dialog');
  };

  it('turns the business clock by a day', async () => {
    const { word, press } = sena;
    const before = await business();
    await press(word('workbench.turn.day'), strip);
    await expect.poll(async () => (await business()) - before).toBeGreaterThanOrEqual(dayMs);
    expect((await business()) - before).toBeLessThan(2 * dayMs);
  });

  it('keeps a snapshot, and puts everything back, the clock as well', async () => {
    const { page, word, press } = sena;
    const [before, count] = [await business(), await links()];
    const dialog = await openSnapshots();
    await dialog.getByLabel(word('workbench.snapshot.name')).fill('Before the link');
    await expectAccessible(page);
    await press(word('workbench.snapshot.take'), dialog);
    await dialog.waitFor({ state: 'detached' });

    await (await place.as('Sena')).call(createPartnershipInvitation, { body: {} });
    await press(word('workbench.turn.month'), strip);
    await expect.poll(async () => (await business()) - before).toBeGreaterThan(27 * dayMs);
    expect(await links()).toBeGreaterThan(count);

    const again = await openSnapshots();
    const row = again.getByRole('listitem').filter({ hasText: 'Before the link' });
    await press(word('workbench.snapshot.restore'), row);
    await again.waitFor({ state: 'detached' });
    await expect.poll(async () => (await business()) - before).toBeLessThan(dayMs);
    expect(await links()).toBe(count);
    expectNoErrors(page);
  });
});
