// What lets in whoever bears it is known as such in the contract, so that no answer is compressed that shows it.
import { describe, expect, it } from 'vitest';
import { operations } from '../../contract/list.ts';
import type { Operation } from '../../contract/operation.ts';
import { isCompressible } from '../../server/platform/wire/compression.ts';

const likeBearer = /link|token|secret|password|csrf|credential/i;
/** Names like one, which let nobody in. */
const harmless = new Map([
  ['secretSince', 'an instant'],
  ['formerSecretUntil', 'an instant'],
  ['linkId', 'the id of a thing, not its token'],
  ['mustChangePassword', 'a yes or no'],
]);

/** The fields of an answer by name, each with whether the contract says that it is a bearer. */
function fieldsOf(schema: unknown): { name: string; isBearer: boolean }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { properties?: Record<string, unknown> };
  const own = Object.entries(properties).map(([name, field]) => ({
    name,
    isBearer: JSON.stringify(field).includes('"isBearer":true'),
  }));
  return [...own, ...Object.values(schema).flatMap(fieldsOf)];
}
const reads = operations.filter(({ method }) => method === 'GET');

describe('An answer that shows what lets somebody in', () => {
  it('says so in the contract, by whatever name', () => {
    const named = reads.flatMap(({ name: operation, answer }) =>
      fieldsOf(answer).map((field) => ({ ...field, operation })),
    );
    const forgotten = named.filter(({ name, isBearer }) => !isBearer && likeBearer.test(name) && !harmless.has(name));
    expect(forgotten).toEqual([]);
    for (const name of harmless.keys()) expect(named.map((one) => one.name)).toContain(name);
  });
  it.each([
    ...['session.see', 'invitation.list', 'invitation.see', 'invitation.draft', 'invitation.forward', 'consent.list'],
    ...['partnershipInvitation.open', 'partnershipInvitation.list', 'attestation.see', 'job.download'],
  ])('is never compressed, as that of %s', (name) => {
    expect(isCompressible(reads.find((one) => one.name === name)!)).toBe(false);
  });
  it('is never compressed where it answers a command, which shows secrets once', () => {
    const commands = operations.filter((one: Operation) => one.method === 'POST');
    expect(commands.filter(isCompressible)).toEqual([]);
  });
  it('is one of few', () => {
    expect(reads.filter(isCompressible).length).toBeGreaterThan(reads.length * 0.8);
  });
});
