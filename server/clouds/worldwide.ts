// The worldwide public cloud, as dated data.
import type { DatedCloud } from './cloud.ts';
import { registrationNumberCountries, worldwideCurrencies, worldwideRegions } from './regions.ts';

const features = {
  newCustomers: true,
  multiPartner: true,
  multiChannel: true,
  resellerInvites: true,
  invitationWithoutRights: true,
  customerAgreementInSystem: true,
  helpdeskManagesSubscriptions: true,
  helpdeskSeesProfile: true,
  helpdeskEditsBilling: true,
  salesAgentSeesPrices: true,
  adminResetsPasswords: true,
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

export const worldwide: DatedCloud = {
  id: 'worldwide',
  label: 'worldwide',
  operator: 'Meridian',
  features: [
    ['2015-01-01', features],
    ['2020-10-01', { ...features, resellerFirst: true }],
  ],
  customerAgreement: [
    ['2015-01-01', null],
    ['2020-02-01', '2020-02'],
  ],
  partnerAgreement: [['2015-01-01', { reseller: '2019-09', transacting: '2019-09' }]],
  regions: [['2015-01-01', worldwideRegions]],
  currencies: [['2015-01-01', worldwideCurrencies]],
  registrationNumberCountries: [['2015-01-01', registrationNumberCountries]],
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
