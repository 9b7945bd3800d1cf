// The numbers of this room; a setting may replace each of them.
export type IdentityLimits = typeof identityLimits;

export const identityLimits = {
  sessionIdleMinutes: 120,
  sessionHoursMax: 12,
  programIdleDays: 30,
  programDaysMax: 180,
  /** Removing a factor or renewing codes needs a second factor proven this recently. */
  freshProofMinutes: 10,
  resetLinkMinutes: 30,
  accessTokenMinutes: 10,
  interactionMinutes: 30,
  formerSecretDays: 7,
  recoveryCodes: 10,
  knownDeviceDays: 180,
  keySignsDays: 30,
  /** A new key is published this long before it signs, so that nobody meets a token whose key it has not seen. */
  keyPublishedAheadHours: 24,
  /** How old what this process remembers of a session or program may be when no word of a change arrives. */
  rememberedMs: 2_000,
  rememberedMax: 50_000,
} as const;
