// Our promise about members: who belongs to an organization, with which roles, and how they come and go.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Email,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  revealing,
  shown,
  Text,
  view,
} from './operation.ts';

/** Every role there is; which of them an organization may give depends on what it is (ROL-001, ROL-014, ROL-015). */
const RoleName = Type.Enum([
  'globalAdmin',
  'userAdmin',
  'billingAdmin',
  'user',
  'adminAgent',
  'salesAgent',
  'helpdeskAgent',
  'accountAdmin',
  'networkAdmin',
  'businessProfileAdmin',
  'referralAdmin',
  'referralUser',
  'incentiveAdmin',
  'incentiveUser',
  'executiveReportViewer',
  'reportViewer',
  'operatorAdmin',
  'operatorSupport',
  'operatorBilling',
]);

export const Member = noun(['active', 'suspended', 'removed', 'erased'], {
  organization: open(Party),
  user: open(Type.String()),
  roles: open(Type.Array(RoleName)),
  isGuest: open(Type.Boolean()),
  createdAt: open(Instant()),
  /** Who suspended it, and lifts it again. */
  suspendedBy: open(OrNull(Type.Enum(['organization', 'operator']))),
  suspensionReason: only('personal', OrNull(Type.String())),
  name: only('personal', Type.String()),
  displayName: only('personal', Type.String()),
});
export type Member = Static<typeof Member>;

const Roles = Type.Array(RoleName, { uniqueItems: true, maxItems: 20 });

export const addMember = command({
  name: 'member.add',
  path: '/api/v1/members',
  summary: 'Add a person to your organization; the temporary password is shown once.',
  status: 201,
  body: body({
    name: Email(),
    displayName: Text(100),
    language: Type.Optional(Type.Enum(['en', 'ko', 'zh-CN'])),
    roles: Roles,
  }),
  answer: revealing(Member, { temporaryPassword: Type.String() }),
});

export const addGuest = command({
  name: 'member.addGuest',
  path: '/api/v1/members/guests',
  summary: 'Add somebody who has an account in another organization as a guest.',
  status: 201,
  body: body({ name: Email(), roles: Roles }),
  answer: shown(Member),
});

export const changeRoles = command({
  name: 'member.changeRoles',
  path: '/api/v1/members/{id}/change-roles',
  summary: 'Change the roles of a member; they hold from the next request on.',
  body: body({ roles: Roles }),
  answer: shown(Member),
});

export const removeMember = command({
  name: 'member.remove',
  path: '/api/v1/members/{id}/remove',
  summary: 'Remove a member; what the person may do here ends at once.',
  body: body({}),
  answer: shown(Member),
});

export const resetMemberPassword = command({
  name: 'member.resetPassword',
  path: '/api/v1/members/{id}/reset-password',
  summary: 'Give a member a new temporary password, shown once; all sessions of the person end.',
  body: body({}),
  answer: revealing(Member, { temporaryPassword: Type.String() }),
});

export const suspendMember = command({
  name: 'member.suspend',
  path: '/api/v1/members/{id}/suspend',
  summary:
    'Suspend a member: sessions and tokens end at once, and nobody signs in with the account until it is lifted.',
  body: body({ reason: Type.Optional(Text(500)) }),
  answer: shown(Member),
});

export const reinstateMember = command({
  name: 'member.reinstate',
  path: '/api/v1/members/{id}/reinstate',
  summary: 'Lift the suspension of a member; the roles are those from before.',
  body: body({}),
  answer: shown(Member),
});

/** For good, and everywhere in this cloud: guests are erased where their account was made. */
export const eraseMember = command({
  name: 'member.erase',
  path: '/api/v1/members/{id}/erase',
  summary: 'Erase a person for good: account, names, and what the log says of the person; the chains still verify.',
  who: 'person',
  isIrreversible: true,
  needsFreshProof: true,
  body: body({}),
  answer: shown(Member),
});
export const erasePerson = command({
  name: 'person.erase',
  path: '/api/v1/me/erase',
  summary: 'Erase yourself for good, in every organization of this cloud.',
  who: 'person',
  isIrreversible: true,
  needsFreshProof: true,
  body: body({}),
  answer: shown(Member),
});

export const listMembers = list({
  name: 'member.list',
  path: '/api/v1/members',
  summary: 'The people of your organization.',
  of: Member,
  filters: {
    status: Type.Optional(Type.Enum(['active', 'suspended', 'removed', 'erased'])),
    role: Type.Optional(RoleName),
  },
});

export const seeMember = view({
  name: 'member.see',
  path: '/api/v1/members/{id}',
  summary: 'One member of your organization.',
  answer: shown(Member),
});

/** A role as it may be given in your organization; who gives what stands in the policy and in the rules. */
const GivableRole = Type.Object({
  role: RoleName,
  family: Type.Enum(['directory', 'program', 'company', 'report', 'operator']),
  isForGuests: Type.Boolean(),
  /** Whether you, with your roles, may give it. */
  mayGive: Type.Boolean(),
});
export const listRoles = view({
  name: 'role.list',
  path: '/api/v1/roles',
  summary: 'The roles that your organization gives, and which of them you may give.',
  answer: Type.Object({ items: Type.Array(GivableRole) }),
});

/** Only of people whose organization has something to do with one's own; of others nothing is said. */
export const namePeople = view({
  name: 'person.name',
  path: '/api/v1/people',
  summary: 'The names of people and programs that answers mention by their ids.',
  query: { ids: Type.String({ maxLength: 4000, pattern: '^[a-z]{2,5}_[0-9a-f]{32}(,[a-z]{2,5}_[0-9a-f]{32})*$' }) },
  answer: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
});
export const operations = [
  addMember,
  addGuest,
  changeRoles,
  removeMember,
  resetMemberPassword,
  suspendMember,
  reinstateMember,
  eraseMember,
  erasePerson,
  listMembers,
  seeMember,
  listRoles,
  namePeople,
];
