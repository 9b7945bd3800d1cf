// Our promise about enrolments: how an organization becomes a partner, is checked, suspended and reinstated.
import { type Static, Type } from 'typebox';
import { body, command, Instant, list, noun, OrNull, only, open, Party, shown, Text, view } from '../operation.ts';

const partnerKinds = ['provider', 'reseller', 'directBill', 'advisor', 'controlPanelVendor'] as const;
export const enrolmentStatuses = [
  'draft',
  'emailVerification',
  'pending',
  'onHold',
  'rejected',
  'qualified',
  'active',
  'restricted',
  'suspended',
  'replaced',
] as const;
const documentKinds = [
  'businessRegistration',
  'taxRegistration',
  'incorporation',
  'governmentRecord',
  'utilityBill',
] as const;
const bases = ['publicBody', 'servesPublicBodies', 'regulatedData'] as const;
const Eligibility = Type.Object({ basis: Type.Enum([...bases]), statement: Text(2000, 20) });
const checks = ['email', 'employment', 'business', 'eligibility', 'credit', 'phone'] as const;
const results = ['pending', 'passed', 'rejected'] as const;
const Check = Type.Object({
  result: Type.Enum([...results]),
  guidance: Type.Optional(Type.String()),
  documents: Type.Optional(Type.Array(Type.Enum([...documentKinds]))),
});
const suspensions = ['invoiceOverdue', 'abuse', 'upstreamProvider', 'profileRejected', 'securityRequirements'] as const;
const Reason = Type.Enum([...suspensions, 'requirementsNotMet']);

export const Enrolment = noun([...enrolmentStatuses], {
  organization: open(Party),
  kind: open(Type.Enum([...partnerKinds])),
  agreementEdition: open(OrNull(Type.String())),
  createdAt: open(Instant()),
  /** The last three only where the cloud makes them (CLD-004, CLD-005). */
  checks: only(
    'commercial',
    Type.Object({
      ...{ email: Check, employment: Check, business: Check },
      eligibility: Type.Optional(Check),
      credit: Type.Optional(Check),
      phone: Type.Optional(Check),
    }),
  ),
  eligibility: only('commercial', OrNull(Eligibility)),
  mailedAt: only('commercial', OrNull(Instant())),
  reviewSince: only('commercial', OrNull(Instant())),
  /** From then on a ticket may ask why it takes so long (ACT-034). */
  ticketFrom: only('commercial', OrNull(Instant())),
  reason: only('commercial', OrNull(Reason)),
  note: only('commercial', OrNull(Type.String())),
  mail: only('personal', OrNull(Type.String())),
  phone: only('personal', OrNull(Type.String())),
});
export type Enrolment = Static<typeof Enrolment>;

/** What a stranger sees who opens the link in the mail. */
const EnrolmentLink = Type.Object({
  organization: Party,
  kind: Type.Enum([...partnerKinds]),
  status: Type.Enum([...enrolmentStatuses]),
});

const at = (verb: string) => `/api/v1/enrolments/{id}/${verb}` as const;
const note = { note: Text(2000) };

