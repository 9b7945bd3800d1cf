// Locations, listed and one by one.
import * as contract from '../../../../contract/organizations/locations.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { locations } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listLocations, { thing: locations, action: 'location.see' }),
  seeing(contract.seeLocation, { thing: locations, action: 'location.see' }),
];
