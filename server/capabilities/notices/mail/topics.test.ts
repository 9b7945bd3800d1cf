// Which mails there are, and that there are no others: not for what others do with a customer or a partner.
import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../../../messages/catalogue.ts';
import { type Counter, counterIn, line, type Shop, shopIn, skus } from '../../../../tests/buying.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { routed, topicOf } from './topics.ts';

const person = { address: 'other@miru.example', language: 'ko', topics_off: ['enrolment', 'security'] };
const mail = (key: string) => ({ to: 'gu@miru.example', key, language: 'en' });

describe('Mails', () => {
  it('are those of verification, enrolments, one’s account and signing in, and no others (AUD-010, AUD-012)', () => {
    const written = Object.keys(messages.en).flatMap((key) => /^(mail\..+)\.subject$/.exec(key)?.[1] ?? []);
    expect(written.sort()).toEqual(Object.keys(topicOf).sort());
  });
  it('go where and how their reader wishes, where there is a choice (AUD-011)', () => {
    expect(routed(mail('mail.enrolmentActive'), undefined)).toEqual(mail('mail.enrolmentActive'));
    expect(routed(mail('mail.enrolmentActive'), person)).toBeUndefined();
    expect(routed(mail('mail.enrolmentActive'), { ...person, topics_off: [] })).toMatchObject({
      to: 'other@miru.example',
      language: 'ko',
    });
    expect(routed(mail('mail.passwordChanged'), person)).toMatchObject({ to: 'gu@miru.example', language: 'ko' });
    expect(routed(mail('mail.signup'), person)).toMatchObject({ to: 'gu@miru.example' });
  });
});

forEachEngine(
  (engine) => {
    let all: Shop;
    let counter: Counter;
    beforeAll(async () => {
      all = await shopIn(await engine.fresh());
      counter = await counterIn(all);
    });
    const mails = async () => (await all.count("jobs where kind = 'mail'", 'mails')) as number[];

    describe('Nobody is mailed', () => {
      it('when a partnership or a relationship begins, or something is bought (AUD-010, AUD-012)', async () => {
        const cart = await counter.fill([line(skus.suite, 20)]);
        expect((await counter.place(cart.body.id)).status).toBe(200);
        const { items } = (await all.get('minjun', '/partnerships')).body;
        expect(items.length).toBeGreaterThan(0);
        expect(await mails()).toEqual([0, 0]);
      });
    });
  },
  ['embedded'],
);
