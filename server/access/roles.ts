// The roles that people and programs hold in an organization, by family (ROL-001, ROL-014, ROL-015).
const rolesByFamily = {
  directory: ['globalAdmin', 'userAdmin', 'billingAdmin', 'user'],
  program: ['adminAgent', 'salesAgent', 'helpdeskAgent'],
  company: [
    'accountAdmin',
    'networkAdmin',
    'businessProfileAdmin',
    'referralAdmin',
    'referralUser',
    'incentiveAdmin',
    'incentiveUser',
  ],
  report: ['executiveReportViewer', 'reportViewer'],
  operator: ['operatorAdmin', 'operatorSupport', 'operatorBilling'],
} as const;

export type Role = (typeof rolesByFamily)[keyof typeof rolesByFamily][number];
export type Family = keyof typeof rolesByFamily;
export const roles: readonly Role[] = Object.values(rolesByFamily).flat();

/** The family a role belongs to; families decide who may give it (ROL-003, ROL-004). */
export const familyOf = (role: Role): Family =>
  (Object.keys(rolesByFamily) as Family[]).find((family) => (rolesByFamily[family] as readonly Role[]).includes(role))!;
