// An import brings in a price sheet or an offer matrix: read, compared, put into force or dropped.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { List } from '../catalog/state.ts';

export type SheetKind = 'prices' | 'meters' | 'matrix';
/** What comparing the sheet with what is in force has shown. */
export type Comparison = {
  added: number;
  changed: number;
  ended: number;
  unchanged: number;
  /** ORD-070: rows that would have changed a price of the past; they hold only from the day of the change on. */
  retroactive: number;
  skusAdded: number;
  skusChanged: number;
};
export type ImportResult = Comparison & {
  sheet: SheetKind | null;
  rows: number;
  badRows: number;
  markets: readonly string[];
  unknownColumns: readonly string[];
  refusal: { code: string; details: Readonly<Record<string, unknown>> } | null;
  /** How many imports had been applied when it was compared; another number since makes it outdated. */
  edition: number;
  takesEffectAt: Date;
};

export type PriceImport = {
  id: Id<'pim'>;
  version: number;
  status: 'uploading' | 'checked' | 'comparing' | 'applying' | 'failed' | 'applied' | 'discarded';
  /** As the operator calls it, the name of the file perhaps. */
  name: string;
  list: List;
  /** Whether a price that the sheet no longer has comes to its end. */
  missing: 'end' | 'keep';
  /** From when on it holds; null: from the moment it is applied. */
  effectiveFrom: Date | null;
  /** The reading whose rows are held ready; null before the first and after all is cleared. */
  attempt: Id<'upl'> | null;
  result: ImportResult | null;
  createdBy: string;
  createdAt: Date;
  appliedAt: Date | null;
};

const open = ['uploading', 'checked', 'comparing', 'applying', 'failed'] as const;
export const lifecycle = {
  create: { from: ['nothing'], to: ['uploading'], emits: ['priceImport.created'] },
  upload: { from: open, to: ['uploading'], emits: ['priceImport.uploaded'] },
  receive: { from: ['uploading'], to: ['uploading'], emits: ['priceImport.received'] },
  check: {
    from: ['uploading', 'comparing'],
    to: ['checked', 'failed'],
    emits: ['priceImport.compared', 'priceImport.checked', 'priceImport.failed'],
  },
  compare: { from: ['checked'], to: ['comparing'], emits: ['priceImport.comparisonBegun'] },
  apply: { from: ['checked'], to: ['applying'], emits: ['priceImport.applicationBegun'] },
  enforce: { from: ['applying'], to: ['applied'], emits: ['priceImport.applied'] },
  halt: { from: ['comparing', 'applying'], to: ['checked', 'failed'], emits: ['priceImport.halted'] },
  discard: { from: open, to: ['discarded'], emits: ['priceImport.discarded'] },
  clear: {
    from: [...open, 'applied', 'discarded'],
    to: ['applied', 'failed', 'discarded'],
    emits: ['priceImport.cleared'],
  },
} as const satisfies Lifecycle<PriceImport>;
/** Only who runs the cloud sees imports; the door adds that side. */
export const sides = {} as const;

/** The kinds of long work behind an import, and what each is asked for. */
export const sheetKind = 'priceImport';
export type SheetRequest = { import: string; attempt: NonNullable<PriceImport['attempt']> };
export const laterKinds = { compare: 'priceComparison', apply: 'priceApplication' } as const;
export type LaterRequest = { import: string };

export const refusals = {
  effective_date_passed: { kind: 'limit', rule: 'ORD-070' },
  upload_superseded: { kind: 'conflict' },
  upload_interrupted: { kind: 'conflict' },
  price_import_outdated: { kind: 'conflict', rule: 'ORD-070' },
  price_import_has_bad_rows: { kind: 'limit' },
  price_import_lost: { kind: 'conflict' },
  price_import_stopped: { kind: 'conflict' },
  list_does_not_fit: { kind: 'limit', rule: 'ORD-070' },
} as const satisfies Refusals;
