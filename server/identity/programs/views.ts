// API clients, listed and one by one.
import * as contract from '../../../contract/identity/api-clients.ts';
import { listing, type Route, seeing } from '../../platform/wire/operations.ts';
import { apiClients } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listApiClients, { thing: apiClients, action: 'apiClient.see' }),
  seeing(contract.seeApiClient, { thing: apiClients, action: 'apiClient.see' }),
];
