// Our promise about qualifications: a partner applies for a customer, the operator decides, and segments open up.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Email,
  Identifier,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  shown,
  Text,
  view,
} from '../operation.ts';

const statuses = ['inReview', 'qualified', 'notQualified'] as const;
const kinds = ['education', 'nonprofit', 'governmentCommunity', 'governmentPartner', 'stateOwned'] as const;
const Evidence = () =>
  Type.Object(
    { legalName: Text(200), address: Text(400), mail: Email(), contact: Text(200), domain: Text(253) },
    { additionalProperties: false },
  );

export const Qualification = noun([...statuses], {
  kind: open(Type.Enum([...kinds])),
  customer: open(Party),
  partner: open(OrNull(Party)),
  note: open(OrNull(Type.String())),
  appliedAt: open(Instant()),
  decidedAt: open(OrNull(Instant())),
  evidence: only('personal', OrNull(Evidence())),
  appliedBy: only('personal', Type.String()),
});
export type Qualification = Static<typeof Qualification>;

export const applyForQualification = command({
  name: 'qualification.apply',
  path: '/api/v1/qualifications',
  summary: 'Apply for a special qualification of your customer, or of yourself; apply again with corrections.',
  body: body({
    customer: Identifier(),
    kind: Type.Enum(['education', 'nonprofit', 'governmentCommunity', 'governmentPartner']),
    evidence: Evidence(),
  }),
  answer: shown(Qualification),
});
export const declareStateOwned = command({
  name: 'qualification.declare',
  path: '/api/v1/qualifications/declare',
  summary: 'Declare whether your customer is owned by a state.',
  body: body({ customer: Identifier(), isStateOwned: Type.Boolean() }),
  answer: shown(Qualification),
});
export const decideQualification = command({
  name: 'qualification.decide',
  path: '/api/v1/qualifications/{id}/decide',
  summary: 'Decide about an application after looking at its evidence.',
  body: body({ isQualified: Type.Boolean(), note: Type.Optional(Text(500)) }),
  answer: shown(Qualification),
});
export const recordQualification = command({
  name: 'qualification.record',
  path: '/api/v1/qualifications/record',
  summary: 'Record what was decided about a customer outside of this system.',
  body: body({
    customer: Identifier(),
    kind: Type.Enum([...kinds]),
    isQualified: Type.Boolean(),
    note: Type.Optional(Text(500)),
  }),
  answer: shown(Qualification),
});
export const listQualifications = list({
  name: 'qualification.list',
  path: '/api/v1/qualifications',
  summary: 'Applications and decisions, the youngest first.',
  of: Qualification,
  filters: {
    status: Type.Optional(Type.Enum([...statuses])),
    kind: Type.Optional(Type.Enum([...kinds])),
    customer: Type.Optional(Identifier()),
  },
});
export const seeQualification = view({
  name: 'qualification.see',
  path: '/api/v1/qualifications/{id}',
  summary: 'One qualification.',
  answer: shown(Qualification),
});

export const operations = [
  applyForQualification,
  declareStateOwned,
  decideQualification,
  recordQualification,
  listQualifications,
  seeQualification,
];
