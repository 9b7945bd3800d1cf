// What a customer is qualified for, or a partner approved for, and how it comes to be decided.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

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
export const sides = { partner: 'partner_id', customer: 'customer_id' } as const;
export const lifecycle = {
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
