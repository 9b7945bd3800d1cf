// Who may do what with the people of an organization (matrix rows 9 and 10, ROL-004).
import type { Rows } from '../grant.ts';

export const members = {
  'person.name': ['member'],
  'member.add': ['globalAdmin@organization', 'userAdmin@organization', 'system'],
  'member.addGuest': ['globalAdmin@organization', 'userAdmin@organization'],
  'member.changeRoles': ['globalAdmin@organization', 'userAdmin@organization', 'accountAdmin@organization'],
  'member.claim': ['system'],
  'member.remove': ['globalAdmin@organization', 'userAdmin@organization'],
  'member.suspend': ['globalAdmin@organization', 'userAdmin@organization', 'operatorAdmin@operator'],
  'member.reinstate': ['globalAdmin@organization', 'userAdmin@organization', 'operatorAdmin@operator'],
  'member.erase': ['globalAdmin@organization', 'operatorAdmin@operator', 'system'],
  'person.erase': ['member'],
  'member.resetPassword': ['globalAdmin@organization if adminResetsPasswords'],
  'member.see': [
    'globalAdmin@organization',
    'userAdmin@organization',
    'accountAdmin@organization',
    'networkAdmin@organization',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
  'role.list': ['member'],
} as const satisfies Rows;
