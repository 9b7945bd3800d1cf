// The commands about an import: begin, send, compare, apply, enforce, halt, discard, clear.

import * as contract from '../../../contract/price-sheets.ts';
import { type Id, newId } from '../../kernel/id.ts';
import type { In } from '../../kernel/lifecycle.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change, type Writing } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import type { Door, Seen, Step } from '../../platform/world/world.ts';
import { beginningJob } from '../jobs/offers.ts';
import { applyingRules, applyingSkus } from './comparing/offer-matrix.ts';
import { applyingPrices, hasPassed } from './comparing/prices.ts';
import { beginning, entering, type Phase } from './progress.ts';
import * as rules from './rules.ts';
import { dropping, forgettingParts, tablesOf } from './staging/tables.ts';
import * as state from './state.ts';
import * as store from './store.ts';
import { comparisonOf, imports } from './thing.ts';

type Held = { before: string | null };
const heldBy = ({ attempt }: { attempt: string | null }): Held => ({ before: attempt });

const creating = change({
  thing: imports,
  command: 'create',
  find: 'new',
  given: ({ now, actor: by }): rules.CreateGiven => ({ now, by, newId: newId('pim', by.organization) }),
  rule: rules.create,
});

/**
 * The tables of an earlier reading go at once, so that a reader still filling them finds out. Whoever sends the sheet
 * names the attempt: another sender may have begun a later one before this one could read which is its own.
 */
export const uploading = change({
  thing: imports,
  command: 'upload',
  given: (_door, before, { attempt }: { attempt: Id<'upl'> }) => ({ attempt, ...heldBy(before) }),
  rule: rules.upload,
  writes: (door, { id }, { attempt, before }) => {
    dropHeld(door, { before });
    if (door.preview) return;
    const at = door.world.clock.wall();
    for (const one of beginning({ id, attempt }, { phase: 'receiving', bytes: 0, at })) door.tx.write(one);
  },
});

/** All of the sheet is kept: from here on a job reads it. */
export const receiving = change({
  thing: imports,
  command: 'receive',
  given: () => ({}),
  rule: rules.receive,
  writes: ({ tx, world, preview }, { id, attempt }) => {
    if (preview) return;
    tx.write(entering({ id, attempt: attempt! }, { phase: 'received', at: world.clock.wall() }));
  },
});

/** Who watches is told in the same stroke: whoever reads that it is done finds the import as it has become. */
const entered =
  (phase: Phase, more: { afresh?: true } = {}) =>
  ({ tx, world, preview }: Writing, { id, attempt }: state.PriceImport): void => {
    if (!preview) tx.write(entering({ id, attempt: attempt! }, { phase, at: world.clock.wall(), ...more }));
  };

export const checking = change({
  thing: imports,
  command: 'check',
  given: () => ({}),
  rule: rules.check,
  writes: entered('done'),
});

const isHeld = (tx: Tx, { attempt, result }: state.PriceImport): Promise<boolean> => {
  const { rules: matrix, prices } = tablesOf(attempt!);
  return store.isHeld(tx, result!.sheet === 'matrix' ? matrix : prices, result!.rows);
};
const comparing = change({
  thing: imports,
  command: 'compare',
  given: async ({ tx }, before) => ({ isHeld: await isHeld(tx, before) }),
  rule: rules.compare,
  writes: entered('comparing', { afresh: true }),
});

type Compared = In<state.PriceImport, 'checked' | 'applying'>;
const applyGiven = async ({ tx, now }: Door, before: Compared) => {
  const { attempt, result } = before;
  const tables = tablesOf(attempt!);
  const [edition, held] = [await store.editionOf(tx), await isHeld(tx, before)];
  const comparedAt = result!.takesEffectAt;
  const moves = held && now > comparedAt;
  return { now, tables, edition, isHeld: held, hasPassed: moves && (await hasPassed(tx, { tables, comparedAt, now })) };
};

const applying = change({
  thing: imports,
  command: 'apply',
  given: applyGiven,
  rule: rules.apply,
  writes: entered('applying', { afresh: true }),
  foresees: (_before, { result }) => ({
    money: [{ key: 'catalog.foresee.prices', values: { ...comparisonOf(result!) } }],
    unchanged: [{ key: 'catalog.foresee.running_terms_stay' }, { key: 'catalog.foresee.past_stays' }],
  }),
});

export const enforcing = change({
  thing: imports,
  command: 'enforce',
  // Two imports never meet: what one was compared with must not change while it is put into force.
  locks: () => ['catalog:all'],
  given: applyGiven,
  rule: rules.enforce,
  writes: (door, after, { tables }) => {
    const { tx, now } = door;
    const { id, list, result } = after;
    const comparedAt = result!.takesEffectAt;
    const asked = { tables, list, importId: id, comparedAt, now };
    const isMatrix = result!.sheet === 'matrix';
    for (const one of isMatrix ? applyingRules(asked) : applyingPrices(asked)) tx.write(one);
    if (!isMatrix) tx.write(applyingSkus(asked));
    tx.write(dropping(tables, ['prices', 'skus', 'rules', 'closings']));
    entered('done')(door, after);
  },
});
export const halting = change({
  thing: imports,
  command: 'halt',
  given: () => ({}),
  rule: rules.halt,
  writes: entered('done'),
});

const dropHeld = ({ tx, preview }: Writing, { before }: Held): void => {
  if (before === null || preview) return;
  tx.write(dropping(tablesOf(before)));
  tx.write(forgettingParts(before));
};
const discarding = change({
  thing: imports,
  command: 'discard',
  given: (_door, before) => heldBy(before),
  rule: rules.discard,
  writes: (door, _after, given) => dropHeld(door, given),
});
export const clearing = change({
  thing: imports,
  command: 'clear',
  given: (_door, before) => heldBy(before),
  rule: rules.clear,
  writes: (door, _after, given) => dropHeld(door, given),
});

/** The command and the job that goes on with it, or neither. */
const jobFor = (key: string, kind: string): Step =>
  step(beginningJob, key, { kind, request: { import: key } satisfies state.LaterRequest });
const beginComparing = together<object>({
  changes: [comparing, beginningJob],
  plan: (_planning, key, command) => [step(comparing, key, command), jobFor(key, state.laterKinds.compare)],
});
const beginApplying = together<rules.Apply>({
  changes: [applying, beginningJob],
  plan: (_planning, key, command) => [step(applying, key, command), jobFor(key, state.laterKinds.apply)],
});

/** Whoever asked follows the job, or looks at the import. */
const jobOf = (states: readonly Seen[]) => states.find(({ thing }) => thing === 'job')!.shown;

export const commands: readonly Route[] = [
  doing(contract.createPriceImport, alone(creating)),
  doing(contract.comparePriceImport, beginComparing, jobOf),
  doing(contract.applyPriceImport, beginApplying, jobOf),
  doing(contract.discardPriceImport, alone(discarding)),
];
