// What is generated is what the code says now; whoever forgets `npm run generate` is told here.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { causes, consequences } from '../../run/generated/causes.ts';
import { documents, folder } from '../../run/generated/documents.ts';
import { circles } from '../../run/generated/events.ts';
import { reactions, things } from '../../server/rooms.ts';
import { read } from './tree.ts';

const made = await documents();

describe('Generated documents', () => {
  it.each(Object.entries(made))('%s is fresh (else: npm run generate)', (name, text) =>
    expect(read(`${folder}/${name}`).text === text, `${folder}/${name} is stale`).toBe(true),
  );
  it('are all there is in the folder, beside what was released', () => {
    const found = readdirSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
    const known = [...Object.keys(made), 'openapi-released.json'];
    expect(found.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('What causes what', () => {
  const found = { causes: causes(), consequences: consequences() };
  it('is known for every command that a lifecycle names', () => {
    const commands = things.flatMap(({ name, lifecycle }) => Object.keys(lifecycle).map((one) => `${name}.${one}`));
    const known = found.causes.map(({ action }) => action);
    expect(commands.filter((command) => !known.includes(command))).toEqual([]);
  });
  it('names every reaction that is wired, with what it does', () => {
    const wired = reactions.map(({ on }) => on).sort();
    expect(found.consequences.map(({ on }) => on).sort()).toEqual(wired);
    expect(found.consequences.filter(({ actions }) => actions.length === 0)).toEqual([]);
  });
  it('never leads back to itself', () => expect(circles(found)).toEqual([]));
});

describe('The checker of circles', () => {
  const cause = (action: string, ...events: string[]) => ({ room: 'x', action, events });
  const consequence = (on: string, ...actions: string[]) => ({ room: 'x', on, actions });
  it('finds an event that leads back to itself', () => {
    const graph = {
      causes: [cause('a.end', 'a.ended'), cause('b.end', 'b.ended')],
      consequences: [consequence('a.ended', 'b.end'), consequence('b.ended', 'a.end')],
    };
    expect(circles(graph)).toEqual(['a.ended → b.ended → a.ended']);
  });
  it('lets a way pass that ends', () => {
    const graph = {
      causes: [cause('b.end', 'b.ended'), cause('c.end', 'c.ended')],
      consequences: [consequence('a.ended', 'b.end', 'c.end'), consequence('b.ended', 'c.end')],
    };
    expect(circles(graph)).toEqual([]);
  });
});
