// `npm run screenshots [folder] [-- name…]`: a picture of every page in three languages, to be looked at by people.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startChromium, takePicture } from '../tests/browser/chromium.ts';
import { openPlace } from '../tests/browser/place.ts';
import { allShots } from '../tests/browser/shots/all.ts';
import { languages, type Shot, type Shots, show } from '../tests/browser/shots.ts';
import { startPostgres } from '../tests/postgres.ts';

const [folder = 'data/screenshots', ...named] = process.argv.slice(2);
/** Each page on a desk in three languages, and once on a phone and once in the dark. */
const looks = [
  ...languages.map((language) => ({ language, viewport: 'desktop', colorScheme: 'light' }) as const),
  { language: 'ko', viewport: 'phone', colorScheme: 'light' },
  { language: 'zh-CN', viewport: 'desktop', colorScheme: 'dark' },
] as const;

const isWanted = ({ name }: Shot): boolean => named.length === 0 || named.some((part) => name.includes(part));

async function take(browser: Browser, server: string, { prepare, shots }: Shots): Promise<void> {
  const wanted = shots.filter(isWanted);
  if (wanted.length === 0) return;
  const place = await openPlace(server);
  try {
    const made = await prepare(place);
    for (const shot of wanted) {
      for (const look of looks) {
        const page = await place.page(browser, shot.by, { ...look, ...(shot.cloud && { cloud: shot.cloud }) });
        await show(page, shot, made);
        await takePicture(page, join(folder, `${shot.name}.${look.language}.${look.viewport}.${look.colorScheme}.png`));
        await page.context().close();
      }
      console.log(shot.name);
    }
  } finally {
    await place.close();
  }
}

await mkdir(folder, { recursive: true });
const [server, browser] = await Promise.all([startPostgres(), startChromium()]);
try {
  for (const shots of allShots) await take(browser, server.url, shots);
  console.log(`The pictures are in ${folder}.`);
} finally {
  await Promise.all([browser.close(), server.stop()]);
}
