// What a caller finds of qualifications: all that it may see, and one by its id.
import * as contract from '../../../../contract/catalog/qualifications.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { qualifications } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listQualifications, { thing: qualifications, action: 'qualification.see' }),
  seeing(contract.seeQualification, { thing: qualifications, action: 'qualification.see' }),
];
