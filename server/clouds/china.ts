// The cloud in China, as dated data.
import type { DatedCloud } from './cloud.ts';

const features = {
  newCustomers: true,
  multiPartner: true,
  multiChannel: true,
  resellerInvites: false,
  invitationWithoutRights: false,
  customerAgreementInSystem: false,
  helpdeskManagesSubscriptions: false,
  helpdeskSeesProfile: false,
  helpdeskEditsBilling: false,
  salesAgentSeesPrices: false,
  adminResetsPasswords: false,
  userAdminGivesAdminRoles: false,
  oneLevelEach: true,
  billingAdminSeesAgreements: true,
  eligibilityCheck: false,
  creditCheck: false,
  phoneCheck: true,
  governmentOnly: false,
  resellerFirst: false,
  suspensionStopsChanges: true,
};

export const china: DatedCloud = {
  id: 'china',
  label: 'china',
  operator: 'Longhe',
  features: [
    ['2015-01-01', features],
    ['2020-10-01', { ...features, resellerFirst: true }],
  ],
  customerAgreement: [['2015-01-01', null]],
  partnerAgreement: [['2015-01-01', { reseller: 'china-2016', transacting: 'china-2016' }]],
  regions: [['2015-01-01', { CN: 'China' }]],
  currencies: [['2015-01-01', { byRegion: { China: 'CNY' }, byCountry: {} }]],
  registrationNumberCountries: [['2015-01-01', ['CN']]],
  enrolmentPhone: [
    ['2015-01-01', { countryCode: '+86', pattern: '^(1[3-9]\\d{9}|10[2-8]\\d{7}|[2-9]\\d{1,2}[2-8]\\d{6,7})$' }],
  ],
  windows: [
    [
      '2015-01-01',
      {
        commercialLogYears: 7,
        otherLogYears: 2,
        partnershipInvitationDays: 90,
        pendingConsentDays: 90,
        adminClaimDays: 7,
        accountMergeDays: 30,
        attestationDays: 7,
        reviewWorkingDays: 15,
        verificationMailAgainHours: 24,
        invoiceOverdueSuspendsDays: 60,
        lockedTermMonths: 72,
      },
    ],
  ],
  pinnedOffersMax: [['2015-01-01', 5]],
  resellerValidation: [
    ['2015-01-01', 'none'],
    ['2025-09-01', 'orders'],
    ['2025-12-01', 'ordersAndChanges'],
  ],
  secondFactor: [['2015-01-01', 'required']],
};
