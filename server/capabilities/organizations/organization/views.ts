// Organizations, listed and one by one.
import * as contract from '../../../../contract/organizations/profile.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { organizations } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listOrganizations, { thing: organizations, action: 'organization.see' }),
  seeing(contract.seeOrganization, { thing: organizations, action: 'organization.see' }),
];
