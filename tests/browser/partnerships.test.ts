// The pages of partnerships in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { partnerships } from './shots/partnerships.ts';

judgeAll('partnerships', partnerships);
