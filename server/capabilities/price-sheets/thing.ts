// The import put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/price-sheets.ts';
import { instantOrNull } from '../../platform/world/shown.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const comparisonOf = (found: state.Comparison): state.Comparison => ({
  added: found.added,
  changed: found.changed,
  ended: found.ended,
  unchanged: found.unchanged,
  retroactive: found.retroactive,
  skusAdded: found.skusAdded,
  skusChanged: found.skusChanged,
});

export const imports: Thing<state.PriceImport, typeof state.lifecycle> = {
  name: 'priceImport',
  table: 'price_imports',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.PriceImport,
  ...rows,
  show: ({ id, status, version, name, list, missing, effectiveFrom, createdAt, appliedAt, createdBy, result }) =>
    ({
      id,
      status,
      version,
      name,
      list,
      missing,
      effectiveFrom: instantOrNull(effectiveFrom),
      createdAt: createdAt.toISOString(),
      appliedAt: instantOrNull(appliedAt),
      sheet: result?.sheet ?? null,
      rows: result?.rows ?? null,
      badRows: result?.badRows ?? null,
      markets: [...(result?.markets ?? [])],
      unknownColumns: [...(result?.unknownColumns ?? [])],
      comparison: result && status !== 'failed' && status !== 'comparing' ? comparisonOf(result) : null,
      takesEffectAt: instantOrNull(effectiveFrom ?? appliedAt),
      createdBy,
    }) satisfies contract.PriceImport,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', list: 'list' } },
};
