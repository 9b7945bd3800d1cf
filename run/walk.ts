// `npm run walk [folder]`: a fresh clone is started and the two-tier story played in it by what stands on the pages,
// in each language; what took how long and how each page looked is written into the folder, else docs/guide.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Language } from '../messages/catalogue.ts';
import { startChromium } from '../tests/browser/chromium.ts';
import { languages } from '../tests/browser/shots.ts';
import { freshClone } from './walk/clone.ts';
import { peopleOf } from './walk/people.ts';
import { type Played, writeReport } from './walk/report.ts';
import { steps } from './walk/story.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(root, 'docs', 'guide');
const seconds = (since: number) => (performance.now() - since) / 1000;

type Walking = { browser: Browser; origin: string; language: Language };
async function walked({ browser, origin, language }: Walking): Promise<Played> {
  const pictures = join(folder, 'images', language);
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const people = peopleOf({ browser, origin, language, pictures });
  const took: number[] = [];
  for (const { title, play } of steps) {
    const startedAt = performance.now();
    await play(people);
    took.push(seconds(startedAt));
    console.log(`${language}  ${seconds(startedAt).toFixed(1).padStart(5)} s  ${title}`);
  }
  await people.putBack();
  await people.close();
  return { language, took, pictures: people.pictures };
}

const clone = await freshClone(root);
const browser = await startChromium();
try {
  console.log(`A fresh clone answers on ${clone.origin} after ${clone.seconds.toFixed(0)} s.`);
  const played: Played[] = [];
  for (const language of languages) played.push(await walked({ browser, origin: clone.origin, language }));
  writeReport({ folder, steps, played, clone });
  console.log(`The pictures are in ${join(folder, 'images')}, the times in ${join(folder, 'walk.md')}.`);
} finally {
  await browser.close();
  await clone.end();
}
