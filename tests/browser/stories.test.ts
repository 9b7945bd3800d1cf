// The stories of the relationship side, played in the browser by the people of the story in their languages.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPartnershipInvitation } from '../../contract/partnerships.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { expectNoErrors, startChromium } from './chromium.ts';
import { carryOut, confirm, follow, reads, shownLink, startOf, tabTo } from './hands.ts';
import { openPlace, type Place } from './place.ts';

const [en, ko, zh] = [reads('en'), reads('ko'), reads('zh-CN')];
const pathOf = (link: string | undefined) => new URL(link ?? '').pathname;

let browser: Browser;
let place: Place;
const pages = new Map<string, Page>();
/** The browser of a person of the story, open all the time. */
async function at(name: string, path: string, cloud?: 'china'): Promise<Page> {
  const page = pages.get(name) ?? (await place.page(browser, name, cloud ? { cloud } : {}));
  pages.set(name, page);
  await page.goto(path);
  return page;
}
const lists = async (name: string, path: string, text: string): Promise<void> => {
  const page = await at(name, path);
  await page.getByRole('main').getByText(text).first().waitFor();
};

beforeAll(async () => {
  [browser, place] = await Promise.all([startChromium(), openPlace(inject('postgresUrl'))]);
});
afterAll(async () => {
  for (const page of pages.values()) expectNoErrors(page);
  await Promise.all([browser?.close(), place?.close()]);
});

describe('STORY-01 Provider and reseller become partners', () => {
  it('Sena makes a link and a mail, Hyun reads, ticks and approves, and both list each other', async () => {
    const sena = await at('Sena', '/');
    await sena
      .getByRole('link', { name: en('noun.partnershipInvitation.many') })
      .first()
      .click();
    await sena.getByRole('link', { name: en('command.partnershipInvitation.create') }).click();
    await sena.getByRole('button', { name: en('portal.next'), exact: true }).click();
    await sena.getByRole('button', { name: en('command.partnershipInvitation.create'), exact: true }).click();
    await sena.getByLabel(en('partnerships.mail.subject')).fill('Let us work together');
    const link = await shownLink(sena);
    const hyun = await at('Hyun', link);
    await hyun.getByRole('checkbox').check();
    await carryOut(hyun, ko('command.partnershipInvitation.use'));
    await hyun.getByText(startOf(ko('partnerships.answer.approved'))).waitFor();
    await lists('Hyun', '/partnerships', 'Saebyeok Distribution');
    await lists('Sena', '/partnerships', 'Miru Systems');
  });
  it('has the entry in both logs', async () => {
    for (const [name, words] of [
      ['Sena', en],
      ['Hyun', ko],
    ] as const) {
      const page = await at(name, '/activity');
      await page
        .getByRole('link', { name: words('event.partnership.established') })
        .first()
        .waitFor();
    }
  });
});

describe('STORY-03 Other region refused', () => {
  it('Hyun sees that Nordhavn sells elsewhere, and no partnership exists', async () => {
    const freja = await place.as('Anders');
    const { link } = await freja.call(createPartnershipInvitation, { body: {} });
    const hyun = await at('Hyun', pathOf(link));
    await hyun.getByRole('checkbox').check();
    await hyun.getByRole('button', { name: ko('command.partnershipInvitation.use'), exact: true }).click();
    await hyun.getByText(startOf(ko('refusal.region_mismatch.says'))).waitFor();
    await lists('Hyun', '/partnerships', 'Saebyeok Distribution');
    expect(await hyun.getByText('Nordhavn').count()).toBe(0);
  });
});

describe('STORY-04 One invitation, two relationships', () => {
  let link: string;
  it('Jiwoo invites together with Saebyeok', async () => {
    const jiwoo = await at('Jiwoo', '/customers');
    const invite = jiwoo.getByRole('main').getByRole('link', { name: ko('command.invitation.create') });
    await follow(invite.first());
    await jiwoo.getByRole('radio', { name: /Saebyeok/ }).check();
    await jiwoo.getByRole('button', { name: ko('portal.next'), exact: true }).click();
    await jiwoo.getByRole('button', { name: ko('command.invitation.create'), exact: true }).click();
    link = await shownLink(jiwoo);
  });
  it('Bora may not accept and passes it on; it then waits for Haneul', async () => {
    const bora = await at('Bora', link);
    await bora.getByText(ko('relationships.answer.passOn')).waitFor();
    await carryOut(bora, ko('command.invitation.passOn'));
    await bora.getByText(ko('relationships.answer.passedOn')).waitFor();
    const haneul = await at('Haneul', '/');
    await haneul.getByText(ko('waiting.consent')).waitFor();
    await haneul.getByRole('link', { name: 'Miru Systems' }).click();
    await haneul.getByRole('link', { name: ko('relationships.answer.go') }).click();
    await haneul.getByText(ko('relationships.answer.who')).waitFor();
  });
  it('with one tick she cannot accept, and reads which box is left', async () => {
    const haneul = await at('Haneul', link);
    await haneul.getByRole('checkbox').first().check();
    await haneul.getByText(startOf(ko('portal.verdict.missing'))).waitFor();
    const accept = haneul.getByRole('button', { name: ko('command.invitation.accept'), exact: true });
    expect(await accept.isDisabled()).toBe(true);
  });
  it('what was ticked is still there after a reload, and with both ticks both partners are in', async () => {
    const haneul = await at('Haneul', link);
    await haneul.getByRole('checkbox').nth(1).check();
    expect(await haneul.getByRole('checkbox').first().isChecked()).toBe(true);
    await carryOut(haneul, ko('command.invitation.accept'));
    await haneul.getByText(ko('relationships.answer.accepted.next')).waitFor();
    await lists('Haneul', '/partners', 'Saebyeok Distribution');
    await lists('Jiwoo', '/customers', 'Daram Foods');
    await lists('Sena', '/customers', 'Daram Foods');
  });
  it('Haneul reads in the receipt what she agreed to, in her language', async () => {
    const haneul = await at('Haneul', '/receipts');
    await haneul
      .getByRole('link', { name: ko('event.customerAgreement.accepted') })
      .first()
      .click();
    await haneul.getByText(ko('receipts.shown')).waitFor();
    await haneul.getByRole('button', { name: ko('receipts.download'), exact: true }).waitFor();
    expect(await haneul.locator('.word-by-word').getAttribute('lang')).toBe('ko');
  });
});

