// The words of the customer agreement: one text per region and language, and no edition is ever edited.
import { describe, expect, it } from 'vitest';
import { languages } from '../../../messages/catalogue.ts';
import { china } from '../../clouds/china.ts';
import { cloudAt } from '../../clouds/cloud.ts';
import { worldwide } from '../../clouds/worldwide.ts';
import { textOf } from './offers.ts';

const cloud = cloudAt(worldwide, new Date('2026-03-01'));
const hashes = (country: string) =>
  languages.map((language) => textOf(cloud, { country, language })?.textHash.slice(0, 12));

describe('The text of the customer agreement (ORD-025)', () => {
  it('is never edited: a change is a new edition', () => {
    expect({ korea: hashes('KR'), europe: hashes('DK'), general: hashes('JP') }).toMatchInlineSnapshot(`
      {
        "europe": [
          "d4abe04a7a8c",
          "94a0e2e3df00",
          "f0db7569d364",
        ],
        "general": [
          "9dad1c8423e0",
          "8970aa0b9367",
          "e652fc6086d2",
        ],
        "korea": [
          "7b45df051646",
          "b8b15545f07b",
          "547254d06afb",
        ],
      }
    `);
  });
  it('depends on the country of the customer, not of the reader', () => {
    expect(textOf(cloud, { country: 'KR', language: 'en' })?.text).toContain('Republic of Korea');
    expect(textOf(cloud, { country: 'DK', language: 'en' })?.text).toContain('European Economic Area');
    expect(textOf(cloud, { country: 'JP', language: 'en' })?.text).not.toMatch(/Korea|European/);
  });
  it('is the general one for a country that has no region', () =>
    expect(textOf(cloud, { country: 'KP', language: 'en' })?.title).toBe('Customer agreement'));
  it('does not exist where the agreements of the operator apply (ORD-030)', () =>
    expect(textOf(cloudAt(china, new Date('2026-03-01')), { country: 'CN' })).toBeUndefined());
});
