// What a receipt says was shown: the text itself, of the edition and in the language of the consent.
import { describe, expect, it } from 'vitest';
import { languages, messages } from '../../../messages/catalogue.ts';
import { cloudAt } from '../../clouds/cloud.ts';
import { worldwide } from '../../clouds/worldwide.ts';
import { textOf } from '../agreements/offers.ts';
import { shownIn, untilOf } from './consents.ts';
import type { Body } from './offers.ts';

const body = (type: string, language?: Body['language']) => ({ type, ...(language && { language }) }) as Body;

describe('A receipt shows', () => {
  it.each(languages)('the text of a merge, a partnership and a relationship (%s)', (language) => {
    for (const [type, key] of [
      ['accountMerge.accepted', 'consent.accountMerge.2026-11'],
      ['accountMerge.confirmed', 'consent.accountMerge.2026-11'],
      ['partnership.established', 'consent.partnership.2026-03'],
      ['relationship.established', 'consent.relationship.2026-03'],
    ] as const) {
      expect(shownIn(body(type, language), {}).text).toBe(messages[language][key]);
      expect(messages[language][key]!.length).toBeGreaterThan(30);
    }
  });
  it('the very text of the customer agreement that was accepted, by its hash', () => {
    const cloud = cloudAt(worldwide, new Date('2026-03-01'));
    for (const [country, language] of [
      ['KR', 'ko'],
      ['DE', 'en'],
      ['US', 'zh-CN'],
    ] as const) {
      const { edition, text, textHash } = textOf(cloud, { country, language })!;
      const shown = shownIn(body('customerAgreement.accepted', 'en'), { edition, language, textHash });
      expect(shown).toMatchObject({ edition, language, text });
    }
  });
  it('no text where none was shown by this house', () => {
    expect(shownIn(body('customerAgreement.attested'), { edition: '2020-02', language: null, textHash: null })).toEqual(
      {
        ...{ key: 'agreements.text', edition: '2020-02', language: 'en', text: '' },
      },
    );
    expect(shownIn(body('partnerAgreement.accepted', 'ko'), { edition: '2019-09' })).toEqual({
      ...{ key: 'partnerAgreement', edition: '2019-09', language: 'ko', text: '' },
    });
  });
  it('until when it holds, where it ends by itself', () => {
    expect(untilOf({ endsAt: '2026-05-01T00:00:00.000Z' })).toBe('2026-05-01T00:00:00.000Z');
    expect(untilOf({ since: '2026-05-01T00:00:00.000Z' })).toBeNull();
  });
});
