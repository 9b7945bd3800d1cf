// What lower rooms ask about relationships: whether a partner deals with a tenant, and as what.
import { answering } from '../../platform/world/questions.ts';
import { dealings } from '../agreements/state.ts';
import { sells } from './state.ts';
import { findRelationship } from './store.ts';

export const answers = [
  answering(dealings, async (tx, pair) => {
    const found = await findRelationship(tx, pair);
    return found?.status === 'active' ? [{ sells: sells(found) }] : [];
  }),
];
