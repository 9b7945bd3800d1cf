// The cloud of the US government, as dated data.
import type { DatedCloud } from './cloud.ts';

const features = {
  newCustomers: true,
  multiPartner: true, // CLD-010
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
  eligibilityCheck: true,
  creditCheck: true,
  phoneCheck: false,
  governmentOnly: true,
  resellerFirst: false,
  suspensionStopsChanges: false,
};

export const usgov: DatedCloud = {
  id: 'usgov',
  label: 'usgov',
  operator: 'Meridian',
  features: [
    ['2015-01-01', features],
    ['2020-10-01', { ...features, resellerFirst: true }],
  ],
  customerAgreement: [['2015-01-01', null]],
  partnerAgreement: [['2015-01-01', { reseller: 'usgov-2018', transacting: 'usgov-2018' }]],
  regions: [
    [
      '2015-01-01',
      {
        US: 'United States',
        PR: 'United States',
        VI: 'United States',
        GU: 'United States',
        AS: 'United States',
        MP: 'United States',
      },
    ],
  ],
  currencies: [['2015-01-01', { byRegion: { 'United States': 'USD' }, byCountry: {} }]],
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
