// Reported links, with values only: one report for each link, whoever tells of it, until it is settled.
import { describe, expect, it } from 'vitest';
import { codes, done, now } from '../../../../tests/cast.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import * as rules from './rules.ts';

const given: rules.ReportGiven = { now, by: null, newId: 'lrp_1', link: { id: 'inv_1', inviter: 'org_lumenfold' } };
const told: rules.Report = { kind: 'invitation', token: 'secret', reason: 'unexpected' };
const later = new Date(now.getTime() + 60_000);
const open = { ...done(rules.report(nothing, { ...told, note: 'A stranger.' }, given)).next, status: 'open' as const };

describe('A link is reported', () => {
  it('by somebody who need not be signed in, and without its secret', () => {
    const { next, events } = done(rules.report(nothing, told, given));
    expect(events).toEqual(['linkReport.reported']);
    expect(next).toMatchObject({ status: 'open', link: 'inv_1', inviter: 'org_lumenfold', times: 1, reportedBy: null });
    expect(JSON.stringify(next)).not.toContain('secret');
  });
  it('again, and it stays one report that counts, with the newest reason and the last note', () => {
    const again = rules.report(open, { ...told, reason: 'repeated' }, { ...given, by: 'usr_bora', now: later });
    const { next } = done(again);
    expect(next).toMatchObject({ id: open.id, times: 2, reason: 'repeated', note: 'A stranger.', reportedAt: later });
    expect(next.reportedBy).toBe('usr_bora');
  });
  it('but not where there is no such link', () =>
    expect(codes(rules.report(nothing, told, { ...given, link: undefined }))).toEqual(['link_unknown']));
});

describe('A report is settled', () => {
  it('with what came of it, by whom and when', () => {
    const { next, events } = done(rules.settle(open, { answer: 'It is genuine.' }, { now: later, by: 'usr_mira' }));
    expect(events).toEqual(['linkReport.settled']);
    expect(next).toMatchObject({
      status: 'settled',
      answer: 'It is genuine.',
      settledAt: later,
      settledBy: 'usr_mira',
    });
  });
});
