// Imports in values only: nothing counts before it is applied, and what was read counts only while it is still true.
import { describe, expect, it } from 'vitest';
import { nothing } from '../../kernel/lifecycle.ts';
import {
  type Apply,
  type ApplyGiven,
  apply,
  check,
  clear,
  compare,
  create,
  discard,
  enforce,
  halt,
  upload,
} from './rules.ts';
import type { ImportResult, PriceImport } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const begun = (effectiveFrom?: string) =>
  create(
    nothing,
    { name: 'April', list: 'licence', ...(effectiveFrom && { effectiveFrom }) },
    { now, by: { id: 'mira' }, newId: 'pim_1' },
  );
const waiting = (): PriceImport & { status: 'uploading' } => {
  const decision = begun();
  if (!decision.ok) throw new Error('begun');
  return { ...decision.next, attempt: 'upl_1' } as PriceImport & { status: 'uploading' };
};
const result = { refusal: null, rows: 3, badRows: 0, edition: 4 } as ImportResult;
const checked = (more: Partial<ImportResult> = {}) =>
  ({ ...waiting(), status: 'checked', result: { ...result, ...more } }) as PriceImport & { status: 'checked' };
const comparing = () => ({ ...checked(), status: 'comparing' }) as PriceImport & { status: 'comparing' };
const applying = () => ({ ...checked(), status: 'applying' }) as PriceImport & { status: 'applying' };
const given: ApplyGiven = { now, edition: 4, isHeld: true, hasPassed: false };
const applied = (more: Partial<ApplyGiven> = {}, command: Apply = {}, of: Partial<ImportResult> = {}) =>
  apply(checked(of), command, { ...given, ...more });

describe('An import begins (ORD-070)', () => {
  it('for a list, and what it lacks comes to its end unless told otherwise', () =>
    expect(begun()).toMatchObject({ next: { status: 'uploading', missing: 'end', effectiveFrom: null } }));
  it('from a day to come', () => expect(begun('2026-04-01T00:00:00Z')).toMatchObject({ ok: true }));
  it('but never in the past', () =>
    expect(begun('2026-02-28T00:00:00Z')).toMatchObject({ because: [{ code: 'effective_date_passed' }] }));
});

describe('A sheet', () => {
  it('that was read is checked; one that is none has failed', () => {
    expect(check(waiting(), { attempt: 'upl_1', result })).toMatchObject({ next: { status: 'checked' } });
    const refusal = { code: 'sheet_unrecognized', details: {} };
    expect(check(waiting(), { attempt: 'upl_1', result: { ...result, refusal } })).toMatchObject({
      next: { status: 'failed' },
    });
    expect(check(waiting(), { attempt: 'upl_1', result: { ...result, rows: 0 } })).toMatchObject({
      next: { status: 'failed' },
    });
  });
  it('gives way to one that was sent after it', () => {
    expect(check(waiting(), { attempt: 'upl_0', result })).toMatchObject({ because: [{ code: 'upload_superseded' }] });
    expect(check(comparing(), { attempt: 'upl_0', result })).toMatchObject({
      because: [{ code: 'upload_superseded' }],
    });
  });
  it('is compared again while its rows are there', () => {
    expect(compare(checked(), {}, { isHeld: true })).toMatchObject({ next: { status: 'comparing' } });
    expect(compare(checked(), {}, { isHeld: false })).toMatchObject({ because: [{ code: 'price_import_lost' }] });
    expect(check(comparing(), { attempt: 'upl_1', result: { ...result, edition: 9 } })).toMatchObject({
      ...{ next: { status: 'checked', result: { edition: 9 } }, events: ['priceImport.compared'] },
    });
  });
  it('sent again begins anew', () =>
    expect(upload(checked(), {}, { attempt: 'upl_2' })).toMatchObject({
      next: { status: 'uploading', attempt: 'upl_2', result: null },
    }));
});

describe('An import is put into force', () => {
  it('whole, by a job', () => {
    expect(applied()).toMatchObject({ next: { status: 'applying', appliedAt: null } });
    expect(enforce(applying(), {}, given)).toMatchObject({ next: { status: 'applied', appliedAt: now } });
  });
  it('unless another one was quicker, or its rows have gone since', () => {
    const late = (more: Partial<ApplyGiven>) => enforce(applying(), {}, { ...given, ...more });
    expect(late({ edition: 5 })).toMatchObject({ because: [{ code: 'price_import_outdated' }] });
    expect(late({ isHeld: false })).toMatchObject({ because: [{ code: 'price_import_lost' }] });
  });
  it('or not at all, and then says why; what was half compared must be compared again', () => {
    const refusal = { code: 'price_import_stopped', details: {} };
    expect(halt(applying(), { refusal })).toMatchObject({
      next: { status: 'checked', result: { refusal, edition: 4 } },
    });
    expect(halt(comparing(), { refusal })).toMatchObject({ next: { status: 'checked', result: { edition: -1 } } });
    expect(halt(applying(), { refusal: { code: 'price_import_lost', details: {} } })).toMatchObject({
      next: { status: 'failed' },
    });
  });
  it('unless what it was compared with has changed, or its day has passed', () => {
    expect(applied({ edition: 5 })).toMatchObject({ because: [{ code: 'price_import_outdated' }] });
    expect(applied({ hasPassed: true })).toMatchObject({ because: [{ code: 'price_import_outdated' }] });
  });
  it('unless its rows are gone', () =>
    expect(applied({ isHeld: false })).toMatchObject({ because: [{ code: 'price_import_lost' }] }));
  it('without bad rows only if the operator says so', () => {
    expect(applied({}, {}, { badRows: 2 })).toMatchObject({ because: [{ code: 'price_import_has_bad_rows' }] });
    expect(applied({}, { skipBadRows: true }, { badRows: 2 })).toMatchObject({ ok: true });
  });
});

describe('An import that is not wanted', () => {
  it('is dropped with its rows', () =>
    expect(discard(checked())).toMatchObject({ next: { status: 'discarded', attempt: null } }));
  it('is cleared away after a while, and what was applied stays applied', () => {
    expect(clear(checked())).toMatchObject({ next: { status: 'discarded', attempt: null } });
    expect(clear({ ...checked(), status: 'applied' })).toMatchObject({ next: { status: 'applied', attempt: null } });
  });
});
