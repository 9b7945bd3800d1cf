// Our promise about imports: the operator sends a price sheet or an offer matrix, looks at the difference, applies it.
import { type Static, Type } from 'typebox';
import { Amount, List } from './catalog/words.ts';
import { Job } from './jobs.ts';
import { body, command, Instant, list, noun, OrNull, only, open, shown, Text, upload, view } from './operation.ts';

const statuses = ['uploading', 'checked', 'comparing', 'applying', 'failed', 'applied', 'discarded'] as const;
const Count = () => Type.Integer({ minimum: 0 });
const Problem = Type.Object({ code: Type.String(), says: Type.String(), mend: Type.String() });

export const PriceImport = noun([...statuses], {
  name: open(Type.String()),
  list: open(List()),
  missing: open(Type.Enum(['end', 'keep'])),
  effectiveFrom: open(OrNull(Instant())),
  createdAt: open(Instant()),
  appliedAt: open(OrNull(Instant())),
  sheet: open(OrNull(Type.Enum(['prices', 'meters', 'matrix']))),
  rows: open(OrNull(Count())),
  badRows: open(OrNull(Count())),
  markets: open(Type.Array(Type.String())),
  unknownColumns: open(Type.Array(Type.String())),
  /** What would change, or has changed; null until the sheet has been compared with what is in force. */
  comparison: open(
    OrNull(
      Type.Object({
        added: Count(),
        changed: Count(),
        ended: Count(),
        unchanged: Count(),
        retroactive: Count(),
        skusAdded: Count(),
        skusChanged: Count(),
      }),
    ),
  ),
  /** From when on it holds, as far as that is known. */
  takesEffectAt: open(OrNull(Instant())),
  createdBy: only('personal', Type.String()),
});
export type PriceImport = Static<typeof PriceImport>;

export const PriceImportProgress = Type.Object({
  /** `received`: the server has the whole sheet and reads it as a job, whatever happens to whoever sent it. */
  phase: Type.Enum(['waiting', 'receiving', 'received', 'reading', 'comparing', 'applying', 'done', 'broken']),
  rows: Count(),
  badRows: Count(),
  bytes: Count(),
  rowsPerSecond: Count(),
  startedAt: OrNull(Instant()),
  /** Why the sheet as a whole could not be taken, or why its comparison or application ended without an effect. */
  refusal: OrNull(Problem),
});

export const PriceImportError = Type.Object({
  line: open(Type.Integer()),
  column: open(Type.String()),
  value: open(Type.String()),
  code: open(Type.String()),
  says: open(Type.String()),
  mend: open(Type.String()),
});

const Priced = OrNull(Type.Object({ unitPrice: Amount(), estimatedRetailPrice: OrNull(Amount()) }));
export const PriceImportChange = Type.Object({
  kind: open(Type.Enum(['added', 'changed', 'ended'])),
  sku: open(Type.String()),
  title: open(Type.String()),
  market: open(Type.String()),
  segment: open(Type.String()),
  term: open(Type.String()),
  billingPlan: open(Type.String()),
  currency: open(Type.String()),
  tierMin: open(Type.Integer()),
  before: open(Priced),
  after: open(Priced),
  /** Of an offer matrix: what differs. */
  fields: open(Type.Array(Type.String())),
  validFrom: open(OrNull(Instant())),
  validUntil: open(OrNull(Instant())),
  /** The sheet wanted to change the past; it is changed only from the day of the change on. */
  retroactive: open(Type.Boolean()),
});

const at = <const Rest extends string>(rest: Rest) => `/api/v1/price-imports/{id}${rest}` as const;

export const createPriceImport = command({
  name: 'priceImport.create',
  path: '/api/v1/price-imports',
  summary: 'Begin the import of a price sheet or an offer matrix.',
  status: 201,
  body: body({
    name: Text(120),
    list: List(),
    missing: Type.Optional(Type.Enum(['end', 'keep'])),
    effectiveFrom: Type.Optional(Instant()),
  }),
  answer: shown(PriceImport),
});
export const uploadPriceSheet = upload({
  name: 'priceImport.upload',
  path: at('/upload'),
  summary: 'Send the sheet: a job reads it and compares it with what is in force; nothing is changed yet.',
  takes: ['text/csv', 'application/zip', 'application/octet-stream'],
  status: 202,
  answer: shown(Job),
});
export const comparePriceImport = command({
  name: 'priceImport.compare',
  path: at('/compare'),
  summary: 'Have the sheet compared once more with what is in force now, by a job.',
  status: 202,
  body: body({}),
  answer: shown(Job),
});
export const applyPriceImport = command({
  name: 'priceImport.apply',
  path: at('/apply'),
  summary: 'Have the sheet put into force by a job, all of it or nothing.',
  status: 202,
  body: body({ skipBadRows: Type.Optional(Type.Boolean()) }),
  answer: shown(Job),
});
export const discardPriceImport = command({
  name: 'priceImport.discard',
  path: at('/discard'),
  summary: 'Drop an import that is not to be applied.',
  body: body({}),
  answer: shown(PriceImport),
});
export const listPriceImports = list({
  name: 'priceImport.list',
  path: '/api/v1/price-imports',
  summary: 'The imports of this cloud, the youngest first.',
  of: PriceImport,
  filters: { status: Type.Optional(Type.Enum([...statuses])), list: Type.Optional(List()) },
});
export const seePriceImport = view({
  name: 'priceImport.see',
  path: at(''),
  summary: 'One import of prices, and how far it has come.',
  answer: shown(PriceImport),
});
export const seePriceImportProgress = view({
  name: 'priceImport.watch',
  path: at('/progress'),
  summary: 'How far the work on the sheet is: read, compared, put into force.',
  answer: PriceImportProgress,
});
export const listPriceImportErrors = list({
  name: 'priceImport.errors',
  path: at('/errors'),
  summary: 'The rows that could not be read, and why.',
  of: PriceImportError,
  filters: {},
});
export const listPriceImportChanges = list({
  name: 'priceImport.changes',
  path: at('/changes'),
  summary: 'What the import would change, or has changed.',
  of: PriceImportChange,
  filters: { kind: Type.Optional(Type.Enum(['added', 'changed', 'ended'])) },
});

export const operations = [
  createPriceImport,
  uploadPriceSheet,
  comparePriceImport,
  applyPriceImport,
  discardPriceImport,
  listPriceImports,
  seePriceImport,
  seePriceImportProgress,
  listPriceImportErrors,
  listPriceImportChanges,
];
