// The two-tier story, step by step: who does it, on which pages, and what is to be seen there.
import { carryOut, follow, type Hands, shownLink, startOf } from '../../tests/browser/hands.ts';
import type { People } from './people.ts';

export type Step = { title: string; by: string; play(people: People): Promise<void> };

const suite = 'Workplace Standard';
const heading = ({ page }: Hands, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();
const inMain = ({ page }: Hands, name: string | RegExp) =>
  page
    .getByRole('main')
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const openSubscription = ({ page }: Hands) =>
  page
    .getByRole('row', { name: /Daram Foods/ })
    .getByRole('link', { name: suite })
    .click();
const next = (hands: Hands) => inMain(hands, hands.word('portal.next'));

async function partnersByLink(people: People): Promise<void> {
  const nobody = await people.nobody();
  await people.follow(nobody, '/sign-in');
  await people.picture(nobody, 'sign-in');
  const sena = await people.be('Sena');
  const { page, word } = sena;
  await people.picture(sena, 'home');
  await people.go(sena, word('noun.partnershipInvitation.many'));
  await page
    .getByRole('main')
    .getByRole('link', { name: word('command.partnershipInvitation.create') })
    .first()
    .click();
  await next(sena);
  await people.picture(sena, 'partnership-link-review');
  await inMain(sena, word('command.partnershipInvitation.create'));
  await page.getByLabel(word('partnerships.mail.subject')).waitFor();
  people.kept.set('partnership', await shownLink(page));
  await people.picture(sena, 'partnership-link-made');
}

async function partnersApproved(people: People): Promise<void> {
  const link = people.kept.get('partnership')!;
  const nobody = await people.nobody();
  await people.follow(nobody, link);
  await people.picture(nobody, 'partnership-link-before-sign-in');
  const hyun = await people.be('Hyun');
  const { page, word } = hyun;
  await people.follow(hyun, link);
  await page.getByRole('checkbox').check();
  await people.picture(hyun, 'partnership-link');
  await carryOut(page, word('command.partnershipInvitation.use'));
  await page.getByText(startOf(word('partnerships.answer.approved'))).waitFor();
  await people.go(hyun, word('noun.partnership.many'));
  await page.getByText('Saebyeok Distribution').first().waitFor();
  await people.picture(hyun, 'partnerships');
}

async function customerInvited(people: People): Promise<void> {
  const jiwoo = await people.be('Jiwoo');
  const { page, word } = jiwoo;
  await people.go(jiwoo, word('noun.relationship.many'));
  await people.picture(jiwoo, 'customers-none');
  await page
    .getByRole('main')
    .getByRole('link', { name: word('command.invitation.create') })
    .first()
    .click();
  await page.getByRole('radio', { name: /Saebyeok/ }).check();
  await people.picture(jiwoo, 'invite-with-provider');
  await next(jiwoo);
  await inMain(jiwoo, word('command.invitation.create'));
  people.kept.set('invitation', await shownLink(page));
  await people.picture(jiwoo, 'invite-link-made');
}

async function customerAccepted(people: People): Promise<void> {
  const haneul = await people.be('Haneul');
  const { page, word } = haneul;
  await people.follow(haneul, people.kept.get('invitation')!);
  for (const tick of [0, 1]) await page.getByRole('checkbox').nth(tick).check();
  await people.picture(haneul, 'invitation-link');
  await carryOut(page, word('command.invitation.accept'));
  await page.getByText(word('relationships.answer.accepted.next')).waitFor();
  await people.picture(haneul, 'invitation-accepted');
  await people.go(haneul, word('noun.yourPartner.many'));
  await page.getByRole('heading', { name: 'Miru Systems', exact: true }).waitFor();
  await people.picture(haneul, 'your-partners');
}

async function wishSent(people: People): Promise<void> {
  const jiwoo = await people.be('Jiwoo');
  const { page, word } = jiwoo;
  await people.go(jiwoo, word('noun.wish.many'));
  await page
    .getByRole('main')
    .getByRole('link', { name: word('command.wish.send') })
    .first()
    .click();
  await inMain(jiwoo, /Daram Foods/);
  await next(jiwoo);
  await page.getByLabel(word('orders.sku.search')).fill(suite);
  await inMain(jiwoo, new RegExp(suite));
  await next(jiwoo);
  await page.getByRole('textbox', { name: word('orders.line.quantity') }).fill('20');
  await people.picture(jiwoo, 'wish');
  await next(jiwoo);
  await inMain(jiwoo, word('command.wish.send'));
  await heading(jiwoo, word('portal.whatNext'));
  await people.picture(jiwoo, 'wish-sent');
}

async function orderBegun(people: People): Promise<void> {
  const sena = await people.be('Sena');
  const { page, word, command } = sena;
  const home = page
    .getByRole('navigation')
    .first()
    .getByRole('link', { name: word('portal.home'), exact: true });
  await follow(home);
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(suite) })
    .first()
    .waitFor();
  await people.picture(sena, 'home-with-work');
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(suite) })
    .first()
    .click();
  await command('wish.fulfil', async () => undefined);
  await heading(sena, word('orders.step.lines'));
  await people.picture(sena, 'order-lines');
}

