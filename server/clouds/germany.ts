// The cloud in Germany, closed to new customers since 2018, as dated data.
import type { DatedCloud } from './cloud.ts';

const features = {
  newCustomers: true,
  multiPartner: true,
  multiChannel: true,
  resellerInvites: true,
  invitationWithoutRights: false,
  customerAgreementInSystem: false,
  helpdeskManagesSubscriptions: true,
  helpdeskSeesProfile: true,
  helpdeskEditsBilling: true,
  salesAgentSeesPrices: true,
  adminResetsPasswords: false,
  userAdminGivesAdminRoles: true,
  oneLevelEach: false,
  billingAdminSeesAgreements: false,
  eligibilityCheck: false,
  creditCheck: false,
  phoneCheck: false,
  governmentOnly: false,
  resellerFirst: false,
  suspensionStopsChanges: false,
};

export const germany: DatedCloud = {
  id: 'germany',
  label: 'germany',
  operator: 'Meridian',
  features: [
    ['2015-01-01', features],
    ['2018-08-31', { ...features, newCustomers: false }],
    ['2020-10-01', { ...features, newCustomers: false, resellerFirst: true }],
  ],
  customerAgreement: [['2015-01-01', null]],
  partnerAgreement: [['2015-01-01', { reseller: 'germany-2017', transacting: 'germany-2017' }]],
  regions: [['2015-01-01', { DE: 'Europe' }]],
  currencies: [['2015-01-01', { byRegion: { Europe: 'EUR' }, byCountry: {} }]],
  registrationNumberCountries: [['2015-01-01', [] as string[]]],
  enrolmentPhone: [['2015-01-01', null]],
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
        reviewWorkingDays: 5,
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
