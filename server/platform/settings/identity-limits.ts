// How long who is known stays known, and how often somebody may try: the numbers of signing in, each a setting.

import { wholeNumber } from './setting.ts';

export const identitySettings = {
  sessionIdleMinutes: wholeNumber(5, 1440)('KONTOR_SESSION_IDLE_MINUTES', 120, {
    says: 'After this many minutes without a request a session in a browser ends.',
  }),
  sessionHoursMax: wholeNumber(1, 720)('KONTOR_SESSION_HOURS_MAX', 12, {
    says: 'After this many hours a session in a browser ends, however busy it is.',
  }),
  programIdleDays: wholeNumber(1, 365)('KONTOR_PROGRAM_IDLE_DAYS', 30, {
    says: 'After this many days without use a program may no longer act for the person who let it in.',
  }),
  programDaysMax: wholeNumber(1, 730)('KONTOR_PROGRAM_DAYS_MAX', 180, {
    says: 'After this many days a program must be let in anew.',
  }),
  freshProofMinutes: wholeNumber(1, 120)('KONTOR_FRESH_PROOF_MINUTES', 10, {
    says: 'Removing a second factor or renewing recovery codes needs one proven this recently.',
  }),
  supportViewMinutes: wholeNumber(5, 480)('KONTOR_SUPPORT_VIEW_MINUTES', 60, {
    says: 'How long somebody of the operator may see what an organization sees.',
  }),
  resetLinkMinutes: wholeNumber(5, 1440)('KONTOR_RESET_LINK_MINUTES', 30, {
    says: 'How long the link for a forgotten password is good.',
  }),
  accessTokenMinutes: wholeNumber(1, 60)('KONTOR_ACCESS_TOKEN_MINUTES', 10, {
    says: 'How long an access token is good.',
  }),
  interactionMinutes: wholeNumber(5, 120)('KONTOR_INTERACTION_MINUTES', 30, {
    says: 'How long a program that asks to be let in waits for the answer.',
  }),
  formerSecretDays: wholeNumber(0, 90)('KONTOR_FORMER_SECRET_DAYS', 7, {
    says: 'How long the former secret of an API client is good beside the new one.',
  }),
  recoveryCodes: wholeNumber(4, 50)('KONTOR_RECOVERY_CODES', 10, {
    says: 'How many recovery codes somebody gets with a second factor.',
  }),
  knownDeviceDays: wholeNumber(1, 730)('KONTOR_KNOWN_DEVICE_DAYS', 180, {
    says: 'How long a browser in which somebody has signed in is known for theirs.',
  }),
  keySignsDays: wholeNumber(2, 365)('KONTOR_TOKEN_KEY_DAYS', 30, {
    says: 'How long one key signs tokens.',
  }),
  keyPublishedAheadHours: wholeNumber(1, 24)('KONTOR_TOKEN_KEY_AHEAD_HOURS', 24, {
    says: 'So many hours before it signs a new key is published, and nobody meets a token whose key was not seen.',
  }),
  rememberedMs: wholeNumber(0, 10_000)('KONTOR_REMEMBERED_MS', 2_000, {
    says: 'How old what a process knows of a session may be when no word of a change arrives, in milliseconds.',
  }),
  rememberedMax: wholeNumber(100, 10_000_000)('KONTOR_REMEMBERED_MAX', 50_000, {
    says: 'How many sessions and tokens a process remembers.',
  }),
  passwordLengthMin: wholeNumber(8, 64)('KONTOR_PASSWORD_LENGTH_MIN', 12, {
    says: 'How many characters a password needs.',
  }),
  passwordLengthMax: wholeNumber(64, 200)('KONTOR_PASSWORD_LENGTH_MAX', 128, {
    says: 'How many characters a password may have.',
  }),
  temporaryPasswordDays: wholeNumber(1, 90)('KONTOR_TEMPORARY_PASSWORD_DAYS', 14, {
    says: 'How long a temporary password is good.',
  }),
  triesPerDevice: wholeNumber(1, 1000)('KONTOR_TRIES_PER_DEVICE', 10, {
    says: 'Wrong passwords of one person in a browser known for theirs before pauses begin.',
  }),
  triesPerNameAndNetwork: wholeNumber(1, 1000)('KONTOR_TRIES_PER_NAME_AND_NETWORK', 5, {
    says: 'Wrong passwords for one name from one network before pauses begin; also for the password of a session.',
  }),
  triesPerNetwork: wholeNumber(1, 100_000)('KONTOR_TRIES_PER_NETWORK', 50, {
    says: 'Wrong passwords from one network before pauses begin.',
  }),
  triesPerName: wholeNumber(1, 100_000)('KONTOR_TRIES_PER_NAME', 100, {
    says: 'Wrong passwords an hour for one name from everywhere before pauses begin; known browsers are not held up.',
  }),
  codesPerSession: wholeNumber(1, 100)('KONTOR_CODES_PER_SESSION', 5, {
    says: 'Wrong codes of a second factor in one session before pauses begin.',
  }),
  codesPerPerson: wholeNumber(1, 1000)('KONTOR_CODES_PER_PERSON', 15, {
    says: 'Wrong codes an hour for one person in browsers that are not known before pauses begin.',
  }),
  resetLinksPerNetwork: wholeNumber(1, 100_000)('KONTOR_RESET_LINKS_PER_NETWORK', 20, {
    says: 'Links for forgotten passwords that one network may ask for in an hour.',
  }),
  resetLinksPerName: wholeNumber(1, 100)('KONTOR_RESET_LINKS_PER_NAME', 3, {
    says: 'Links for a forgotten password mailed to one address in an hour; more are quietly left out.',
  }),
  tryWindowMinutes: wholeNumber(1, 1440)('KONTOR_TRY_WINDOW_MINUTES', 15, {
    says: 'After this many minutes without a try failures are forgotten.',
  }),
  tryPauseMinutesMax: wholeNumber(1, 1440)('KONTOR_TRY_PAUSE_MINUTES_MAX', 15, {
    says: 'How long a pause after failures may become.',
  }),
};

export type IdentityLimits = { readonly [Name in keyof typeof identitySettings]: number };
const names = Object.keys(identitySettings) as (keyof IdentityLimits)[];
const picked = (of: (name: keyof IdentityLimits) => number): IdentityLimits =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as IdentityLimits;

const usual = picked((name) => identitySettings[name].usual);
/** The numbers of signing in among all settings. */
export const identityLimitsIn = (settings: IdentityLimits): IdentityLimits => picked((name) => settings[name]);
/** Those of this world; the usual ones where it was made without. */
export const identityLimits = ({ limits }: { limits: { identity?: IdentityLimits } }): IdentityLimits =>
  limits.identity ?? usual;
