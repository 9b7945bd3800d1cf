// No part of the portal shows a key instead of a word: every text that a kind of thing needs exists.
import { describe, expect, it } from 'vitest';
import { messages } from '../messages/catalogue.ts';
import { entries, lists, nouns } from './capabilities.ts';
import type { Listed, Noun } from './capability.ts';
import { nameOf } from './parts/listing.ts';
import { type Shape, shapesOf } from './parts/shape.ts';

const known = (key: string) => Object.hasOwn(messages.en, key);
const either = (...keys: string[]) => (keys.some(known) ? [] : [keys.join(' or ')]);

it('Pages of the navigation have a name', () =>
  expect(entries.flatMap(({ name }) => either(`page.${name}`, `noun.${name}.many`))).toEqual([]));

const allIn = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) => [shape.name, ...(shape.kind === 'group' ? allIn(shape.within) : [])]);

const all: readonly (Listed & Partial<Noun>)[] = [...nouns, ...lists];

describe.each(all.map((noun) => [noun.name, noun] as const))('The words for %s', (name, noun) => {
  it('name it and say what belongs here', () =>
    expect(['one', 'many', 'empty', 'about'].flatMap((key) => either(`noun.${name}.${key}`))).toEqual([]));
  it('name its fields and filters', () => {
    const fields = [...[...noun.columns, ...(noun.facts ?? [])].map(nameOf), ...(noun.filters ?? [])];
    expect(fields.flatMap((field) => either(`field.${name}.${field}`, `field.${field}`))).toEqual([]);
  });
  it('name whatever an event may tell of it', () => {
    const kept = new Set(['id', 'version', 'status', 'commands']);
    const told = (noun.see ? Object.keys(noun.of.properties) : []).filter((field) => !kept.has(field));
    expect(told.flatMap((field) => either(`field.${name}.${field}`, `field.${field}`))).toEqual([]);
  });
  it('name its statuses', () => {
    const statuses = shapesOf(noun.of).find((shape) => shape.name === 'status')?.choices ?? [];
    expect(statuses.flatMap((status) => either(`status.${name}.${status}`, `status.${status}`))).toEqual([]);
  });
  it('name its choices', () => {
    const choices = shapesOf(noun.of).filter((shape) => shape.kind === 'choice' && shape.name !== 'status');
    const lacking = choices.flatMap(({ name: field, choices: all }) =>
      all.flatMap((value) => either(`value.${name}.${field}.${value}`, `value.${field}.${value}`)),
    );
    expect(lacking).toEqual([]);
  });
  it('name what its commands ask', () => {
    const made = [noun.create, noun.createAlso].flat().filter((one) => one !== undefined && !one.path);
    const asked = [...Object.values(noun.commands ?? {}), ...made].flatMap((one) => [
      ...(one!.asksPath ?? []),
      ...allIn(shapesOf(one!.operation.body).filter((shape) => !one!.leaves?.includes(shape.name))),
    ]);
    expect(asked.flatMap((field) => either(`field.${name}.${field}`, `field.${field}`))).toEqual([]);
  });
  it('name its commands, and that they are done', () => {
    const made = [noun.create, noun.createAlso].flat().filter((one) => one !== undefined);
    const commands = [...Object.values(noun.commands ?? {}), ...made];
    const lacking = commands.flatMap(({ operation }) => [
      ...either(`command.${operation.name}`),
      ...either(`command.${operation.name}.done`),
    ]);
    expect(lacking).toEqual([]);
  });
  it('name what waits', () => expect(noun.waiting ? either(`waiting.${name}`) : []).toEqual([]));
});
