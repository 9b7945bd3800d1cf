// What partnerships tell the rooms below: which resellers work with a provider.
import { answering } from '../../platform/world/questions.ts';
import { resellersOf } from '../organizations/agreement/state.ts';
import { resellersWith } from './partnership/store.ts';

export const answers = [answering(resellersOf, (tx, { provider }) => resellersWith(tx, provider))];
