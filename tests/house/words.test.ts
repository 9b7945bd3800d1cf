// What the server names on its own – events and statuses – has a word for people in every language.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, messages } from '../../messages/catalogue.ts';
import { policy } from '../../server/access/policy.ts';
import { gate } from '../../server/platform/door/gate.ts';
import { systemActor } from '../../server/platform/world/caller-roles.ts';
import { reason } from '../../server/platform/world/problem.ts';
import { things } from '../../server/rooms.ts';

describe.each(languages)('In %s', (language) => {
  const known = (key: string) => Object.hasOwn(messages[language], key);
  it('every event of the list has a text', () => {
    const list = readFileSync(new URL('../../docs/generated/events.md', import.meta.url), 'utf8');
    const types = [...list.matchAll(/^\| `([^`]+)` \|/gm)].map(([, type]) => type!);
    expect(types.length).toBeGreaterThan(100);
    expect(types.filter((type) => !known(`event.${type}`))).toEqual([]);
  });
  it('every side at which somebody may stand has a text', () => {
    const sides = Object.values<readonly string[]>(policy).flatMap((grants) =>
      grants.flatMap((grant) => /@(\w+)/.exec(grant)?.[1] ?? []),
    );
    expect(sides).toContain('seller');
    expect([...new Set(sides)].filter((side) => !known(`side.${side}`))).toEqual([]);
  });
  it('every status of every thing has a text', () => {
    const all = things.flatMap(({ name, contract }) =>
      (contract.properties.status as unknown as { enum: string[] }).enum.map((status) => [name, status] as const),
    );
    const lacking = all.filter(([name, status]) => !known(`status.${name}.${status}`) && !known(`status.${status}`));
    expect(lacking).toEqual([]);
  });
  it('a refusal for the status says the status in this language', () => {
    const job = things.find(({ name }) => name === 'job')!;
    const place = { sides: {}, cloud: undefined as never, covers: new Set<never>() };
    const held = gate({ actor: systemActor, place }, job as never, { status: 'done', command: 'start' });
    if (!('because' in held)) throw new Error('a job that is done can be started');
    expect(held.because.details).toMatchObject({ thing: 'job', status: 'done' });
    const { says } = reason(held.because, language);
    expect(says).toContain(messages[language]['status.job.done']);
    if (language !== 'en') expect(says).not.toMatch(/done/i);
  });
  it('a refusal names segments, roles and countries in this language', () => {
    const told = (code: string, details: Record<string, unknown>) =>
      reason({ code, kind: 'limit', details }, language).says;
    const segments = told('segment_not_allowed', { segment: 'Charity', allowed: 'Commercial, Government' });
    expect(told('checks_not_passed', { checks: 'business, credit' })).toContain(
      messages[language]['value.enrolment.check.credit'],
    );
    for (const one of ['Charity', 'Commercial', 'Government']) {
      expect(segments).toContain(messages[language][`value.segment.${one}`]);
    }
    expect(told('roles_not_yours', { roles: 'globalAdmin, user' })).not.toMatch(/globalAdmin/);
    expect(told('customer_region_mismatch', { partner: 'KR', own: 'DK' })).not.toMatch(/KR|DK/);
  });
});
