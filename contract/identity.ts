// Our promise about who is calling: signing in, the second factor, sessions, programs that act for a person.
import { type Static, Type } from 'typebox';
import { operations as apiClients } from './identity/api-clients.ts';
import { operations as supportViews } from './identity/support-views.ts';
import { Bearer, body, command, Identifier, Instant, OrNull, Party, Text, view } from './operation.ts';

const SpokenLanguage = Type.Enum(['en', 'ko', 'zh-CN']);
/** How a session was proved: password, one-time code, recovery code, any second factor, a persona of the demo. */
const Proof = Type.Enum(['pwd', 'otp', 'recovery', 'mfa', 'demo']);

/** An organization in which somebody is a member, with the roles held there now. */
export const Membership = Type.Object({ organization: Party, roles: Type.Array(Type.String()) });
export type Membership = Static<typeof Membership>;

/** Who is signed in, and what this session still has to do before it may go on. */
export const Me = Type.Object({
  kind: Type.Enum(['person', 'program']),
  id: Type.String(), // Of the person or of the API client.
  name: OrNull(Type.String()), // What a person signs in with; null for a program.
  ...{ displayName: Type.String(), language: SpokenLanguage },
  memberships: Type.Array(Membership),
  /** The organization in whose name this session acts; null while there is a choice to make (ACT-022). */
  organization: OrNull(Type.String()),
  proofs: Type.Array(Proof),
  secondFactor: Type.Object({
    required: Type.Boolean(), // SEC-010: whether this cloud asks people for one at all.
    registered: Type.Boolean(),
    proven: Type.Boolean(),
    recoveryCodesLeft: Type.Integer(),
  }),
  /** A temporary password lets nothing else happen before it is replaced (ROL-005). */
  mustChangePassword: Type.Boolean(),
  session: OrNull(Type.Object({ id: Type.String(), provenAt: Instant(), idleEndsAt: Instant(), endsAt: Instant() })),
  /** Sent back in the header `CSRF-Token` of every POST that relies on the cookie; null for tokens. */
  csrfToken: OrNull(Bearer()),
});
export type Me = Static<typeof Me>;

const Signed = Type.Object({ me: Me });
const CodeText = Type.String({ minLength: 6, maxLength: 30 });
const Password = Type.String({ minLength: 1, maxLength: 256 });
/** Called by a person about oneself; the second factor is not asked for, since this is how it is proven. */
const oneself = { who: 'person', secondFactor: false } as const;
const everyone = { who: 'anyone', secondFactor: false } as const;

/** For everyone: the portal asks this first. Never 401. */
export const seeSession = view({
  name: 'session.see',
  path: '/api/v1/me',
  summary: 'Who you are here, and what signing in offers.',
  ...everyone,
  /** `may`: what your roles ever allow at `sides`; `personas`: whether the demo's cast needs no password. */
  answer: Type.Object({
    me: OrNull(Me),
    ...{ sides: Type.Array(Type.String()), may: Type.Array(Type.String()) },
    cloud: Type.Object({ id: Type.String(), label: Type.String(), features: Type.Array(Type.String()) }),
    personas: Type.Boolean(),
  }),
});

export const signIn = command({
  name: 'session.start',
  path: '/api/v1/sign-in',
  summary: 'Sign in with name and password; the session comes as a cookie.',
  ...everyone,
  body: body({ name: Text(254), password: Password }),
  answer: Signed,
});

export const proveSecondFactor = command({
  name: 'session.prove',
  path: '/api/v1/sign-in/second-factor',
  summary: 'Prove your second factor with a code of your authenticator; the session stays and may do more.',
  ...oneself,
  body: body({ code: CodeText }),
  answer: Signed,
});

export const useRecoveryCode = command({
  name: 'session.recover',
  path: '/api/v1/sign-in/recovery-code',
  summary: 'Prove your second factor with one of your recovery codes, which is then used up.',
  ...oneself,
  body: body({ code: CodeText }),
  answer: Signed,
});

export const signOut = command({
  name: 'session.signOut',
  path: '/api/v1/sign-out',
  summary: 'End this session.',
  ...oneself,
  body: body({}),
  answer: Type.Object({}),
});

export const chooseOrganization = command({
  name: 'session.choose',
  path: '/api/v1/me/organization',
  summary: 'Choose the organization in whose name this session acts.',
  ...oneself,
  body: body({ organization: Identifier() }),
  answer: Signed,
});

export const chooseLanguage = command({
  name: 'session.speak',
  path: '/api/v1/me/language',
  summary: 'Choose the language in which the portal and its mails speak to you.',
  ...oneself,
  body: body({ language: SpokenLanguage }),
  answer: Signed,
});

export const Persona = Type.Object({
  ...{ id: Type.String(), displayName: Type.String(), language: SpokenLanguage },
  ...{ memberships: Type.Array(Membership), sides: Type.Array(Type.String()) }, // Where the first of them can stand.
});
export type Persona = Static<typeof Persona>;

export const listPersonas = view({
  name: 'persona.list',
  path: '/api/v1/personas',
  summary: 'The people of the demo world whom one can sign in as.',
  ...everyone,
  answer: Type.Object({ items: Type.Array(Persona) }),
});

