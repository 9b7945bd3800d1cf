// A partner and a customer's tenant that know each other, and who sells through whom.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import type { Way } from '../invitation/state.ts';

/** One per partner and tenant, whichever way they came together. */
export type Relationship = {
  id: Id<'rel'>;
  version: number;
  status: 'active';
  partner: string;
  customer: string;
  tenant: string;
  isDirect: boolean;
  /** Through whom the partner sells to this tenant; a side of no other reseller's relationship (REL-121). */
  resellers: readonly string[];
  /** Who sells to this tenant for the partner, who is then the reseller. */
  providers: readonly string[];
  origin: 'invited' | 'created' | 'extended';
  invitation: string | null;
  customerName: string;
  acceptedBy: string;
  since: Date;
};
export const sells = ({ isDirect, resellers }: Pick<Relationship, 'isDirect' | 'resellers'>): boolean =>
  isDirect || resellers.length > 0;

/** REL-015: these two and nobody else; a partnership shows neither of its sides the customers of the other. */
export const sides = { partner: 'partner_id', customer: 'customer_id' } as const;

export const lifecycle = {
  establish: {
    from: ['nothing', 'active'],
    to: ['active'],
    repeats: ['active'],
    emits: ['relationship.created', 'relationship.established', 'relationship.joined'],
  },
  create: { from: ['nothing'], to: ['active'], emits: ['relationship.created'] },
  extend: { from: ['active'], to: ['active'], emits: ['relationship.extended'] },
  rename: { from: ['active'], to: ['active'], emits: ['relationship.renamed'] },
} as const satisfies Lifecycle<Relationship>;

export const covers = (relationship: Relationship, { partner, part, other }: Way): boolean => {
  if (relationship.partner !== partner) return false;
  if (other === null) return relationship.isDirect;
  return (part === 'seller' ? relationship.resellers : relationship.providers).includes(other);
};