async function orderPlaced(people: People): Promise<void> {
  const sena = await people.be('Sena');
  const { page, word } = sena;
  await next(sena);
  await page.getByText(word('orders.review.total')).waitFor();
  await people.picture(sena, 'order-review');
  await inMain(sena, word('command.cart.place'));
  await page.getByText(word('orders.done.next.active')).waitFor();
  await people.picture(sena, 'order-placed');
  const minjun = await people.be('Minjun');
  await people.go(minjun, minjun.word('noun.subscription.many'));
  await openSubscription(minjun);
  await minjun.page.getByRole('table', { name: minjun.word('subscriptions.charges') }).waitFor();
  await people.picture(minjun, 'subscription-of-the-provider');
}

async function seenByAll(people: People): Promise<void> {
  const jiwoo = await people.be('Jiwoo');
  await people.go(jiwoo, jiwoo.word('noun.subscription.many'));
  await openSubscription(jiwoo);
  await heading(jiwoo, new RegExp(suite));
  await people.picture(jiwoo, 'subscription-of-the-reseller');
  const haneul = await people.be('Haneul');
  const { page, word } = haneul;
  await people.go(haneul, word('noun.subscription.many'));
  await page.getByRole('row', { name: new RegExp(suite) }).waitFor();
  await people.picture(haneul, 'subscriptions-of-the-customer');
  await people.go(haneul, word('page.receipts'));
  await page
    .getByRole('link', { name: word('event.customerAgreement.accepted') })
    .first()
    .click();
  await page.getByText(word('receipts.shown')).waitFor();
  await people.picture(haneul, 'receipt');
}

export const steps: readonly Step[] = [
  { title: 'A provider makes a link for resellers', by: 'Sena, sales agent of Saebyeok', play: partnersByLink },
  { title: 'A reseller reads the link and approves', by: 'Hyun, global admin of Miru', play: partnersApproved },
  { title: 'The reseller invites a customer, with its provider', by: 'Jiwoo, agent of Miru', play: customerInvited },
  { title: 'The customer accepts both partners at once', by: 'Haneul, global admin of Daram', play: customerAccepted },
  { title: 'The reseller wishes for twenty seats', by: 'Jiwoo', play: wishSent },
  { title: 'The provider finds the wish in its work and begins an order', by: 'Sena', play: orderBegun },
  {
    title: 'The provider reviews and places the order',
    by: 'Sena, then Minjun, who sees what is charged',
    play: orderPlaced,
  },
  { title: 'Reseller and customer see what is theirs', by: 'Jiwoo and Haneul', play: seenByAll },
];