describe('STORY-05 and 08 One link, two customers, and nothing changes for the first partners', () => {
  let link: string;
  beforeAll(async () => {
    const yuna = await place.as('Yuna');
    link = pathOf((await yuna.call(createInvitation, { body: {} })).link);
  });
  it('Haneul accepts Lumenfold beside Miru and Saebyeok', async () => {
    const haneul = await at('Haneul', link);
    for (const tick of [0, 1]) await haneul.getByRole('checkbox').nth(tick).check();
    await carryOut(haneul, ko('command.invitation.accept'));
    await haneul.goto('/partners');
    for (const name of ['Lumenfold', 'Miru Systems', 'Saebyeok Distribution']) {
      await haneul.getByRole('heading', { name, exact: true }).waitFor();
    }
  });
  it('Somi accepts the same link with the keyboard alone', async () => {
    const somi = await at('Somi', link);
    for (const tick of [0, 1]) {
      await tabTo(somi, somi.getByRole('checkbox').nth(tick));
      await somi.keyboard.press('Space');
    }
    const verb = ko('command.invitation.accept');
    await tabTo(somi, somi.getByRole('button', { name: verb, exact: true }));
    await somi.keyboard.press('Enter');
    const sure = somi.getByRole('dialog').getByRole('button', { name: verb, exact: true });
    await sure.and(somi.locator(':enabled')).waitFor();
    await tabTo(somi, sure);
    await somi.keyboard.press('Enter');
    await somi.getByText(ko('relationships.answer.accepted.next')).waitFor();
  });
  it('Yuna has two customers, and the link names neither', async () => {
    await lists('Yuna', '/customers', 'Pine Gate Clinic');
    await lists('Yuna', '/customers', 'Daram Foods');
    const anyone = await place.page(browser, undefined, { language: 'en' });
    await anyone.goto(link);
    await anyone.getByText(en('relationships.answer.who')).waitFor();
    const text = await anyone.locator('body').innerText();
    expect(text).not.toMatch(/Daram|Pine Gate/);
  });
  it('Saebyeok and Miru hear nothing of it', async () => {
    for (const name of ['Sena', 'Jiwoo']) {
      const page = await at(name, '/activity');
      await page.getByRole('list', { name: /./ }).first().waitFor();
      expect(await page.getByText('Lumenfold').count()).toBe(0);
    }
  });
  it('the search finds customers by name, and the past is read only', async () => {
    const yuna = await at('Yuna', '/');
    await yuna.getByRole('heading', { name: ko('portal.home') }).waitFor();
    await yuna.keyboard.press('/');
    await yuna.getByRole('combobox').fill('pine');
    await yuna.getByRole('option', { name: /Pine Gate Clinic/ }).click();
    await yuna.getByRole('button', { name: ko('command.relationship.rename'), exact: true }).waitFor();
    const now = new Date().toISOString();
    await yuna.goto(`/customers?asOf=${now}`);
    await yuna.getByText(ko('portal.past.shown')).waitFor();
    await yuna.getByText('Pine Gate Clinic').first().waitFor();
    const main = yuna.getByRole('main');
    expect(await main.getByRole('link', { name: ko('command.invitation.create') }).count()).toBe(0);
  });
});

describe('STORY-17 In China only the indirect partner makes invitations', () => {
  it('Bai finds the link that Peng shares, and Mei accepts it', async () => {
    const [jing, yun] = await Promise.all([place.as('Jing', 'china'), place.as('Yun', 'china')]);
    const { approvePartnership, listPartnerships } = await import('../../contract/partnerships.ts');
    if ((await jing.call(listPartnerships, { query: {} })).items.length === 0) {
      const { link } = await jing.call(createPartnershipInvitation, { body: {} });
      const path = { token: pathOf(link).split('/').at(-1)! };
      await yun.call(approvePartnership, { path, body: { confirmsPartnership: true } });
    }
    const peng = await at('Peng', `${place.origin('china')}/invitations/new`, 'china');
    await peng.getByRole('checkbox', { name: zh('relationships.invite.forResellers') }).check();
    await peng.getByRole('button', { name: zh('portal.next'), exact: true }).click();
    await peng.getByRole('button', { name: zh('command.invitation.create'), exact: true }).click();
    const made = await shownLink(peng);
    const bai = await at('Bai', `${place.origin('china')}/invitations`, 'china');
    await bai.getByRole('heading', { name: zh('noun.invitation.many') }).waitFor();
    expect(
      await bai
        .getByRole('main')
        .getByRole('link', { name: zh('command.invitation.create') })
        .count(),
    ).toBe(0);
    await bai.getByRole('link', { name: zh('page.providerInvitations') }).click();
    await bai.getByText(made).first().waitFor();
    const mei = await at('Mei', `${place.origin('china')}${made}`, 'china');
    await mei.getByRole('checkbox').check();
    await mei.getByRole('button', { name: zh('command.invitation.accept'), exact: true }).click();
    await confirm(mei, zh('command.invitation.accept'));
    await mei.getByText(zh('relationships.answer.accepted.next')).waitFor();
  });
});
