// The rules of qualifications: a partner applies or declares, the operator decides; only then do segments open up.
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { refusals } from '../state.ts';
import type { Evidence, Qualification, QualificationKind } from './state.ts';

const no = obstacles(refusals);

type Given = { now: Date; by: { id: string }; newId: Id<'qua'> };
export type ApplyGiven = Given & { isTransacting: boolean; sells: boolean };
export type Apply = {
  partner: string;
  customer: string;
  kind: Exclude<QualificationKind, 'stateOwned'>;
  evidence: Evidence;
};

const made = (customer: string, kind: QualificationKind, { now, by, newId: id }: Given) =>
  ({ id, version: 0, kind, customer, appliedBy: by.id, appliedAt: now, evidence: null, note: null }) as const;

/** The partner's approval for public bodies is its own, everything else is a customer's (ORD-013). */
const isAboutRightParty = ({ partner, customer, kind }: Apply, sells: boolean): boolean =>
  kind === 'governmentPartner' ? customer === partner : sells;

/** ORD-012: correcting and applying again after a no are possible; ORD-013: resellers go through their provider. */
export function apply(
  state: Nothing | In<Qualification, 'inReview' | 'notQualified'>,
  command: Apply,
  given: ApplyGiven,
): Decision<Qualification> {
  const { customer, kind, evidence } = command;
  const mailDomain = evidence.mail.split('@').at(-1)!.toLowerCase();
  const domain = evidence.domain.toLowerCase();
  const refused = refuseAll([
    !given.isTransacting && no('not_a_transacting_partner'),
    !isAboutRightParty(command, given.sells) && no('relationship_required'),
    mailDomain !== domain &&
      !mailDomain.endsWith(`.${domain}`) &&
      no('evidence_incomplete', { mail: evidence.mail, domain }),
  ]);
  if (refused) return refused;
  const before = state.status === 'nothing' ? { ...made(customer, kind, given), partner: command.partner } : state;
  const renewed = { appliedBy: given.by.id, appliedAt: given.now, decidedAt: null, note: null };
  return decided({ ...before, ...renewed, status: 'inReview', evidence }, 'qualification.applied');
}

export type Declare = { partner: string; customer: string; isStateOwned: boolean };

/** ORD-014: the partner's word is enough, and it may take it back. */
export function declare(
  state: Nothing | In<Qualification, 'qualified' | 'notQualified'>,
  command: Declare,
  given: ApplyGiven,
): Decision<Qualification> {
  const refused = refuseAll([
    !given.isTransacting && no('not_a_transacting_partner'),
    !given.sells && no('relationship_required'),
  ]);
  if (refused) return refused;
  const status = command.isStateOwned ? 'qualified' : 'notQualified';
  if (state.status === status) return decided(state);
  const before =
    state.status === 'nothing' ? { ...made(command.customer, 'stateOwned', given), partner: command.partner } : state;
  return decided({ ...before, status, appliedBy: given.by.id, decidedAt: given.now }, 'qualification.declared');
}

export type Decide = { isQualified: boolean; note?: string };

/** ORD-012: the operator vets; it may also come back to what it decided. */
export const decide = (state: Qualification, command: Decide, given: { now: Date }): Decision<Qualification> =>
  decided(
    {
      ...state,
      status: command.isQualified ? 'qualified' : 'notQualified',
      note: command.note ?? null,
      decidedAt: given.now,
    },
    'qualification.decided',
  );

export type Recording = Decide & { customer: string; kind: QualificationKind };

/** ORD-013: what was decided outside, about non-profits above all. */
export function record(
  state: Nothing | Qualification,
  command: Recording,
  given: Given & { exists: boolean },
): Decision<Qualification> {
  if (!given.exists) return refuse(no('relationship_required'));
  const before = state.status === 'nothing' ? { ...made(command.customer, command.kind, given), partner: null } : state;
  const status = command.isQualified ? 'qualified' : 'notQualified';
  return decided({ ...before, status, note: command.note ?? null, decidedAt: given.now }, 'qualification.recorded');
}
