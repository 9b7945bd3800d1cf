// What a browser must load before it can show anything, and what each page adds: measured as it goes over the wire.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtServer } from '../processes/built.ts';
import { raw } from '../raw.ts';
import { type Demo, startDemo } from '../running.ts';

const folder = fileURLToPath(new URL('../../dist/portal/', import.meta.url));
const firstLoadKilobytesMax = 250;
const pageKilobytesMax = 80;
const languages = ['en', 'ko', 'zh-CN'];
/** What every browser says, also where the connection is not encrypted. */
const headers = { 'accept-encoding': 'gzip, deflate' };

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
/** The pieces that a piece needs before it runs; what it loads later stands in `import(…)`. */
const neededBy = (name: string) =>
  [...read(`assets/${name}`).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, one]) => one!);
function withAllNeeded(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    withAllNeeded(neededBy(name), found);
  }
  return found;
}

describe('The portal in a browser', () => {
  let demo: Demo;
  let pieces: string[];
  let first: Set<string>;
  const sent = new Map<string, number>();
  const kilobytes = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + sent.get(name)!, 0) / 1024;
  beforeAll(async () => {
    builtServer(['portal']);
    demo = await startDemo('embedded');
    pieces = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
    for (const name of pieces) {
      const { status, bytes } = await raw(`${demo.running.origin}/assets/${name}`, { headers });
      if (status !== 200) throw new Error(`${name} answered ${status}`);
      sent.set(name, bytes.length);
    }
    const named = [...read('index.html').matchAll(/\/assets\/([^"]+\.js)/g)].map(([, name]) => name!);
    first = withAllNeeded(named);
  });
  afterAll(() => demo.end());
  const wordsOf = (language: string) => pieces.filter((name) => new RegExp(`^${language}-[^.]{8}\\.js$`).test(name));

  it.each(languages)(`loads at most ${firstLoadKilobytesMax} KB of JavaScript at first in %s`, (language) => {
    expect(wordsOf(language)).toHaveLength(1);
    const { size } = first;
    expect(size).toBeGreaterThan(2);
    expect(kilobytes([...first, ...wordsOf(language)])).toBeLessThan(firstLoadKilobytesMax);
  });
  it(`loads at most ${pageKilobytesMax} KB more for any page`, () => {
    const added = pieces.map((name) => [...withAllNeeded([name])].filter((one) => !first.has(one)));
    const heaviest = Math.max(...added.map(kilobytes));
    expect(heaviest).toBeGreaterThan(0);
    expect(heaviest).toBeLessThan(pageKilobytesMax);
  });
});
