// What the two sides find of the answers that tenants gave.
import { listConsents, seeConsent } from '../../../../contract/relationships/consents.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { consents } from './thing.ts';

export const views: readonly Route[] = [
  listing(listConsents, { thing: consents, action: 'consent.see' }),
  seeing(seeConsent, { thing: consents, action: 'consent.see' }),
];
