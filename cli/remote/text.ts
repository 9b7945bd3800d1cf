// How values look on a terminal: short, aligned for wide letters too, and never able to command the terminal.
import { kebab } from '../../contract/spelling.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a terminal
const commanding = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** What a server says may not move the cursor or paint over other lines. */
export const harmless = (text: string): string => text.replaceAll(commanding, '');

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const widthOfLetter = (letter: string): number => {
  if (/\p{Mark}/u.test(letter)) return 0;
  return wide.test(letter) || letter.codePointAt(0)! > 0x1f2ff ? 2 : 1;
};
/** In columns of a terminal: Hangul and Han take two. */
export const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0);
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (widthOf(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

type Named = { name?: unknown; amount?: unknown; currency?: unknown };
const textLengthMax = 80;
const unsaid = ['version', 'commands'];
/** The facts of a thing within another one, without its number and what it does not say. */
const inner = (value: object): string =>
  Object.entries(value)
    .filter(([name, one]) => !unsaid.includes(name) && one !== null && one !== undefined)
    .map(([name, one]) => `${heading(name)}: ${nested(one)}`)
    .join(' · ');
const isPlainObject = (value: unknown): value is Named => typeof value === 'object' && value !== null;
const nested = (value: unknown): string => {
  const text = shortly(value);
  const isInside = isPlainObject(value) && !Array.isArray(value) && text.includes(': ');
  return isInside ? `(${text})` : cut(text, textLengthMax);
};

/** A party by its name, money as amount and currency, a list as its items, anything else as its facts. */
export function shortly(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(nested).join(', ');
  if (!isPlainObject(value)) return harmless(String(value)).replaceAll('\n', ' ');
  const { name, amount, currency } = value;
  if (typeof name === 'string') return harmless(name);
  if (typeof amount === 'string' && typeof currency === 'string') return `${amount} ${currency}`;
  return inner(value);
}

/** `createdAt` → `created at`. */
export const heading = (name: string): string => kebab(name).replaceAll('-', ' ');
