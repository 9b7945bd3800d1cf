// Whether a partner sells to a customer at all: what the catalogue asks, relationships know.
import { answering } from '../../platform/world/questions.ts';
import { activeBetween } from '../relationships/offers.ts';
import { sellsTo } from './state.ts';

export const answers = [
  answering(sellsTo, async (tx, parties) => (await activeBetween(tx, parties)).map(({ since }) => ({ since }))),
];