export const signInAsPersona = command({
  name: 'persona.signIn',
  path: '/api/v1/personas/{id}/sign-in',
  summary: 'Sign in as somebody of the demo world, without a password.',
  ...everyone,
  body: body({}),
  answer: Signed,
});

/** A program asks to be let in: `/oauth/authorize` leads to the portal's `/sign-in?interaction={id}`. */
export const seeInteraction = view({
  name: 'interaction.see',
  path: '/api/v1/interactions/{id}',
  summary: 'Which program asks to act for you. Only in the browser in which it began.',
  ...everyone,
  answer: Type.Object({
    client: Type.Object({ id: Type.String(), name: Type.String(), redirectsTo: Type.String() }),
    mustSignInAgain: Type.Boolean(), // The program insists on a fresh proof.
  }),
});

/** The tokens say what this session proved (SEC-004), so prove the second factor first where the cloud asks for it. */
export const approveInteraction = command({
  name: 'interaction.approve',
  path: '/api/v1/interactions/{id}/approve',
  summary: 'Let the program in; go on to `redirect` with the whole page.',
  ...oneself,
  body: body({}),
  answer: Type.Object({ redirect: Type.String() }),
});

export const declineInteraction = command({
  name: 'interaction.decline',
  path: '/api/v1/interactions/{id}/decline',
  summary: 'Do not let the program in; go on to `redirect` with the whole page.',
  ...everyone,
  body: body({}),
  answer: Type.Object({ redirect: Type.String() }),
});

export const changePassword = command({
  name: 'password.change',
  path: '/api/v1/me/password',
  summary: 'Change your password; all your other sessions end.',
  ...oneself,
  body: body({ current: Password, password: Password }),
  answer: Signed,
});

/** Answers the same whether or not there is such an account. */
export const forgetPassword = command({
  name: 'password.forget',
  path: '/api/v1/password/forgot',
  summary: 'Ask for a mail with a link that sets a new password.',
  ...everyone,
  body: body({ name: Text(254) }),
  answer: Type.Object({ linkMinutes: Type.Integer() }),
});

export const resetPassword = command({
  name: 'password.reset',
  path: '/api/v1/password/reset',
  summary: 'Set a new password by the link from the mail; all your sessions end.',
  ...everyone,
  body: body({ token: Text(100), password: Password }),
  answer: Type.Object({}),
});

/** Without a confirmed factor anyone with the password may begin; afterwards a fresh proof is needed (SEC-003). */
export const enrolSecondFactor = command({
  name: 'secondFactor.enrol',
  path: '/api/v1/me/second-factor/enrol',
  summary: 'Begin to register an authenticator: its secret, and the same as an address for a QR code.',
  ...oneself,
  body: body({}),
  answer: Type.Object({ secret: Type.String(), uri: Type.String() }),
});

export const confirmSecondFactor = command({
  name: 'secondFactor.confirm',
  path: '/api/v1/me/second-factor/confirm',
  summary: 'Finish registering an authenticator with its first code; recovery codes are shown once.',
  ...oneself,
  body: body({ code: CodeText }),
  answer: Type.Object({ me: Me, recoveryCodes: Type.Array(Type.String()) }),
});

export const removeSecondFactor = command({
  name: 'secondFactor.remove',
  path: '/api/v1/me/second-factor/remove',
  summary: 'Remove your authenticator and its recovery codes; needs a proof of the last minutes.',
  ...oneself,
  body: body({}),
  answer: Signed,
});

export const renewRecoveryCodes = command({
  name: 'secondFactor.renewCodes',
  path: '/api/v1/me/recovery-codes/renew',
  summary: 'Replace all recovery codes; the new ones are shown once. Needs a proof of the last minutes.',
  ...oneself,
  body: body({}),
  answer: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
});

/** One sign-in: a browser, or a program such as the command line that was let in by its person. */
export const Session = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['browser', 'program']),
  /** Name of the program, or what the browser says it is. */
  device: Type.String(),
  network: Type.String(),
  proofs: Type.Array(Proof),
  startedAt: Instant(),
  seenAt: Instant(),
  endsAt: Instant(),
  current: Type.Boolean(),
});
export type Session = Static<typeof Session>;

export const listSessions = view({
  name: 'session.list',
  path: '/api/v1/sessions',
  summary: 'Where you are signed in.',
  ...oneself,
  answer: Type.Object({ items: Type.Array(Session) }),
});

export const endSession = command({
  name: 'session.end',
  path: '/api/v1/sessions/{id}/end',
  summary: 'End one of your sessions.',
  ...oneself,
  body: body({}),
  answer: Type.Object({}),
});

export const endOtherSessions = command({
  name: 'session.endOthers',
  path: '/api/v1/sessions/end-others',
  summary: 'End all your sessions but this one.',
  ...oneself,
  body: body({}),
  answer: Type.Object({ ended: Type.Integer() }),
});

export const operations = [
  seeSession,
  signIn,
  proveSecondFactor,
  useRecoveryCode,
  signOut,
  chooseOrganization,
  chooseLanguage,
  listPersonas,
  signInAsPersona,
  seeInteraction,
  approveInteraction,
  declineInteraction,
  changePassword,
  forgetPassword,
  resetPassword,
  enrolSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  listSessions,
  endSession,
  endOtherSessions,
  ...apiClients,
  ...supportViews,
];
