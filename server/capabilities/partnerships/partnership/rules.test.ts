// The rule of partnerships with values only.
import { describe, expect, it } from 'vitest';
import { cast, done, now } from '../../../../tests/cast.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import * as rules from './rules.ts';

const { saebyeok, miru } = cast;

describe('A partnership', () => {
  const command = { provider: saebyeok.id, reseller: miru.id, invitation: 'pin_1' };
  const given: rules.EstablishGiven = { now, by: { id: 'usr_hyun' }, newId: 'par_1' };
  it('says who approved it and since when', () => {
    const { next, events } = done(rules.establish(nothing, command, given));
    expect(next).toMatchObject({ ...command, status: 'active', since: now, approvedBy: 'usr_hyun' });
    expect(events).toEqual(['partnership.established']);
  });
  it('is made once for a pair (REL-017)', () => {
    const { next } = done(rules.establish(nothing, command, given));
    const active = { ...next, status: 'active' as const, version: 1 };
    expect(rules.establish(active, { ...command, invitation: 'pin_2' }, given)).toEqual({
      ok: true,
      next: active,
      events: [],
    });
  });
});
