// What who runs the cloud finds of dead letters: all of them, and one by its id.
import * as contract from '../../../../contract/jobs.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { deadLetters } from './thing.ts';

export const views: readonly Route[] = [
  listing(contract.listDeadLetters, { thing: deadLetters, action: 'deadLetter.see' }),
  seeing(contract.seeDeadLetter, { thing: deadLetters, action: 'deadLetter.see' }),
];
