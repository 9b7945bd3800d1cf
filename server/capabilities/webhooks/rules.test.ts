// Rules of webhooks: values only.
import { describe, expect, it } from 'vitest';
import * as rules from './rules.ts';
import { type Webhook, webhooksMax } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const given: rules.CreateGiven = {
  ...{ now, by: { id: 'gu', organization: 'org_miru' }, newId: 'whk_1', address: 'public', count: 0 },
};
const command = { url: 'https://miru.example/hook', types: ['partnership.*'] };
const nothing = { status: 'nothing' } as const;
const codeOf = (more: Partial<rules.CreateGiven>) => {
  const decision = rules.create(nothing, command, { ...given, ...more });
  return decision.ok ? undefined : decision.because[0].code;
};
const active = (() => {
  const decision = rules.create(nothing, command, given);
  if (!decision.ok) throw new Error('a webhook is made');
  return decision.next as Webhook & { status: 'active' };
})();

describe('An organization makes a webhook', () => {
  it('for itself, with the first secret', () => {
    expect(active).toMatchObject({ organization: 'org_miru', status: 'active', secretEdition: 1, secretSince: now });
  });
  it('but not for an address that is none', () =>
    expect(codeOf({ address: 'invalid' })).toBe('webhook_address_invalid'));
  it('but not into a private network', () => {
    expect(codeOf({ address: 'not_public' })).toBe('webhook_address_not_public');
  });
  it('but not without end', () => {
    expect(codeOf({ count: webhooksMax })).toBe('webhook_limit_reached');
    expect(codeOf({ count: webhooksMax - 1 })).toBeUndefined();
  });
});

describe('A webhook', () => {
  it('that is tested, paused, resumed, suspended or removed says so', () => {
    const events = [
      rules.ping(active),
      rules.pause(active),
      rules.suspend(active),
      rules.resume({ ...active, status: 'suspended' }),
      rules.remove(active),
    ].map((decision) => decision.ok && [decision.next.status, ...decision.events]);
    expect(events).toEqual([
      ['active', 'webhook.pinged'],
      ['paused', 'webhook.paused'],
      ['suspended', 'webhook.suspended'],
      ['active', 'webhook.resumed'],
      ['removed', 'webhook.removed'],
    ]);
  });
  it('gets the next secret and keeps its status', () => {
    const later = new Date('2026-03-02T09:00:00Z');
    const decision = rules.changeSecret({ ...active, status: 'paused' }, {}, { now: later });
    expect(decision.ok && decision.next).toMatchObject({ status: 'paused', secretEdition: 2, secretSince: later });
  });
});
