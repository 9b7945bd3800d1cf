// The pages of signing up in three languages, at three widths, light and dark.
import { judgeAll } from './judge.ts';
import { signups } from './shots/signups.ts';

judgeAll('signups', signups);
