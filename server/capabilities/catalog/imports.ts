// The import as a thing, and its commands: begin, send, compare, apply, discard, clear.
import * as contract from '../../../contract/catalog/imports.ts';
import { type Id, newId } from '../../kernel/id.ts';
import type { In } from '../../kernel/lifecycle.ts';
import { change } from '../../platform/change.ts';
import type { Door, Thing } from '../../platform/thing.ts';
import { applyingPrices, hasPassed } from './compare-prices.ts';
import { applyingRules, applyingSkus } from './compare-rules.ts';
import { beginning } from './progress.ts';
import * as rules from './rules/imports.ts';
import { creating, dropping, type Tables, tablesOf } from './staging.ts';
import * as state from './state.ts';
import * as store from './store.ts';

const comparisonOf = ({ added, changed, ended, unchanged, retroactive, skusAdded, skusChanged }: state.Comparison) => ({
  ...{ added, changed, ended, unchanged, retroactive },
  ...{ skusAdded, skusChanged },
});

export const imports: Thing<state.PriceImport, typeof state.importLifecycle> = {
  name: 'priceImport',
  table: 'price_imports',
  lifecycle: state.importLifecycle,
  sides: state.importSides,
  contract: contract.PriceImport,
  fromRow: store.importFromRow,
  toRow: store.importToRow,
  show: ({ id, status, version, name, list, missing, effectiveFrom, createdAt, appliedAt, createdBy, result }) =>
    ({
      id,
      status,
      version,
      name,
      list,
      missing,
      effectiveFrom: effectiveFrom?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
      appliedAt: appliedAt?.toISOString() ?? null,
      sheet: result?.sheet ?? null,
      rows: result?.rows ?? null,
      badRows: result?.badRows ?? null,
      markets: [...(result?.markets ?? [])],
      unknownColumns: [...(result?.unknownColumns ?? [])],
      comparison: result && status !== 'failed' ? comparisonOf(result) : null,
      takesEffectAt: effectiveFrom?.toISOString() ?? appliedAt?.toISOString() ?? null,
      createdBy,
    }) satisfies contract.PriceImport,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', list: 'list' } },
};

const tablesHeldBy = ({ attempt }: { attempt: string | null }): Tables | undefined =>
  attempt === null ? undefined : tablesOf(attempt);

export const creatingImport = change({
  thing: imports,
  command: 'create',
  find: 'new',
  given: ({ now, actor: by }): rules.CreateGiven => ({ now, by, newId: newId('pim') }),
  rule: rules.create,
});

/**
 * The tables of an earlier reading go at once, so that a reader still filling them finds out. Whoever sends the sheet
 * names the attempt: another sender may have begun a later one before this one could read which is its own.
 */
export const uploading = (attempt: Id<'upl'>) =>
  change({
    thing: imports,
    command: 'upload',
    given: (_door, before) => ({ attempt, before: tablesHeldBy(before) }),
    rule: rules.upload,
    writes: ({ tx, world, preview }, { id }, { before }) => {
      if (preview) return;
      if (before) tx.write(dropping(before));
      for (const one of creating(tablesOf(attempt))) tx.write(one);
      for (const one of beginning({ id, attempt }, world.clock.wall())) tx.write(one);
    },
  });

export const checking = change({ thing: imports, command: 'check', given: () => ({}), rule: rules.check });
export const comparing = change({ thing: imports, command: 'compare', given: () => ({}), rule: rules.compare });

type Checked = In<state.PriceImport, 'checked'>;
const applyGiven = async ({ tx, now }: Door, { attempt, result }: Checked) => {
  const tables = tablesOf(attempt!);
  const staged = result!.sheet === 'matrix' ? tables.rules : tables.prices;
  const [edition, isHeld] = [await store.editionOf(tx), await store.isHeld(tx, staged, result!.rows)];
  const comparedAt = result!.takesEffectAt;
  const moves = isHeld && now > comparedAt;
  return { now, tables, edition, isHeld, hasPassed: moves && (await hasPassed(tx, { tables, comparedAt, now })) };
};

export const applying = change({
  thing: imports,
  command: 'apply',
  // Two imports never meet: what one was compared with must not change while it is put into force.
  locks: () => ['catalog'],
  given: applyGiven,
  rule: rules.apply,
  writes: ({ tx, now, preview }, { id, list, result }, { tables }) => {
    if (preview) return;
    const comparedAt = result!.takesEffectAt;
    const asked = { tables, list, importId: id, comparedAt, now };
    const isMatrix = result!.sheet === 'matrix';
    for (const one of isMatrix ? applyingRules(asked) : applyingPrices(asked)) tx.write(one);
    if (!isMatrix) tx.write(applyingSkus(asked));
    tx.write(dropping(tables, ['prices', 'skus', 'rules', 'closings']));
  },
  foresees: (_before, { result }) => ({
    money: [{ key: 'catalog.foresee.prices', values: { ...comparisonOf(result!) } }],
    unchanged: [{ key: 'catalog.foresee.running_terms_stay' }, { key: 'catalog.foresee.past_stays' }],
  }),
});

const dropHeld = ({ tx, preview }: Door, { before }: { before: Tables | undefined }): void => {
  if (before && !preview) tx.write(dropping(before));
};
export const discarding = change({
  thing: imports,
  command: 'discard',
  given: (_door, before) => ({ before: tablesHeldBy(before) }),
  rule: rules.discard,
  writes: (door, _after, given) => dropHeld(door, given),
});
export const clearing = change({
  thing: imports,
  command: 'clear',
  given: (_door, before) => ({ before: tablesHeldBy(before) }),
  rule: rules.clear,
  writes: (door, _after, given) => dropHeld(door, given),
});
