// What each side finds of its relationships.
import { listRelationships, seeRelationship } from '../../../../contract/relationships/relationships.ts';
import { listing, type Route, seeing } from '../../../platform/wire/operations.ts';
import { relationships } from './thing.ts';

export const views: readonly Route[] = [
  listing(listRelationships, { thing: relationships, action: 'relationship.see' }),
  seeing(seeRelationship, { thing: relationships, action: 'relationship.see' }),
];
