// The pages of customers, partners, invitations and answers in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { relationships } from './shots/relationships.ts';

judgeAll('relationships', relationships);
