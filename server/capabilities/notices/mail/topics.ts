// Every mail there is, and what it is about. What is not here is not mailed (AUD-010, AUD-012).

/** Those of `verification` and `security` go where they must, whatever one wants. */
export const topics = ['enrolment', 'security', 'verification'] as const;
export type Topic = (typeof topics)[number];
export const switchable: readonly Topic[] = ['enrolment'];

export const topicOf: Readonly<Record<string, Topic>> = {
  'mail.signup': 'verification',
  'mail.enrolmentConfirm': 'verification',
  'mail.notificationAddress': 'verification',
  'mail.adminClaimStarted': 'security',
  'mail.adminClaimProven': 'security',
  'mail.mergeInvited': 'security',
  'mail.mergeAccepted': 'security',
  'mail.mergeDeclined': 'security',
  'mail.mergeConfirmed': 'security',
  'mail.passwordReset': 'security',
  'mail.passwordChanged': 'security',
  'mail.secondFactorRemoved': 'security',
  'mail.checkRejected': 'enrolment',
  'mail.enrolmentQualified': 'enrolment',
  'mail.enrolmentActive': 'enrolment',
  'mail.enrolmentHeld': 'enrolment',
  'mail.enrolmentRejected': 'enrolment',
  'mail.enrolmentRestricted': 'enrolment',
  'mail.enrolmentSuspended': 'enrolment',
  'mail.enrolmentReinstated': 'enrolment',
};

export type Wishes = { address: string | null; language: string; topics_off: readonly string[] };
type Addressed = { to: string; key: string; language?: string };
/** AUD-011: where it goes and in which language as its reader wishes; nowhere where its topic is switched off. */
export function routed<M extends Addressed>(mail: M, wishes: Wishes | undefined): M | undefined {
  const topic = topicOf[mail.key];
  if (!wishes || !topic) return mail;
  const { address, language, topics_off: off } = wishes;
  if (!switchable.includes(topic)) return { ...mail, language };
  return off.includes(topic) ? undefined : { ...mail, to: address ?? mail.to, language };
}
