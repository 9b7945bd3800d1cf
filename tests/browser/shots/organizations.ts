// The pages of organizations: one in the middle of its enrolment, one that is asked to sign, and partners at work.

import { changeRoles, listMembers } from '../../../contract/members.ts';
import { inviteToMerge } from '../../../contract/merges.ts';
import { listEnrolments, startEnrolment } from '../../../contract/organizations/enrolments.ts';
import { listLocations } from '../../../contract/organizations/locations.ts';
import { listOrganizations } from '../../../contract/organizations/profile.ts';
import { listTenants } from '../../../contract/organizations/tenants.ts';
import type { Place } from '../place.ts';
import type { Shots } from '../shots.ts';

/** Miru's global admin keeps its account, too, and invites its provider. */
async function mergeOf(place: Place): Promise<string> {
  const [hyun, dohyun] = await Promise.all([place.as('Hyun'), place.as('Dohyun')]);
  const [{ items }, accounts] = await Promise.all([
    hyun.call(listMembers, { query: { limit: 500 } }),
    dohyun.call(listLocations, { query: { kind: 'global' } }),
  ]);
  const own = items.find(({ user }) => user === hyun.me.id)!;
  await hyun.call(changeRoles, { path: { id: own.id }, body: { roles: [...own.roles, 'accountAdmin'] } });
  const { id } = await hyun.call(inviteToMerge, { body: { globalId: accounts.items[0]!.partnerId } });
  return id;
}

export const organizations: Shots = {
  prepare: async (place) => {
    const [yejin, mira, dohyun] = await Promise.all([place.as('Yejin'), place.as('Mira'), place.as('Dohyun')]);
    const draft = await yejin.call(startEnrolment, { body: { kind: 'reseller' } });
    const [companies, enrolments, locations, tenants] = await Promise.all([
      mira.call(listOrganizations, { query: { limit: 500 } }),
      mira.call(listEnrolments, { query: { status: 'active', kind: 'directBill' } }),
      dohyun.call(listLocations, { query: { kind: 'location' } }),
      dohyun.call(listTenants, { query: { purpose: 'selling' } }),
    ]);
    const merge = await mergeOf(place);
    return {
      draft: draft.id,
      company: companies.items.find(({ name }) => name === 'Miru Systems')!.id,
      active: enrolments.items[0]!.id,
      location: locations.items[0]!.id,
      tenant: tenants.items[0]!.id,
      merge,
    };
  },
  shots: [
    { name: 'organizations', by: 'Mira', path: () => '/organizations' },
    { name: 'organization', by: 'Mira', path: ({ company }) => `/organizations/${company}` },
    { name: 'organization-profile', by: 'Dohyun', path: () => '/profile' },
    { name: 'enrolments', by: 'Mira', path: () => '/enrolments' },
    { name: 'enrolment-draft', by: 'Yejin', path: ({ draft }) => `/enrolments/${draft}` },
    { name: 'enrolment-operator', by: 'Mira', path: ({ active }) => `/enrolments/${active}` },
    {
      name: 'enrolment-check',
      by: 'Mira',
      path: ({ active }) => `/enrolments/${active}`,
      act: (page) => page.locator('[data-command="check"]').click(),
    },
    { name: 'enrol-kind', by: 'Yejin', path: () => '/enrolments/new' },
    { name: 'enrol-agreement', by: 'Yejin', path: () => '/enrolments/new?step=agreement' },
    { name: 'enrol-facts', by: 'Yejin', path: ({ draft }) => `/enrolments/new?step=facts&made=${draft}` },
    { name: 'enrol-next', by: 'Yejin', path: ({ draft }) => `/enrolments/new?step=next&made=${draft}` },
    { name: 'enrolment-link', path: () => '/enrolment-links/unknown' },
    { name: 'locations', by: 'Dohyun', path: () => '/locations' },
    { name: 'location', by: 'Dohyun', path: ({ location }) => `/locations/${location}` },
    { name: 'account-merges', by: 'Hyun', path: () => '/account-merges' },
    { name: 'account-merge', by: 'Hyun', path: ({ merge }) => `/account-merges/${merge}` },
    {
      name: 'account-merge-withdraw',
      by: 'Hyun',
      path: ({ merge }) => `/account-merges/${merge}`,
      act: (page) => page.locator('[data-command="withdraw"]').click(),
    },
    { name: 'tenants', by: 'Dohyun', path: () => '/tenants' },
    { name: 'tenant', by: 'Dohyun', path: ({ tenant }) => `/tenants/${tenant}` },
    { name: 'partner-agreements', by: 'Dohyun', path: () => '/partner-agreements' },
    { name: 'partner-agreement-sign', by: 'Dohyun', path: () => '/partner-agreements/new' },
    { name: 'reseller-vetting', by: 'Dohyun', path: () => '/reseller-vetting' },
    { name: 'providers', by: 'Hyun', path: () => '/providers' },
    { name: 'regions', by: 'Hyun', path: () => '/regions' },
  ],
};
