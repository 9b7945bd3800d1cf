// A browser is named as a person knows it, and what is unknown is not guessed.
import { describe, expect, it } from 'vitest';
import { deviceNamed } from './device.ts';

const likeSafari = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const cases: readonly [string, string][] = [
  ['Chrome Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${likeSafari} Chrome/131.0.0.0 Safari/537.36`],
  ['Edge Windows', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${likeSafari} Chrome/131.0 Safari/537.36 Edg/131.0`],
  ['Firefox Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['Safari macOS', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${likeSafari} Version/18.1 Safari/605.1.15`],
  ['Safari iPhone', `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${likeSafari} Version/18.1 Safari/604.1`],
  ['Chrome Android', `Mozilla/5.0 (Linux; Android 10; K) ${likeSafari} Chrome/131.0.0.0 Mobile Safari/537.36`],
  ['Samsung Internet Android', `Mozilla/5.0 (Linux; Android 14) ${likeSafari} SamsungBrowser/27.0 Chrome/125.0`],
];

describe('Where somebody is signed in', () => {
  it.each(cases)('%s', (name, userAgent) => expect(Object.values(deviceNamed(userAgent) ?? {}).join(' ')).toBe(name));
  it('stays as it is where it is no browser', () => expect(deviceNamed('curl/8.5.0')).toBeUndefined());
});
