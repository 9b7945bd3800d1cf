// The rules of imports: nothing counts until it is applied, and then all of it does, from a day that is not past.
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import type { List } from '../catalog/state.ts';
import type { ImportResult, PriceImport } from './state.ts';
import { refusals } from './state.ts';

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

type Open = 'uploading' | 'checked' | 'comparing' | 'applying' | 'failed';
/** Sending a sheet begins anew whatever came before: an upload that broke off, or a sheet with errors. */
export const upload = (
  state: In<PriceImport, Open>,
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

export function check(state: In<PriceImport, 'uploading' | 'comparing'>, command: Check): Decision<PriceImport> {
  if (state.attempt !== command.attempt) return refuse(no('upload_superseded'));
  const { result } = command;
  if (state.status === 'comparing') return decided({ ...state, status: 'checked', result }, 'priceImport.compared');
  const isReadable = result.refusal === null && result.rows > 0;
  return isReadable
    ? decided({ ...state, status: 'checked', result }, 'priceImport.checked')
    : decided({ ...state, status: 'failed', result }, 'priceImport.failed');
}

const resultOf = ({ result }: PriceImport): ImportResult => result as ImportResult;

/** Compared once more, because something else was applied in between: by a job. */
export function compare(
  state: In<PriceImport, 'checked'>,
  _command: object,
  { isHeld }: Pick<ApplyGiven, 'isHeld'>,
): Decision<PriceImport> {
  if (!isHeld) return refuse(no('price_import_lost'));
  const result = { ...resultOf(state), refusal: null };
  return decided({ ...state, status: 'comparing', result }, 'priceImport.comparisonBegun');
}

export type Apply = { skipBadRows?: boolean };
export type ApplyGiven = { now: Date; edition: number; isHeld: boolean; hasPassed: boolean };

const stands = ({ result }: PriceImport, { isHeld, edition, hasPassed }: ApplyGiven) => [
  !isHeld && no('price_import_lost'),
  isHeld && (result?.edition !== edition || hasPassed) && no('price_import_outdated'),
];

/** Everything that can be known at once stands in the way now; a job does the rest. */
export function apply(state: In<PriceImport, 'checked'>, command: Apply, given: ApplyGiven): Decision<PriceImport> {
  const badRows = state.result?.badRows ?? 0;
  const refused = refuseAll([
    ...stands(state, given),
    badRows > 0 && !command.skipBadRows && no('price_import_has_bad_rows', { badRows }),
  ]);
  if (refused) return refused;
  const result = { ...resultOf(state), refusal: null };
  return decided({ ...state, status: 'applying', result }, 'priceImport.applicationBegun');
}

/** Another import may have come into force since somebody said that this one is to be. */
export function enforce(
  state: In<PriceImport, 'applying'>,
  _command: object,
  given: ApplyGiven,
): Decision<PriceImport> {
  const refused = refuseAll(stands(state, given));
  return refused ?? decided({ ...state, status: 'applied', appliedAt: given.now }, 'priceImport.applied');
}

export type Halt = { refusal: NonNullable<ImportResult['refusal']> };
/** Nothing was changed, and why is kept. Where comparing stopped half-way, no comparison holds any more. */
export function halt(state: In<PriceImport, 'comparing' | 'applying'>, { refusal }: Halt): Decision<PriceImport> {
  const edition = state.status === 'comparing' ? noEdition : resultOf(state).edition;
  const result = { ...resultOf(state), edition, refusal };
  const status = refusal.code === 'price_import_lost' ? 'failed' : 'checked';
  return decided({ ...state, status, result }, 'priceImport.halted');
}
const noEdition = -1;

export const discard = (state: In<PriceImport, Open>): Decision<PriceImport> =>
  decided({ ...state, status: 'discarded', attempt: null }, 'priceImport.discarded');

/** What was never finished is dropped, and the rows that others have left behind are cleared away. */
export function clear(state: PriceImport): Decision<PriceImport> {
  const { status } = state;
  const isOpen = status !== 'failed' && status !== 'applied' && status !== 'discarded';
  return decided({ ...state, status: isOpen ? 'discarded' : status, attempt: null }, 'priceImport.cleared');
}
