// The rules of imports: nothing counts until it is applied, and then all of it does, from a day that is not past.
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { refusals } from '../refusals.ts';
import type { ImportResult, List, PriceImport } from '../state.ts';

const no = obstacles(refusals);

export type Create = { name: string; list: List; missing?: 'end' | 'keep'; effectiveFrom?: string };
export type CreateGiven = { now: Date; by: { id: string }; newId: Id<'pim'> };

/** ORD-070: a list holds from a day on; the past is not rewritten. */
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<PriceImport> {
  const effectiveFrom = command.effectiveFrom === undefined ? null : new Date(command.effectiveFrom);
  if (effectiveFrom && effectiveFrom < given.now) {
    return refuse(no('effective_date_passed', { effectiveFrom, now: given.now }));
  }
  const { name, list, missing = 'end' } = command;
  const made = { attempt: null, result: null, createdBy: given.by.id, createdAt: given.now, appliedAt: null };
  return decided(
    { id: given.newId, version: 0, status: 'uploading', name, list, missing, effectiveFrom, ...made },
    'priceImport.created',
  );
}

/** Sending a sheet begins anew whatever came before: an upload that broke off, or a sheet with errors. */
export const upload = (
  state: In<PriceImport, 'uploading' | 'checked' | 'failed'>,
  _command: object,
  given: { attempt: Id<'upl'> },
): Decision<PriceImport> =>
  decided({ ...state, status: 'uploading', attempt: given.attempt, result: null }, 'priceImport.uploaded');

/** Another sheet may have been sent while this one was on its way. */
export const receive = (
  state: In<PriceImport, 'uploading'>,
  { attempt }: { attempt: Id<'upl'> },
): Decision<PriceImport> =>
  state.attempt === attempt ? decided(state, 'priceImport.received') : refuse(no('upload_superseded'));

export type Check = { attempt: string; result: ImportResult };

export function check(state: In<PriceImport, 'uploading'>, command: Check): Decision<PriceImport> {
  if (state.attempt !== command.attempt) return refuse(no('upload_superseded'));
  const { result } = command;
  const isReadable = result.refusal === null && result.rows > 0;
  return isReadable
    ? decided({ ...state, status: 'checked', result }, 'priceImport.checked')
    : decided({ ...state, status: 'failed', result }, 'priceImport.failed');
}

/** Compared once more, because something else was applied in between. */
export function compare(state: In<PriceImport, 'checked'>, command: Check): Decision<PriceImport> {
  if (state.attempt !== command.attempt) return refuse(no('upload_superseded'));
  return decided({ ...state, result: command.result }, 'priceImport.compared');
}

export type Apply = { skipBadRows?: boolean };
export type ApplyGiven = { now: Date; edition: number; isHeld: boolean; hasPassed: boolean };

export function apply(state: In<PriceImport, 'checked'>, command: Apply, given: ApplyGiven): Decision<PriceImport> {
  const badRows = state.result?.badRows ?? 0;
  const isOutdated = state.result?.edition !== given.edition || given.hasPassed;
  const refused = refuseAll([
    !given.isHeld && no('price_import_lost'),
    given.isHeld && isOutdated && no('price_import_outdated'),
    badRows > 0 && !command.skipBadRows && no('price_import_has_bad_rows', { badRows }),
  ]);
  if (refused) return refused;
  return decided({ ...state, status: 'applied', appliedAt: given.now }, 'priceImport.applied');
}

export const discard = (state: In<PriceImport, 'uploading' | 'checked' | 'failed'>): Decision<PriceImport> =>
  decided({ ...state, status: 'discarded', attempt: null }, 'priceImport.discarded');

/** What was never finished is dropped, and the rows that others have left behind are cleared away. */
export function clear(state: PriceImport): Decision<PriceImport> {
  const { status } = state;
  const isOpen = status === 'uploading' || status === 'checked';
  return decided({ ...state, status: isOpen ? 'discarded' : status, attempt: null }, 'priceImport.cleared');
}
