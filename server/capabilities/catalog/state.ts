// What can be bought, by whom, from when on and for how much; imports bring it in, customers qualify for parts of it.
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Money } from '../../kernel/money.ts';
import { question } from '../../kernel/question.ts';

/** ORD-070: price lists are kept per kind of product. */
const lists = ['licence', 'usage', 'software', 'reservation'] as const;
export type List = (typeof lists)[number];
const segments = ['Commercial', 'Education', 'Charity', 'Government'] as const;
export type Segment = (typeof segments)[number];
const billingPlans = ['Monthly', 'Annual', 'Triennial', 'None'] as const;
export type BillingPlan = (typeof billingPlans)[number];

/** Product and SKU as sheets write them, joined: `KTR000000001:0001`. */
export type SkuId = `${string}:${string}`;
export type Sku = {
  id: SkuId;
  version: number;
  status: 'listed';
  list: List;
  productId: string;
  productTitle: string;
  title: string;
  publisher: string;
  description: string;
  unit: string;
  tags: string;
};

/** Which price is meant, but for quantity and day. `meter` is empty except for usage. */
type PriceKey = {
  sku: SkuId;
  market: string;
  currency: string;
  segment: Segment | '';
  term: string;
  billingPlan: BillingPlan;
  meter: string;
};
export type Price = PriceKey & {
  list: List;
  /** From how many on, and up to how many; null is open. */
  tierMin: number;
  tierMax: number | null;
  /** To the transacting partner (ORD-071). */
  unitPrice: Money;
  estimatedRetailPrice: Money | null;
  /** null: always, or open. The end itself is no longer valid. */
  validFrom: Date | null;
  validUntil: Date | null;
};

/** A row of the offer matrix. An empty list of countries names none, so it excludes none. */
export type OfferRules = {
  sku: SkuId;
  provisioningId: string;
  provisioningString: string;
  licencesMin: number | null;
  licencesMax: number | null;
  ownershipLimit: number | null;
  ownershipLimitType: 'none' | 'lifetime' | 'concurrent';
  prerequisites: readonly SkuId[];
  conversions: readonly SkuId[];
  description: string;
  allowedCountries: readonly string[];
};

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
export const importLifecycle = {
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
export const importSides = {} as const;

/** ORD-012 to ORD-014. `governmentPartner` is the partner's own approval to sell to public bodies. */
const qualificationKinds = [
  'education',
  'nonprofit',
  'governmentCommunity',
  'governmentPartner',
  'stateOwned',
] as const;
export type QualificationKind = (typeof qualificationKinds)[number];
export type Evidence = {
  legalName: string;
  address: string;
  mail: string;
  contact: string;
  domain: string;
};
export type Qualification = {
  id: Id<'qua'>;
  version: number;
  status: 'inReview' | 'qualified' | 'notQualified';
  kind: QualificationKind;
  /** Who applied; null where the operator recorded what was decided elsewhere (ORD-013). */
  partner: string | null;
  customer: string;
  evidence: Evidence | null;
  note: string | null;
  appliedBy: string;
  appliedAt: Date;
  decidedAt: Date | null;
};
export const qualificationSides = { partner: 'partner_id', customer: 'customer_id' } as const;
export const qualificationLifecycle = {
  apply: { from: ['nothing', 'inReview', 'notQualified'], to: ['inReview'], emits: ['qualification.applied'] },
  declare: {
    from: ['nothing', 'qualified', 'notQualified'],
    to: ['qualified', 'notQualified'],
    emits: ['qualification.declared'],
  },
  decide: {
    from: ['inReview', 'qualified', 'notQualified'],
    to: ['qualified', 'notQualified'],
    emits: ['qualification.decided'],
  },
  record: {
    from: ['nothing', 'inReview', 'qualified', 'notQualified'],
    to: ['qualified', 'notQualified'],
    emits: ['qualification.recorded'],
  },
} as const satisfies Lifecycle<Qualification>;

/** ORD-009: what a partner keeps at the top of its own catalogue, first things first. */
export type PinnedOffers = {
  id: Id<'pno'>;
  version: number;
  status: 'pinned' | 'empty';
  partner: string;
  skus: readonly SkuId[];
  changedAt: Date;
};
export const pinnedSides = { partner: 'partner_id' } as const;
export const pinnedLifecycle = {
  pin: { from: ['nothing', 'pinned', 'empty'], to: ['pinned', 'empty'], emits: ['pinnedOffers.pinned'] },
} as const satisfies Lifecycle<PinnedOffers>;

/** A subscription that counts against limits, from whatever partner and channel (SUB-041). */
export type Held = {
  sku: SkuId;
  segment: Segment | '';
  status: 'active' | 'suspended' | 'cancelled' | 'ended';
  /** SUB-043: a concurrent limit counts a cancelled one until it is fully deprovisioned. */
  isDeprovisioned: boolean;
  isOwn: boolean;
};
/** What a customer holds or has ever held; subscriptions know. */
export const heldByTenant = question<{ customer: string; partner: string }, Held>('heldByTenant');
/** Whether a partner sells to a customer at this moment; an answer is a relationship. */
export const sellsTo = question<{ partner: string; customer: string }, { since: Date }>('sellsTo');

export const skuIdOf = ({ productId, skuId }: { productId: string; skuId: string }): SkuId => `${productId}:${skuId}`;
