// What is generated is what the code says now; whoever forgets `npm run generate` is told here.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { causesIn, consequencesIn } from '../../run/generated/causes.ts';
import { documents, folder } from '../../run/generated/documents.ts';
import { circles } from '../../run/generated/events.ts';
import { lists } from '../../run/generated/lists.ts';
import { rooms } from '../../server/rooms.ts';
import { code, read } from './tree.ts';

const made = await documents();

describe('Generated documents', () => {
  it.each(Object.entries(made))('%s is fresh (else: npm run generate)', (name, text) =>
    expect(read(`${folder}/${name}`).text === text, `${folder}/${name} is stale`).toBe(true),
  );
  it.each(Object.entries(lists()))('%s lists what lies there (else: npm run generate)', (path, text) =>
    expect(read(path).text === text, `${path} is stale`).toBe(true),
  );
  it('are all there is in the folder, beside what was released', () => {
    const found = readdirSync(fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
    const known = [...Object.keys(made), 'openapi-released.json'];
    expect(found.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('What causes what', () => {
  const found = { causes: causesIn(rooms), consequences: consequencesIn(rooms) };
  it('holds no event that no rule names: the door refuses one too many, this one too few', () => {
    const rules = code().filter(({ path, text }) => path.startsWith('server/') && text.includes('decided('));
    const named = new Set(rules.flatMap(({ text }) => [...text.matchAll(/'(\w+\.\w+)'/g)].map(([, name]) => name)));
    const declared = found.causes.flatMap(({ events }) => events);
    expect(declared.length).toBeGreaterThan(100);
    expect(declared.filter((event) => !named.has(event))).toEqual([]);
  });
  it('names what every reaction does, and an event that something records', () => {
    const recorded = new Set(found.causes.flatMap(({ events }) => events));
    expect(found.consequences.length).toBeGreaterThan(0);
    expect(found.consequences.filter(({ on, actions }) => actions.length === 0 || !recorded.has(on))).toEqual([]);
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
