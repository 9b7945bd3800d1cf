// Tenants, listed and one by one.
import * as contract from '../../../../contract/organizations/tenants.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { tenants } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listTenants, { thing: tenants, action: 'tenant.see' }),
  seeing(contract.seeTenant, { thing: tenants, action: 'tenant.see' }),
];
