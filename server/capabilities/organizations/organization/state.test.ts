// Where a partner may sell, and in which currency.
import { describe, expect, it } from 'vitest';
import { cloudNow, eachCloud } from '../../../../tests/cast.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import * as state from './state.ts';

describe('Regions', () => {
  const cloud = cloudNow(worldwide);
  it('are where a partner may sell: its own, and no other (ACT-060)', () => {
    expect(state.maySellIn(cloud, 'DK', 'DE')).toBe(true);
    expect(state.maySellIn(cloud, 'DK', 'KR')).toBe(false);
    expect(state.maySellIn(cloud, 'AQ', 'AQ')).toBe(false);
  });
  it('have a currency, and some countries another (ACT-062)', () => {
    expect(['DE', 'DK', 'KR', 'US', 'AQ'].map((country) => state.currencyOf(cloud, country))).toEqual([
      'EUR',
      'DKK',
      'KRW',
      'USD',
      undefined,
    ]);
  });
  it.each(eachCloud)('of the cloud %s each have a currency (ACT-062)', (_, here) => {
    for (const country of Object.keys(here.regions)) expect(state.currencyOf(here, country)).toMatch(/^[A-Z]{3}$/);
  });
});
