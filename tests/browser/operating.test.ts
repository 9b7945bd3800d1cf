// The pages of operating in three languages, at four widths, light and dark.
import { judgeAll } from './judge.ts';
import { operating } from './shots/operating.ts';

judgeAll('operating', operating);