export const startEnrolment = command({
  name: 'enrolment.start',
  path: '/api/v1/enrolments',
  summary: 'Begin to enrol your organization; the operator may begin it for another one.',
  status: 201,
  body: body({ kind: Type.Enum([...partnerKinds]), organization: Type.Optional(Type.String()) }),
  answer: shown(Enrolment),
});
export const listEnrolments = list({
  name: 'enrolment.list',
  path: '/api/v1/enrolments',
  summary: 'What your organization is enrolled as; for the operator the queue of all.',
  of: Enrolment,
  filters: {
    status: Type.Optional(Type.Enum([...enrolmentStatuses])),
    kind: Type.Optional(Type.Enum([...partnerKinds])),
    organization: Type.Optional(Type.String()),
  },
});
export const seeEnrolment = view({
  name: 'enrolment.see',
  path: '/api/v1/enrolments/{id}',
  summary: 'One enrolment with its checks.',
  answer: shown(Enrolment),
});
export const fillEnrolment = command({
  name: 'enrolment.fill',
  path: '/api/v1/enrolments/{id}/fill',
  summary: 'Give what this cloud asks beside the profile: the eligibility form, or the number at which you are called.',
  body: body({ eligibility: Type.Optional(Eligibility), phone: Type.Optional(Text(30, 6)) }),
  answer: shown(Enrolment),
});
export const submitEnrolment = command({
  name: 'enrolment.submit',
  path: '/api/v1/enrolments/{id}/submit',
  summary: 'Hand the enrolment in; the primary contact gets a mail to confirm.',
  body: body({ language: Type.Optional(Type.Enum(['en', 'ko', 'zh-CN'])) }),
  answer: shown(Enrolment),
});
export const sendEnrolmentMailAgain = command({
  name: 'enrolment.sendMailAgain',
  path: '/api/v1/enrolments/{id}/send-mail-again',
  summary: 'Send the mail to the primary contact once more.',
  body: body({}),
  answer: shown(Enrolment),
});
export const openEnrolmentLink = view({
  name: 'enrolment.open',
  path: '/api/v1/enrolment-links/{token}',
  summary: 'What the link in the mail asks to confirm.',
  who: 'anyone',
  secondFactor: false,
  answer: EnrolmentLink,
});
export const confirmEnrolmentMail = command({
  name: 'enrolment.confirm',
  path: '/api/v1/enrolment-links/{token}/confirm',
  summary: 'Confirm that you enrolled and that the address belongs to the company; the review begins.',
  who: 'anyone',
  secondFactor: false,
  body: body({ confirmsEnrolment: Type.Boolean(), confirmsAddress: Type.Boolean() }),
  answer: shown(Enrolment),
});
export const checkEnrolment = command({
  name: 'enrolment.check',
  path: at('check'),
  summary: 'Write down the result of one of the checks, as the operator.',
  body: body({
    check: Type.Enum([...checks]),
    result: Type.Enum([...results]),
    guidance: Type.Optional(Text(2000)),
    /** Of the business: the name exactly as it is registered, and what proves it. */
    registeredName: Type.Optional(Text(200)),
    documents: Type.Optional(Type.Array(Type.Enum([...documentKinds]), { maxItems: 5 })),
  }),
  answer: shown(Enrolment),
});
export const qualifyEnrolment = command({
  name: 'enrolment.qualify',
  path: at('qualify'),
  summary: 'All checks passed: let the partner sign the agreement, as the operator.',
  body: body({}),
  answer: shown(Enrolment),
});
export const rejectEnrolment = command({
  name: 'enrolment.reject',
  path: at('reject'),
  summary: 'Say no with a reason, as the operator; it may be handed in again.',
  body: body(note),
  answer: shown(Enrolment),
});
export const holdEnrolment = command({
  name: 'enrolment.hold',
  path: at('hold'),
  summary: 'Stop the review until something is mended, as the operator.',
  body: body(note),
  answer: shown(Enrolment),
});
export const resumeEnrolment = command({
  name: 'enrolment.resume',
  path: at('resume'),
  summary: 'Go on with a review that was on hold, as the operator.',
  body: body({}),
  answer: shown(Enrolment),
});
export const restrictEnrolment = command({
  name: 'enrolment.restrict',
  path: at('restrict'),
  summary: 'Forbid a direct-bill partner that misses the requirements new business, as the operator.',
  body: body(note),
  answer: shown(Enrolment),
});
export const suspendEnrolment = command({
  name: 'enrolment.suspend',
  path: at('suspend'),
  summary: 'Suspend a partner for one of the listed reasons, as the operator.',
  body: body({
    reason: Type.Enum([...suspensions]),
    overdueDays: Type.Optional(Type.Integer({ minimum: 0 })),
    ...note,
  }),
  answer: shown(Enrolment),
});
export const reinstateEnrolment = command({
  name: 'enrolment.reinstate',
  path: at('reinstate'),
  summary: 'Let a restricted or suspended partner work again, as the operator.',
  body: body({}),
  answer: shown(Enrolment),
});
export const operations = [
  startEnrolment,
  listEnrolments,
  seeEnrolment,
  fillEnrolment,
  submitEnrolment,
  sendEnrolmentMailAgain,
  openEnrolmentLink,
  confirmEnrolmentMail,
  checkEnrolment,
  qualifyEnrolment,
  rejectEnrolment,
  holdEnrolment,
  resumeEnrolment,
  restrictEnrolment,
  suspendEnrolment,
  reinstateEnrolment,
];
