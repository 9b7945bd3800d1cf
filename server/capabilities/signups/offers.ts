// What the set-up and the workbench may use of sign-ups: an organization founded at once, without mail or proof.
import type { Id } from '../../kernel/id.ts';
import { together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { type AddingMember, addingMember } from '../members/offers.ts';
import { addingTenant, registering } from '../organizations/offers.ts';

export type Founding = {
  organization: Id<'org'>;
  name: string;
  country: string;
  kind?: 'operator';
  /** Of its first tenant; the body that runs a cloud needs none. */
  tenant?: { purpose: 'corporate' | 'customer'; domain: string };
  people: readonly Omit<AddingMember, 'organization'>[];
};
/** What a completed sign-up makes, at the wish of the house itself: a set-up, a demo. */
export const founding = together<Founding>({
  changes: [registering, addingTenant, addingMember],
  plan: (_planning, key, { organization, tenant, people, ...about }) => [
    step(registering, key, { ...about, id: organization }),
    ...(tenant ? [step(addingTenant, key, { ...tenant, organization, country: about.country })] : []),
    ...people.map((person) => step(addingMember, key, { ...person, organization })),
  ],
});
