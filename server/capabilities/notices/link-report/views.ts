// What the operator finds of reported links.
import * as contract from '../../../../contract/notices.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { linkReports } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listLinkReports, { thing: linkReports, action: 'linkReport.see' }),
  seeing(contract.seeLinkReport, { thing: linkReports, action: 'linkReport.see' }),
];
