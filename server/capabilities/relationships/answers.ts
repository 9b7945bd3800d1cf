// What lower rooms ask about relationships: whether a partner deals with a tenant, and as what.
import { answering } from '../../platform/world/questions.ts';
import { dealings } from '../agreements/agreement/state.ts';
import { findRelationship } from './offers.ts';
import { sells } from './relationship/state.ts';

export const answers = [
  answering(dealings, async (tx, pair) => {
    const found = await findRelationship(tx, pair);
    return found?.status === 'active' ? [{ sells: sells(found) }] : [];
  }),
];
