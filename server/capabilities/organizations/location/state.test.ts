// Whether a partner has a place from which it may sell.
import { expect, it } from 'vitest';
import { location } from '../../../../tests/cast.ts';
import { hasLocationIn } from './state.ts';

it('Selling takes an active location in the country one sells from (ACT-063)', () => {
  expect(hasLocationIn([location()], 'KR')).toBe(true);
  expect(hasLocationIn([location({ status: 'closed' }), location({ kind: 'global' })], 'KR')).toBe(false);
  expect(hasLocationIn([location()], 'DK')).toBe(false);
});
